import type { LocalDate } from '../instant';
import { plusDays, weekday, yearOf, type TimeOfDay, type Weekday } from './civil-day';
import type { Day } from './day';
import type { SpecialDays } from './special-days';

/** Which version of which calendar, so that it can be shown later by what a deadline was counted. */
export interface CalendarRef {
  readonly name: string;
  /** The day from which the version is used. */
  readonly version: LocalDate;
  /** SHA-256 (hex) of its file. */
  readonly digest: string;
}

export interface OfficeHours {
  readonly receptionCutOff: TimeOfDay;
  readonly dueAt: TimeOfDay;
  readonly weeklyDaysOff: readonly Weekday[];
}

/** The days on which an agency works. */
export class WorkingCalendar {
  constructor(
    readonly ref: CalendarRef,
    readonly hours: OfficeHours,
    private readonly special: SpecialDays,
  ) {}

  covers(year: number): boolean {
    return this.special.years.has(year);
  }

  /** The last year of which it says something. */
  get lastYear(): number {
    return Math.max(...this.special.years);
  }

  /** Throws `CalendarYearMissing` for a year of which the calendar says nothing. */
  day(date: LocalDate): Day {
    if (!this.covers(yearOf(date))) throw new CalendarYearMissing(yearOf(date), this.ref);
    const off = this.hours.weeklyDaysOff.includes(weekday(date));
    return this.special.days.get(date) ?? { date, working: !off, why: off ? 'weekly-day-off' : 'working-day' };
  }

  /** The first day that is worked, from `date` on. */
  workingDayFrom(date: LocalDate): LocalDate {
    let day = date;
    while (!this.day(day).working) day = plusDays(day, 1);
    return day;
  }
}

/** The calendar says nothing of that year. Its days are not guessed: holidays and exchanged days are announced year by year. */
export class CalendarYearMissing extends Error {
  readonly code = 'calendar-year-missing';
  readonly details: { readonly year: number; readonly calendar: string; readonly version: LocalDate };
  constructor(year: number, { name, version }: CalendarRef) {
    super(`the calendar ${name} of ${version} says nothing of ${year}`);
    this.details = { year, calendar: name, version };
  }
}
