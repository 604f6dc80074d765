import { plusDays, plusMillis, startOfDay, type Instant, type LocalDate, type WorkingCalendar } from '@lienthong/calendar';

const HOUR_MS = 3_600_000;
/** Six of the day's hours: at each the disk is waited for, and more of them would show no more. */
const OPEN: readonly number[] = [8, 9, 10, 14, 15, 16];
const EVENING = 20;

/** An hour of the year at which the clock of the demonstration stops. */
export interface Hour {
  readonly at: Instant;
  readonly day: LocalDate;
  readonly hour: number;
  /** Offices and agencies work; else there are only citizens, online. */
  readonly open: boolean;
}

/** All hours of a year at which something can happen, in their order: those of the offices on working days, and every evening. */
export function hoursOf(year: number, calendar: WorkingCalendar): readonly Hour[] {
  const hours: Hour[] = [];
  for (let day = `${year}-01-01` as LocalDate; day.startsWith(String(year)); day = plusDays(day, 1)) {
    const at = (hour: number): Instant => plusMillis(startOfDay(day), hour * HOUR_MS);
    if (calendar.day(day).working) for (const hour of OPEN) hours.push({ at: at(hour), day, hour, open: true });
    // What is due at 17:00 is looked at then, before the evening.
    hours.push({ at: at(17), day, hour: 17, open: false }, { at: at(EVENING), day, hour: EVENING, open: false });
  }
  return hours;
}
