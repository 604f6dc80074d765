import type { Bilingual } from '@lienthong/bundle';

/** The languages in which people are spoken to. */
export type Language = keyof Bilingual;
