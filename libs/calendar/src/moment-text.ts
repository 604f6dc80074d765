/*
 * Days and moments as numbers and as texts. `Date` does the same at four to ten times the cost, and on its way a dossier has its dates read
 * and written some hundred times. They lie on few days, whose texts are remembered.
 */
const DAY_MS = 86_400_000;

/** As many days as come up in an engine at once, many times over. */
const REMEMBERED = 5_000;

/** `yyyy-MM-dd` of a day, by its number since 1 January 1970. */
const dayText = remembering((day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10));

/** The number of a day since 1 January 1970; NaN for what is no date. */
const dayNumber = remembering((date: string) => Date.parse(`${date}T00:00:00.000Z`) / DAY_MS);

/** Whether `yyyy-MM-dd` is in the calendar: `Date` alone would take 30 February for 2 March. */
export function isDay(date: string): boolean {
  const day = dayNumber(date);
  return !Number.isNaN(day) && dayText(day) === date;
}

/** The first millisecond of a day in UTC; NaN for what is no date. */
export const millisOfDay = (date: string): number => dayNumber(date) * DAY_MS;

/** `yyyy-MM-dd` of the day in UTC, of a moment in the years 0000 to 9999. */
export const dayOfMillis = (millis: number): string => dayText(Math.floor(millis / DAY_MS));

/** As `Date.toISOString` writes it, of whole milliseconds in the years 0000 to 9999. */
export function momentText(millis: number): string {
  const day = Math.floor(millis / DAY_MS);
  const ofDay = millis - day * DAY_MS;
  const ms = ofDay % 1_000;
  const seconds = (ofDay - ms) / 1_000;
  const s = seconds % 60;
  const minutes = (seconds - s) / 60;
  const m = minutes % 60;
  return `${dayText(day)}T${padded((minutes - m) / 60)}:${padded(m)}:${padded(s)}.${ms < 100 ? '0' : ''}${padded(ms)}Z`;
}

/** What {@link momentText} wrote, in milliseconds since the epoch; any other text as `Date.parse` reads it. */
export function momentMillis(text: string): number {
  if (text.length !== 24 || text.charCodeAt(23) !== Z) return Date.parse(text);
  const minutes = twoDigits(text, 11) * 60 + twoDigits(text, 14);
  const ms = digit(text, 20) * 100 + twoDigits(text, 21);
  return millisOfDay(text.slice(0, 10)) + (minutes * 60 + twoDigits(text, 17)) * 1_000 + ms;
}

const Z = 0x5a;
const ZERO = 0x30;
const digit = (text: string, at: number): number => text.charCodeAt(at) - ZERO;
const twoDigits = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1);

/** In two digits at least. */
const padded = (number: number): string => PADDED[number] ?? '';
const PADDED: readonly string[] = Array.from({ length: 1_000 }, (_, number) => String(number).padStart(2, '0'));

function remembering<Key, Value>(of: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    let value = known.get(key);
    if (value === undefined) {
      value = of(key);
      if (known.size >= REMEMBERED) known.clear();
      known.set(key, value);
    }
    return value;
  };
}
