import type { LocalDate } from '../instant';
import type { Bilingual } from './bilingual';

/** A day as a calendar sees it. */
export interface Day {
  readonly date: LocalDate;
  readonly working: boolean;
  readonly why: 'working-day' | 'weekly-day-off' | 'holiday' | 'compensation-day' | 'working-saturday';
  /** Which holiday, or for which day it is exchanged. */
  readonly name?: Bilingual;
}
