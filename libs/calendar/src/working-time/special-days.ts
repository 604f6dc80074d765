import type { LocalDate } from '../instant';
import type { Bilingual } from './bilingual';
import type { CalendarVersionData } from './calendar-data';
import type { Day } from './day';
import { dayInWords } from './weekday-names';

/** What a calendar says of single days, and the years of which it speaks. */
export interface SpecialDays {
  readonly years: ReadonlySet<number>;
  readonly days: ReadonlyMap<LocalDate, Day>;
}

const NONE: SpecialDays = { years: new Set(), days: new Map() };

/** The special days of a calendar together with those of the calendar that it extends; where both speak, the nearer one is right. */
export function specialDays(version: CalendarVersionData, name: string): SpecialDays {
  const calendar = version.calendars[name];
  if (!calendar) return NONE;
  const base = calendar.extends === undefined ? NONE : specialDays(version, calendar.extends);
  const years = Object.values(calendar.years);
  const days = new Map(base.days);
  const off = (date: LocalDate, why: Day['why'], of: Bilingual | undefined) =>
    days.set(date, { date, working: false, why, ...(of && { name: of }) });

  for (const date of years.flatMap(({ ordinaryDays = [] }) => ordinaryDays)) days.delete(date);
  for (const [key, dates] of years.flatMap(({ holidays = {} }) => Object.entries(holidays)))
    for (const date of dates) off(date, 'holiday', holidayName(version, key));
  for (const [date, holiday] of years.flatMap(({ compensationDays = {} }) => datesOf(compensationDays)))
    off(date, 'compensation-day', days.get(holiday)?.name);
  for (const [saturday, dayOff] of years.flatMap(({ workingSaturdays = {} }) => datesOf(workingSaturdays))) {
    days.set(saturday, { date: saturday, working: true, why: 'working-saturday', name: inExchangeFor(dayOff) });
    off(dayOff, 'compensation-day', inExchangeFor(saturday));
  }
  return { years: new Set([...base.years, ...Object.keys(calendar.years).map(Number)]), days };
}

const datesOf = (pairs: Readonly<Record<string, LocalDate>>) => Object.entries(pairs) as [LocalDate, LocalDate][];

function holidayName({ holidays }: CalendarVersionData, key: string): Bilingual | undefined {
  const holiday = holidays[key];
  return holiday && { vi: holiday.vi, en: holiday.en };
}

function inExchangeFor(date: LocalDate): Bilingual {
  const { vi, en } = dayInWords(date, 'long');
  return { vi: `hoán đổi với ${vi}`, en: `in exchange for ${en}` };
}
