import { plusDays, yearOf, type Calendars, type CalendarVersion, type LocalDate } from '@lienthong/calendar';
import type { DatedDefinition } from './check-dates';
import type { Definition } from './definition';
import { problem, type Problem } from './problem';

/**
 * Warns where a bundle is in force in a year of which a calendar that is used then says nothing. A version without an end counts as in
 * force until the last year that any calendar covers.
 */
export function checkCalendarYears(definitions: readonly DatedDefinition[], calendars: Calendars): readonly Problem[] {
  const last = Math.max(...calendars.versions.map((version) => version.of().lastYear));
  return definitions.flatMap(({ source, definition }) => {
    const { from, until } = definition.effective;
    const end = until === undefined ? last : yearOf(plusDays(until as LocalDate, -1));
    const years = Array.from({ length: Math.max(0, end - yearOf(from as LocalDate) + 1) }, (_, i) => yearOf(from as LocalDate) + i);
    const uncovered = years.filter((year) => !isCovered(year, definition, calendars));
    return uncovered.length === 0
      ? []
      : [problem(source.at(['effective', 'from']), 'calendar-year-uncovered', { years: spans(uncovered) })];
  });
}

function isCovered(year: number, definition: Definition, calendars: Calendars): boolean {
  const first = [definition.effective.from, `${year}-01-01`].sort()[1] as LocalDate;
  const used = usedFrom(first, `${year}-12-31` as LocalDate, calendars.versions);
  return used.length > 0 && (used[0] as CalendarVersion).version <= first && used.every((version) => covers(version, year, definition));
}

/** The versions that are used on any day from `first` to `last`, oldest first. */
const usedFrom = (first: LocalDate, last: LocalDate, versions: readonly CalendarVersion[]): readonly CalendarVersion[] =>
  versions.filter(({ version }, i) => version <= last && (versions[i + 1]?.version ?? '9999-12-31') > first);

/** Of the state, and of every agency that a procedure or one of its routes leads to. */
function covers(version: CalendarVersion, year: number, { procedures }: Definition): boolean {
  const agencies = Object.values(procedures).flatMap(({ agency, routes = [] }) => [agency, ...routes.map((route) => route.agency)]);
  return [undefined, ...agencies].every((agency) => version.of(agency).covers(year));
}

/** `2023, 2026–2029`: years that follow each other are named by the first and the last. */
function spans(years: readonly number[]): string {
  const firsts = years.filter((year, i) => years[i - 1] !== year - 1);
  const lasts = years.filter((year, i) => years[i + 1] !== year + 1);
  return firsts.map((first, i) => (first === lasts[i] ? `${first}` : `${first}–${lasts[i]}`)).join(', ');
}
