import { toMillis, type Instant } from '@lienthong/calendar';

const LONGEST_MS = 86_400_000;

/** Milliseconds to wait, a day at most, by a `Retry-After` (RFC 9110, section 10.2.3: seconds or a date); undefined when it says neither. */
export function retryAfterMs(field: string | string[] | undefined, now: Instant): number | undefined {
  const value = (Array.isArray(field) ? field[0] : field)?.trim();
  if (value === undefined || value === '') return undefined;
  if (/^\d{1,9}$/.test(value)) return Math.min(LONGEST_MS, Number(value) * 1000);
  // Only the form that RFC 9110 asks senders to use; Date.parse alone would take almost anything.
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.min(LONGEST_MS, Math.max(0, at - toMillis(now)));
}
