/** What people see, in the two languages in which they may ask for it. */
export interface Bilingual {
  readonly vi: string;
  readonly en: string;
}
