/** What is played. */
export interface YearPlan {
  readonly year: number;
  readonly dossiers: number;
  readonly online: number;
  /** Linked bundles among them. */
  readonly linked: number;
}

/**
 * A district in 2023: received in all, and online [P]. How many were linked is known of one of its communes only, 16 of 1,670; the
 * district is taken to have the same share [A].
 */
export const DISTRICT_2023: YearPlan = { year: 2023, dossiers: 19_257, online: 9_344, linked: Math.round((19_257 * 16) / 1_670) };

/** The linked bundles are in force from here [A]; before it, there is nothing linked. */
export const LINKED_FROM = '2023-07-10';

/** How much is filed on a working day of each month, against the mean [A]: little around Tết, much when school begins. */
export const SEASON: readonly number[] = [0.7, 0.9, 1.1, 1, 1, 1.1, 1.2, 1.4, 1.1, 0.9, 0.9, 0.8];

/** By hour [A]. */
export const COUNTER_DAY: Readonly<Record<number, number>> = { 8: 3, 9: 4, 10: 4, 14: 4, 15: 3, 16: 2 };
export const ONLINE_DAY: Readonly<Record<number, number>> = { 8: 2, 9: 2, 10: 3, 14: 3, 15: 2, 16: 1, 17: 1, 20: 2 };

/** Of the linked bundles, so many follow a death; the others, a birth [A]. */
export const DEATHS = 0.3;

/** Shares of one. All [A]; they are here to be changed. `paid`: a fee is due, for copies or extracts. `verified`: of residences. */
export const FATES = {
  paid: 0.05,
  verified: 0.15,
  supplement: 0.03,
  secondSupplement: 0.1,
  silent: 0.08,
  refused: 0.012,
  slow: 0.02,
  apology: 0.6,
} as const;

/** Times at which an agency's system answers nothing, in the time of Viet Nam [A]. */
export const OUTAGES: readonly { readonly agency: string; readonly from: string; readonly to: string }[] = [
  { agency: 'justice', from: '2023-03-14T09:00:00+07:00', to: '2023-03-14T11:00:00+07:00' },
  { agency: 'justice', from: '2023-08-21T07:00:00+07:00', to: '2023-08-21T17:00:00+07:00' },
  { agency: 'social-insurance', from: '2023-10-10T14:00:00+07:00', to: '2023-10-10T16:00:00+07:00' },
];
