/** A moment in UTC as ISO 8601 text with milliseconds, e.g. `2026-09-21T08:15:00.000Z`. Sorts as text. */
export type Instant = string & { readonly __brand: 'Instant' };

/** A day of the civil calendar in Viet Nam, e.g. `2026-09-21`. Sorts as text. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

/** Where "now" comes from. Nothing below the applications reads the machine's clock in another way. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => new Date().toISOString() as Instant };

// Without its offset from UTC a text would mean another moment on another machine.
const MOMENT = /^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/;

/** Reads an instant from text with an offset, or milliseconds since the epoch. Throws `RangeError` on anything else. */
export function instant(value: string | number): Instant {
  const date = new Date(value);
  if (Number.isNaN(date.getTime()) || (typeof value === 'string' && !MOMENT.test(value)))
    throw new RangeError(`not a moment in time: ${value}`);
  return date.toISOString() as Instant;
}

/** Milliseconds since the epoch. */
export const toMillis = (at: Instant): number => Date.parse(at);

/** The moment that lies `millis` milliseconds after `at`. */
export const plusMillis = (at: Instant, millis: number): Instant => instant(toMillis(at) + millis);

// Viet Nam keeps UTC+7 all year, without daylight saving, since 1975 (IANA: Asia/Ho_Chi_Minh).
const VIET_NAM_OFFSET_MS = 7 * 3_600_000;

/** The civil day in Viet Nam on which `at` falls. */
export const localDate = (at: Instant): LocalDate => new Date(toMillis(at) + VIET_NAM_OFFSET_MS).toISOString().slice(0, 10) as LocalDate;

/** The first moment of a civil day in Viet Nam. Throws `RangeError` unless `date` is a real `yyyy-MM-dd`. */
export function startOfDay(date: string): Instant {
  const midnight = new Date(`${date}T00:00:00.000Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(date)) {
    throw new RangeError(`not a day of the calendar: ${date}`);
  }
  return instant(midnight.getTime() - VIET_NAM_OFFSET_MS);
}
