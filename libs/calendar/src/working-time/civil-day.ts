import { instant, startOfDay, toMillis, type Instant, type LocalDate } from '../instant';
import { dayOfMillis, millisOfDay } from '../moment-text';

const DAY_MS = 86_400_000;

/** The day that lies `days` days after `date`; before it, if negative. */
export const plusDays = (date: LocalDate, days: number): LocalDate => dayOfMillis(millisOfDay(date) + days * DAY_MS) as LocalDate;

export const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export const weekday = (date: LocalDate): Weekday => WEEKDAYS[new Date(millisOfDay(date)).getUTCDay()] as Weekday;

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** A time of the day in Viet Nam, `HH:mm`. */
export type TimeOfDay = string & { readonly __brand: 'TimeOfDay' };

/** The moment at which it is `time` on `date` in Viet Nam. */
export function momentOf(date: LocalDate, time: TimeOfDay): Instant {
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return instant(toMillis(startOfDay(date)) + (hours * 60 + minutes) * 60_000);
}

/** `16/02/2026`, as dates are written in Viet Nam. */
export const dayMonthYear = (date: LocalDate): string => date.split('-').reverse().join('/');
