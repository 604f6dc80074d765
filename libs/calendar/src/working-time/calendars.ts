import { localDate, type Instant, type LocalDate } from '../instant';
import { STATE_CALENDAR, type CalendarVersionData } from './calendar-data';
import { specialDays } from './special-days';
import { WorkingCalendar } from './working-calendar';

/** The calendars of all agencies, as they are used from a day on. */
export interface CalendarVersion {
  /** The day from which it is used. */
  readonly version: LocalDate;
  /** SHA-256 (hex) of its file. */
  readonly digest: string;
  /** The calendar by which the agency works: the state's, unless the version says otherwise. */
  of(agency?: string): WorkingCalendar;
}

/** Makes a version out of data that has been checked: what it extends is there, and not in a circle. */
export function calendarVersion(version: LocalDate, digest: string, data: CalendarVersionData): CalendarVersion {
  const byName = new Map(
    Object.keys(data.calendars).map((name) => [name, new WorkingCalendar({ name, version, digest }, data, specialDays(data, name))]),
  );
  const agencies = new Map(Object.entries(data.agencies ?? {}));
  return {
    version,
    digest,
    of: (agency) => byName.get((agency !== undefined && agencies.get(agency)) || STATE_CALENDAR) as WorkingCalendar,
  };
}

/** All versions of the calendars. Old ones stay, so that what was decided by them can be decided again. */
export class Calendars {
  readonly versions: readonly CalendarVersion[];

  constructor(versions: readonly CalendarVersion[]) {
    this.versions = [...versions].sort((a, b) => (a.version < b.version ? -1 : 1));
  }

  /** The version that is used at that moment. Throws `CalendarVersionMissing` before the first. */
  inForce(at: Instant): CalendarVersion {
    const day = localDate(at);
    const found = this.versions.findLast(({ version }) => version <= day);
    if (!found) throw new CalendarVersionMissing(day);
    return found;
  }
}

/** On that day no version of the calendars was used yet. */
export class CalendarVersionMissing extends Error {
  readonly code = 'calendar-version-missing';
  readonly details: { readonly day: LocalDate };
  constructor(day: LocalDate) {
    super(`no version of the calendars is used on ${day}`);
    this.details = { day };
  }
}
