import type { Bundle } from '@lienthong/bundle';
import { CalendarVersionMissing, CalendarYearMissing, workingDaysAfter, type Instant } from '@lienthong/calendar';

/** Until when a supplement that is asked for now may be provided; nothing if the calendar does not reach so far. */
export function supplementWindow({ calendars, supplementWithin }: Bundle, now: Instant): Instant | undefined {
  try {
    return workingDaysAfter(calendars.inForce(now).of(), now, supplementWithin.workingDays);
  } catch (error) {
    if (error instanceof CalendarYearMissing || error instanceof CalendarVersionMissing) return undefined;
    throw error;
  }
}
