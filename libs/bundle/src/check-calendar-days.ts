import { specialDays, weekday } from '@lienthong/calendar';
import type { CalendarFile } from './calendar-files';
import { listedDays, type ListedDay } from './listed-days';
import { problem, type Problem, type ProblemCode } from './problem';

/** Whether the days of each calendar fit together: one reason a day, days off on days that are worked, one for each holiday on a weekend. */
export const checkCalendarDays = (file: CalendarFile): readonly Problem[] =>
  Object.keys(file.data.calendars).flatMap((calendar) => checkDays(file, calendar));

function checkDays(file: CalendarFile, calendar: string): readonly Problem[] {
  const { data } = file;
  const listed = listedDays(file, calendar);
  const special = specialDays(data, calendar).days;
  const base = data.calendars[calendar]?.extends;
  const inherited = base === undefined ? undefined : specialDays(data, base).days;
  const compensated = new Set(listed.map(({ of }) => of));
  const isOff = ({ date }: ListedDay) => data.weeklyDaysOff.includes(weekday(date));
  const twice = (day: ListedDay) =>
    day.kind !== 'ordinary-day' && listed.find(({ kind, date }) => kind !== 'ordinary-day' && date === day.date) !== day;

  const faults: readonly (readonly [ProblemCode, (day: ListedDay) => boolean])[] = [
    ['day-outside-year', ({ kind, date, year }) => kind !== 'exchanged-day' && !date.startsWith(year)],
    ['day-twice', twice],
    ['day-off-anyway', (day) => (day.kind === 'compensation-day' || day.kind === 'exchanged-day') && isOff(day)],
    ['not-a-saturday', ({ kind, date }) => kind === 'working-saturday' && weekday(date) !== 'saturday'],
    ['compensation-missing', (day) => day.kind === 'holiday' && isOff(day) && !compensated.has(day.date)],
    ['ordinary-already', ({ kind, date }) => kind === 'ordinary-day' && !inherited?.has(date)],
  ];
  return listed.flatMap((day) => [
    ...faults.filter(([, isFaulty]) => isFaulty(day)).map(([code]) => problem(day.where, code, { date: day.date, year: day.year })),
    ...(day.of !== undefined && special.get(day.of)?.why !== 'holiday'
      ? [problem(day.where, 'compensation-without-holiday', { date: day.of })]
      : []),
  ]);
}
