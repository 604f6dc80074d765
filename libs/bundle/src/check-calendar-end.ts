import {
  CalendarYearMissing,
  deadline,
  plusMillis,
  startOfDay,
  type Calendars,
  type CalendarVersion,
  type Instant,
  type LocalDate,
} from '@lienthong/calendar';
import type { TimeLimit } from './bundle';
import { CALENDARS_FOLDER } from './calendar-files';
import type { DatedDefinition } from './check-dates';
import { timeLimitsOf, type Definition } from './definition';
import { problem, type Problem } from './problem';

const LAST_MILLISECOND = 86_400_000 - 1;

/** Warns when the newest calendar ends before what is received at the end of `today` would be due, with the longest limit of a bundle: its own, those of its procedures and those of their routes. */
export function checkCalendarEnd(definitions: readonly DatedDefinition[], calendars: Calendars, today: LocalDate): readonly Problem[] {
  const newest = calendars.versions.at(-1);
  if (!newest) return [];
  const receivedAt = plusMillis(startOfDay(today), LAST_MILLISECOND);
  return definitions
    .filter(({ definition: { effective } }) => effective.from <= today && (effective.until === undefined || today < effective.until))
    .flatMap(({ definition }) => {
      const { bundle } = definition;
      const years = limitsOf(definition).flatMap(({ agency, limit }) => missingYear(newest, agency, receivedAt, limit) ?? []);
      const where = { file: `${CALENDARS_FOLDER}/${newest.version}.yaml`, line: 1 };
      return years.length === 0 ? [] : [problem(where, 'calendar-ends-soon', { bundle, year: String(Math.min(...years)) })];
    });
}

/** Without an agency: that of the bundle as a whole. */
function limitsOf(definition: Definition): readonly { readonly agency?: string; readonly limit: TimeLimit }[] {
  const ofProcedures = Object.values(definition.procedures).flatMap(({ agency, timeLimit, routes = [] }) => [
    { agency, limit: timeLimit },
    ...routes.map((route) => ({ agency: route.agency ?? agency, limit: route.timeLimit ?? timeLimit })),
  ]);
  return [...timeLimitsOf(definition).map((limit) => ({ limit })), ...ofProcedures];
}

/** The year without data in which the longest limit may end; nothing if it ends before. */
function missingYear(version: CalendarVersion, agency: string | undefined, receivedAt: Instant, limit: TimeLimit): number | undefined {
  const longest = (days: number) => Math.max(days, limit.withVerification ?? 0);
  try {
    const calendar = version.of(agency);
    deadline(calendar, {
      receivedAt,
      limit: 'days' in limit ? { days: longest(limit.days) } : { workingDays: longest(limit.workingDays) },
    });
    return undefined;
  } catch (error) {
    if (error instanceof CalendarYearMissing) return error.details.year;
    throw error;
  }
}
