import type { LocalDate, YearData } from '@lienthong/calendar';
import type { CalendarFile } from './calendar-files';
import type { Position } from './problem';

/** A day as it is written in a calendar file, with its place. */
export interface ListedDay {
  readonly kind: 'holiday' | 'compensation-day' | 'working-saturday' | 'exchanged-day' | 'ordinary-day';
  readonly date: LocalDate;
  /** The year under which it stands. */
  readonly year: string;
  readonly where: Position;
  /** Of a compensation day: the holiday for which it is given. */
  readonly of?: LocalDate;
}

/** Every day that a calendar of the file lists, in the order of the file. */
export function listedDays({ source, data }: CalendarFile, calendar: string): readonly ListedDay[] {
  return Object.entries(data.calendars[calendar]?.years ?? {}).flatMap(([year, days]) => {
    const path = (...more: readonly (string | number)[]) => ['calendars', calendar, 'years', year, ...more];
    return [
      ...Object.entries(days.holidays ?? {}).flatMap(([key, dates]) =>
        dates.map((date, i): ListedDay => ({ kind: 'holiday', date, year, where: source.at(path('holidays', key, i)) })),
      ),
      ...pairs(days.compensationDays).map(([date, of]): ListedDay => ({
        kind: 'compensation-day',
        date,
        year,
        of,
        where: source.atKey(path('compensationDays', date)),
      })),
      ...pairs(days.workingSaturdays).flatMap(([date, off]): readonly ListedDay[] => [
        { kind: 'working-saturday', date, year, where: source.atKey(path('workingSaturdays', date)) },
        { kind: 'exchanged-day', date: off, year, where: source.at(path('workingSaturdays', date)) },
      ]),
      ...(days.ordinaryDays ?? []).map((date, i): ListedDay => ({
        kind: 'ordinary-day',
        date,
        year,
        where: source.at(path('ordinaryDays', i)),
      })),
    ];
  });
}

const pairs = (days: YearData['compensationDays'] = {}) => Object.entries(days) as [LocalDate, LocalDate][];
