import type { Bundle } from '@lienthong/bundle';
import { CalendarVersionMissing, CalendarYearMissing, workingDaysAfter, type Instant } from '@lienthong/calendar';

// The applicant has seven working days, then it is refused [L].
const WORKING_DAYS = 7;

/** Until when a supplement that is asked for now may be provided; nothing if the calendar does not reach so far. */
export function supplementWindow({ calendars }: Bundle, now: Instant): Instant | undefined {
  try {
    return workingDaysAfter(calendars.inForce(now).of(), now, WORKING_DAYS);
  } catch (error) {
    if (error instanceof CalendarYearMissing || error instanceof CalendarVersionMissing) return undefined;
    throw error;
  }
}
