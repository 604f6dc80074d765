import { isDay } from './moment-text';

/**
 * Whether a text is `yyyy-MM-dd`, `yyyy-MM` or `yyyy` and names something in the calendar. Partial dates are legal: of a parent's birth
 * the day, or day and month, may be unknown.
 */
export function isPartialDate(text: string): boolean {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  return isDay(`${text}-01-01`.slice(0, 10));
}
