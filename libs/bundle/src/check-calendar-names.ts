import type { CalendarFile } from './calendar-files';
import { nearest } from './nearest';
import { problem, type Problem } from './problem';

/** Whether every name of a calendar file leads somewhere, and no calendar to itself. Only then can its days be computed. */
export function checkCalendarNames({ source, data }: CalendarFile, agencies: readonly string[] | undefined): readonly Problem[] {
  const calendars = Object.keys(data.calendars);
  const unknownCalendar = (path: readonly string[], calendar: string): readonly Problem[] =>
    calendars.includes(calendar)
      ? []
      : [problem(source.at(path), 'unknown-calendar', { calendar, near: nearest(calendar, calendars), known: calendars.join(', ') })];

  const ofAgencies = Object.entries(data.agencies ?? {}).flatMap(([agency, calendar]) => [
    ...(agencies === undefined || agencies.includes(agency)
      ? []
      : [
          problem(source.atKey(['agencies', agency]), 'unknown-agency', {
            agency,
            near: nearest(agency, agencies),
            known: agencies.join(', '),
          }),
        ]),
    ...unknownCalendar(['agencies', agency], calendar),
  ]);
  const ofCalendars = Object.entries(data.calendars).flatMap(([name, { extends: base }]) => {
    if (base === undefined) return [];
    const where = ['calendars', name, 'extends'];
    const circle = circleFrom(name, data);
    return circle ? [problem(source.at(where), 'calendar-circle', { path: circle.join(' → ') })] : unknownCalendar(where, base);
  });
  return [...ofAgencies, ...ofCalendars];
}

/** The way from a calendar over those that it extends back to itself, if there is one. */
function circleFrom(name: string, { calendars }: CalendarFile['data']): readonly string[] | undefined {
  const way = [name];
  for (let next = calendars[name]?.extends; next !== undefined; next = calendars[next]?.extends) {
    way.push(next);
    if (next === name) return way;
    // A circle further on is told of those that lie in it.
    if (way.indexOf(next) < way.length - 1) return undefined;
  }
  return undefined;
}
