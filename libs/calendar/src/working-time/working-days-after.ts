import { localDate, type Instant } from '../instant';
import { momentOf, plusDays } from './civil-day';
import type { WorkingCalendar } from './working-calendar';

/**
 * The close of the n-th working day after the day on which `at` falls, e.g. of the seventh for a supplement. There is no cut-off: the
 * first that counts is always the day after, or the next one that is worked. Throws `CalendarYearMissing` where the calendar ends, and
 * `RangeError` unless `days` is a whole number from 1 on.
 */
export function workingDaysAfter(calendar: WorkingCalendar, at: Instant, days: number): Instant {
  if (!Number.isInteger(days) || days < 1) throw new RangeError(`not a number of days: ${days}`);
  let date = localDate(at);
  for (let left = days; left > 0; left--) date = calendar.workingDayFrom(plusDays(date, 1));
  return momentOf(date, calendar.hours.dueAt);
}
