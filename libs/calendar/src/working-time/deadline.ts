import { localDate, localTime, type Instant, type LocalDate } from '../instant';
import type { Bilingual } from './bilingual';
import { momentOf, plusDays, type TimeOfDay } from './civil-day';
import type { Day } from './day';
import { pauseOn, type ClosedPause, type Pause } from './pauses';
import type { CalendarRef, WorkingCalendar } from './working-calendar';

// Stored for ever, in events: a name or a value here is a storage format. Add, never rename.

/** When something is due, and how that was counted. */
export interface Deadline {
  /** Day one: the first day that may count. */
  readonly startsOn: LocalDate;
  readonly due: Instant;
  readonly limit: CountedLimit;
  readonly calendar: CalendarRef & { readonly receptionCutOff: TimeOfDay };
  /** Every day from reception to the day that is due, in order. */
  readonly days: readonly CountedDay[];
}

/** The clock stands still, so nobody knows when it will be due. `days` ends with the first day that it stands still. */
export interface PausedDeadline extends Omit<Deadline, 'due'> {
  readonly due?: never;
}

export interface CountedDay {
  readonly date: LocalDate;
  readonly counted: boolean;
  /** Which of the counted days it is, from 1. */
  readonly number?: number;
  /** `moved`: the last day is not worked, so that this one stands for it. */
  readonly why: Day['why'] | 'after-cut-off' | 'paused' | 'moved';
  /** Which holiday, or for which day it is exchanged. */
  readonly name?: Bilingual;
}

/** Working days, or plain days. 0 means the same day and counts one day, as 1 does. */
export type CountedLimit = { readonly workingDays: number } | { readonly days: number };

// End of what is stored.

export interface Reception<P extends Pause = Pause> {
  readonly receivedAt: Instant;
  readonly limit: CountedLimit;
  readonly pauses?: readonly P[];
}

/**
 * When a dossier is due, counted day by day. Received before the cut-off of a working day, that day is the first that counts; otherwise
 * the next working day is. Plain days that end on a day which is not worked end on the next working day (Civil Code 2015, art. 148.5).
 * A day on which the clock stands still between cut-off and close does not count.
 *
 * Throws `CalendarYearMissing` where the calendar ends, and `RangeError` unless the limit is a whole number from 0 on.
 */
export function deadline(calendar: WorkingCalendar, reception: Reception<ClosedPause>): Deadline;
export function deadline(calendar: WorkingCalendar, reception: Reception): Deadline | PausedDeadline;
export function deadline(calendar: WorkingCalendar, { receivedAt, limit, pauses = [] }: Reception): Deadline | PausedDeadline {
  const inTime = localTime(receivedAt) < calendar.hours.receptionCutOff;
  const beginning: Beginning = { receivedOn: localDate(receivedAt), inTime, limit: ownOf(limit), pauses };
  return pauses.length > 0 ? counted(calendar, beginning) : remembered(calendar, beginning);
}

interface Beginning {
  readonly receivedOn: LocalDate;
  /** Before the cut-off. */
  readonly inTime: boolean;
  readonly limit: CountedLimit;
  readonly pauses: readonly Pause[];
}

function counted(calendar: WorkingCalendar, { receivedOn, inTime, limit, pauses }: Beginning): Deadline | PausedDeadline {
  const { hours, ref } = calendar;
  const wanted = Math.max(1, wholeDays(limit));
  const startsOn = calendar.workingDayFrom(inTime ? receivedOn : plusDays(receivedOn, 1));
  const counting = { startsOn, limit, calendar: { ...ref, receptionCutOff: hours.receptionCutOff } };
  const days: CountedDay[] = [];
  let number = 0;
  for (let date = receivedOn; ; date = plusDays(date, 1)) {
    const day = calendar.day(date);
    const pause = pauseOn(date, pauses, hours);
    const why = whyNotCounted(day, { started: date >= startsOn, paused: pause !== undefined, full: number === wanted, limit });
    days.push(why === undefined ? { ...entry(day), counted: true, number: ++number } : { ...entry(day, why), counted: false });
    if (why === 'paused' && pause?.until === undefined) return { ...counting, days };
    if (number === wanted && day.working && why !== 'paused') return { ...counting, due: momentOf(date, hours.dueAt), days };
  }
}

/** Of one calendar: as many days and limits as come up at once. */
const REMEMBERED = 1_000;
const deadlines = new WeakMap<WorkingCalendar, Map<string, Deadline | PausedDeadline>>();

/** Without pauses, all that comes in on one side of a day's cut-off is counted alike. An office receives hundreds a day, and calendars never change. */
function remembered(calendar: WorkingCalendar, beginning: Beginning): Deadline | PausedDeadline {
  const known = deadlines.get(calendar) ?? new Map<string, Deadline | PausedDeadline>();
  const key = JSON.stringify(beginning);
  const found = known.get(key) ?? counted(calendar, beginning);
  if (known.size >= REMEMBERED) known.clear();
  deadlines.set(calendar, known.set(key, found));
  return found;
}

interface Counting {
  readonly started: boolean;
  readonly paused: boolean;
  /** All days of the limit are counted; only a working day to end on is looked for. */
  readonly full: boolean;
  readonly limit: CountedLimit;
}

/** Why the day does not count; nothing, if it does. */
function whyNotCounted(day: Day, { started, paused, full, limit }: Counting): CountedDay['why'] | undefined {
  const countable = day.working || ('days' in limit && started && !full);
  if (!countable) return day.why;
  if (!started) return 'after-cut-off';
  if (paused) return 'paused';
  return full ? 'moved' : undefined;
}

/** The date and the reason; the day's own name belongs to the day's own reason only. */
function entry({ date, why: own, name }: Day, why: CountedDay['why'] = own): Pick<CountedDay, 'date' | 'why' | 'name'> {
  return { date, why, ...(why === own && name !== undefined && { name }) };
}

function wholeDays(limit: CountedLimit): number {
  const days = 'days' in limit ? limit.days : limit.workingDays;
  if (!Number.isInteger(days) || days < 0) throw new RangeError(`not a number of days: ${days}`);
  return days;
}

/** Without what else a definition says of its limit. */
const ownOf = (limit: CountedLimit): CountedLimit => ('days' in limit ? { days: limit.days } : { workingDays: limit.workingDays });
