import { dayOfMillis, isDay, millisOfDay, momentMillis, momentText } from './moment-text';

/** A moment in UTC as ISO 8601 text with milliseconds, e.g. `2026-09-21T08:15:00.000Z`. Sorts as text. */
export type Instant = string & { readonly __brand: 'Instant' };

/** A day of the civil calendar in Viet Nam, e.g. `2026-09-21`. Sorts as text. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

/** Where "now" comes from. Nothing below the applications reads the machine's clock in another way. */
export interface Clock {
  now(): Instant;
}

/** Many ask within a millisecond: its text is made once. */
let latest = { millis: NaN, text: '' as Instant };

export const systemClock: Clock = {
  now() {
    const millis = Date.now();
    if (millis !== latest.millis) latest = { millis, text: momentText(millis) as Instant };
    return latest.text;
  },
};

// RFC 3339, section 5.6. Without its offset from UTC a text would mean another moment on another machine.
const MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Reads an instant from text (RFC 3339, with an offset; its day must be in the calendar), or from milliseconds since the epoch.
 * Throws `RangeError` on anything else, and outside of the years 0000 to 9999, where the text would not sort.
 */
export function instant(value: string | number): Instant {
  if (typeof value === 'string') refuseUnlessMoment(value);
  const millis = typeof value === 'string' ? Date.parse(value) : Math.trunc(value);
  // NaN is neither.
  if (!(millis >= FIRST && millis <= LAST)) throw new RangeError(`not a moment in time: ${value}`);
  return momentText(millis) as Instant;
}

const FIRST = Date.parse('0000-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** Whether {@link instant} reads it. */
export function isInstant(text: string): boolean {
  try {
    instant(text);
    return true;
  } catch {
    return false;
  }
}

/** `Date` alone would take 30 February for 2 March, and almost any text for something. */
function refuseUnlessMoment(text: string): void {
  const day = MOMENT.exec(text)?.[1];
  if (day === undefined || !isDay(day)) throw new RangeError(`not a moment in time: ${text}`);
}

/** Milliseconds since the epoch. */
export const toMillis = (at: Instant): number => momentMillis(at);

/** The moment that lies `millis` milliseconds after `at`. */
export const plusMillis = (at: Instant, millis: number): Instant => instant(toMillis(at) + millis);

// Viet Nam keeps UTC+7 all year, without daylight saving, since 1975 (IANA: Asia/Ho_Chi_Minh).
const VIET_NAM_OFFSET_MS = 7 * 3_600_000;

/** The civil day in Viet Nam on which `at` falls. */
export const localDate = (at: Instant): LocalDate => dayOfMillis(toMillis(at) + VIET_NAM_OFFSET_MS) as LocalDate;

/** What the clock shows then in Viet Nam, `HH:mm`. */
export const localTime = (at: Instant): string => momentText(toMillis(at) + VIET_NAM_OFFSET_MS).slice(11, 16);

/** The first moment of a civil day in Viet Nam. Throws `RangeError` unless `date` is a real `yyyy-MM-dd`. */
export function startOfDay(date: string): Instant {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !isDay(date)) throw new RangeError(`not a day of the calendar: ${date}`);
  return instant(millisOfDay(date) - VIET_NAM_OFFSET_MS);
}
