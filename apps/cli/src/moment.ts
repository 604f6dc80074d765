import { instant, plusMillis, startOfDay, type Instant } from '@lienthong/calendar';
import { EXIT, Failure } from './failure';

const DAY_MS = 24 * 3_600_000;
const LOCAL = /^(?:(\d{4}-\d{2}-\d{2})|(\d{2})\/(\d{2})\/(\d{4}))(?:[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?)?$/;

/**
 * A moment as people write it: RFC 3339 with its offset; else in the time of Viet Nam `2026-11-22 15:00` or, as it is shown,
 * `22/11/2026 15:00`, with seconds or without. A day alone is taken to its end, or, with `from`, from its beginning.
 *
 * @throws Failure it is none
 */
export function momentOf(text: string, day: 'to' | 'from' = 'to'): Instant {
  try {
    return localMoment(text, day) ?? instant(text);
  } catch {
    const forms = '2026-11-22, 2026-11-22 15:00, 22/11/2026 15:00:30, 2026-11-22T08:00:00Z';
    throw new Failure(
      'moment-invalid',
      { en: `${text}: not a moment in time such as ${forms}`, vi: `${text}: không phải là thời điểm như ${forms}` },
      EXIT.notDone,
    );
  }
}

/** A day, without the time of day. */
export const isDay = (text: string): boolean => /^(\d{4}-\d{2}-\d{2}|\d{2}\/\d{2}\/\d{4})$/.test(text);

function localMoment(text: string, day: 'to' | 'from'): Instant | undefined {
  const [found, iso, dayOfMonth, month, year, hour, minute, second = '0', fraction = ''] = LOCAL.exec(text) ?? [];
  if (found === undefined) return undefined;
  const start = startOfDay(iso ?? `${year}-${month}-${dayOfMonth}`);
  if (hour === undefined) return day === 'from' ? start : plusMillis(start, DAY_MS - 1);
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second);
  return plusMillis(start, seconds * 1000 + Number(fraction.padEnd(3, '0')));
}
