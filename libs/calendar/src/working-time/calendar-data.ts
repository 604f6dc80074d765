import type { LocalDate } from '../instant';
import type { Bilingual } from './bilingual';
import type { TimeOfDay, Weekday } from './civil-day';

/** One version of the calendars as it is written down: days only, nothing computed. */
export interface CalendarVersionData {
  /** Received before it, a dossier's first day is that day. */
  readonly receptionCutOff: TimeOfDay;
  /** When a day that is due ends. */
  readonly dueAt: TimeOfDay;
  readonly weeklyDaysOff: readonly Weekday[];
  /** The holidays that the law grants, by key. */
  readonly holidays: Readonly<Record<string, HolidayData>>;
  /** Which calendar an agency works by; those that are not named work by `state`. */
  readonly agencies?: Readonly<Record<string, string>>;
  readonly calendars: Readonly<Record<string, CalendarData>>;
}

export interface HolidayData extends Bilingual {
  /** How many days the law grants each year. */
  readonly days: number;
  /** `MM-dd`, when one of its days is always the same. */
  readonly on?: string;
  /** The first year of it. */
  readonly since?: number;
}

export interface CalendarData {
  /** Another calendar, of which this one says only what differs. */
  readonly extends?: string;
  /** By year. What is not in a year that is given does not exist; a year that is not given is not known. */
  readonly years: Readonly<Record<string, YearData>>;
}

export interface YearData {
  /** The days of each holiday, by its key. */
  readonly holidays?: Readonly<Record<string, readonly LocalDate[]>>;
  /** Day off → the holiday on a weekly day off for which it stands. */
  readonly compensationDays?: Readonly<Record<string, LocalDate>>;
  /** Saturday that is worked → the day off that is given for it. */
  readonly workingSaturdays?: Readonly<Record<string, LocalDate>>;
  /** Special days of the calendar which this one extends that are ordinary days here. */
  readonly ordinaryDays?: readonly LocalDate[];
}

/** The calendar of the state's offices: every version has it. */
export const STATE_CALENDAR = 'state';
