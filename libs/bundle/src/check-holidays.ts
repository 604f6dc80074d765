import type { CalendarVersionData, YearData } from '@lienthong/calendar';
import type { CalendarFile } from './calendar-files';
import { nearest } from './nearest';
import { problem, type Problem } from './problem';
import type { YamlPath } from './yaml-source';

/** Whether every year of every calendar has the holidays that the file itself says the law grants. One that extends another may differ. */
export function checkHolidays(file: CalendarFile): readonly Problem[] {
  return Object.entries(file.data.calendars).flatMap(([name, { extends: base, years }]) =>
    Object.entries(years).flatMap(([year, { holidays = {} }]) => {
      const path = ['calendars', name, 'years', year];
      return [...unknown(file, holidays, path), ...(base === undefined ? granted(file, holidays, year, path) : [])];
    }),
  );
}

type Holidays = NonNullable<YearData['holidays']>;

function unknown({ source, data }: CalendarFile, holidays: Holidays, path: YamlPath): readonly Problem[] {
  const known = Object.keys(data.holidays);
  return Object.keys(holidays)
    .filter((holiday) => !known.includes(holiday))
    .map((holiday) =>
      problem(source.atKey([...path, 'holidays', holiday]), 'unknown-holiday', {
        holiday,
        near: nearest(holiday, known),
        known: known.join(', '),
      }),
    );
}

function granted({ source, data }: CalendarFile, holidays: Holidays, year: string, path: YamlPath): readonly Problem[] {
  return Object.entries(data.holidays).flatMap(([holiday, law]) => {
    const dates = holidays[holiday] ?? [];
    const days = daysIn(law, year);
    const where = dates.length === 0 ? source.atKey(path) : source.atKey([...path, 'holidays', holiday]);
    if (dates.length !== days) {
      return [problem(where, 'holiday-days', { holiday, year, found: String(dates.length), days: String(days) })];
    }
    const date = `${year}-${law.on}`;
    if (law.on === undefined || days === 0 || dates.some((each) => each === date)) return [];
    return [problem(where, 'holiday-date', { holiday, year, date })];
  });
}

const daysIn = ({ days, since = 0 }: CalendarVersionData['holidays'][string], year: string): number => (Number(year) < since ? 0 : days);
