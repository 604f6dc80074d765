import type { Workflows } from '@lienthong/bundle';
import { instant, localDate, momentOf, plusDays, toMillis, type LocalDate, type TimeOfDay } from '@lienthong/calendar';

/** From eight to the hour at which things are due, on the days that the state's calendar works. [A] */
const OPENS = '08:00' as TimeOfDay;

/** Hours in which offices and agencies work. Moments and lengths in milliseconds. */
export class WorkingTime {
  constructor(private readonly calendars: Workflows['calendars']) {}

  /** How long it takes from a moment on until so much was worked. */
  takes(from: number, works: number): number {
    let left = works;
    for (let day = localDate(instant(Math.floor(from))); ; day = plusDays(day, 1)) {
      const [begins, ends] = this.hoursOf(day);
      const start = Math.max(begins, from);
      if (ends - start >= left && ends > start) return start + left - from;
      left -= Math.max(0, ends - start);
    }
  }

  /** How much is worked from one moment to another. */
  between(from: number, to: number): number {
    let sum = 0;
    for (let day = localDate(instant(Math.floor(from))); ; day = plusDays(day, 1)) {
      const [begins, ends] = this.hoursOf(day);
      if (begins >= to) return sum;
      sum += Math.max(0, Math.min(to, ends) - Math.max(from, begins));
    }
  }

  private hoursOf(day: LocalDate): readonly [from: number, to: number] {
    const noon = momentOf(day, '12:00' as TimeOfDay);
    const calendar = this.calendars.inForce(noon).of();
    const begins = toMillis(momentOf(day, OPENS));
    return [begins, calendar.day(day).working ? toMillis(momentOf(day, calendar.hours.dueAt)) : begins];
  }
}
