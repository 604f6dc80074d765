import { instant, isPartialDate, type Instant } from '@lienthong/calendar';
import { NotThatMessage } from '../wire/wire-schema';

// Justice writes dates in three ways, each at its own places. Each is read strictly: a date in another field's form is an error.

const VIET_NAM = '+07:00';
const VIET_NAM_OFFSET_MS = 7 * 3_600_000;

/** `21/09/2026 15:04:05`, the clock of Viet Nam. */
export function writeTimestamp(at: Instant): string {
  const [date, time] = new Date(Date.parse(at) + VIET_NAM_OFFSET_MS).toISOString().split('T') as [string, string];
  const [year, month, day] = date.split('-');
  return `${day}/${month}/${year} ${time.slice(0, 8)}`;
}

/** Throws `NotThatMessage`. */
export function readTimestamp(text: string): Instant {
  const match = /^(\d{2})\/(\d{2})\/(\d{4}) ((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)$/.exec(text);
  const date = match && `${match[3]}-${match[2]}-${match[1]}`;
  // The first hours of the year 0 are in no year that we can write.
  if (!match || !date || date < '0001' || !isPartialDate(date)) throw new NotThatMessage('a time is not dd/MM/yyyy HH:mm:ss');
  return instant(`${date}T${match[4]}.000${VIET_NAM}`);
}

/** `yyyy-MM-dd`, `yyyy-MM` or `yyyy` as `dd.MM.yyyy`, `MM.yyyy` or `yyyy`: partial dates are legal. */
export const writeDotted = (date: string): string => date.split('-').reverse().join('.');

/** Throws `NotThatMessage`. */
export function readDotted(text: string): string {
  const date = text.split('.').reverse().join('-');
  if (!/^((\d{2}\.)?\d{2}\.)?\d{4}$/.test(text) || !isPartialDate(date))
    throw new NotThatMessage('a date is not dd.MM.yyyy, MM.yyyy or yyyy');
  return date;
}

/** `yyyy-MM-dd` as `yyyyMMdd`. */
export const writeCompact = (date: string): string => date.replaceAll('-', '');

/** Throws `NotThatMessage`. */
export function readCompact(text: string): string {
  const date = text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  if (!/^\d{8}$/.test(text) || !isPartialDate(date)) throw new NotThatMessage('a date is not yyyyMMdd');
  return date;
}
