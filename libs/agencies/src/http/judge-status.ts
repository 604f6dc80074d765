import type { Instant } from '@lienthong/calendar';
import { lookUp, type ErrorCatalogue } from '../wire/error-catalogue';
import type { Answer } from './answer';
import { transportFinding, type Finding } from './finding';
import { retryAfterMs } from './retry-after';

/**
 * Judges an answer that is not a success: by the catalogue, if the agency named an error that is in it; else by the status.
 * 429, and 503 with Retry-After: surely not processed. Other 5xx: perhaps processed. Other 4xx: refused for good.
 * Anything else (a redirect, 1xx) is not the message that was agreed.
 */
export function judgeStatus(answer: Answer, catalogue: ErrorCatalogue, now: Instant, named?: { code: string; text: string }): Finding {
  const { status, received } = answer;
  const wait = retryAfterMs(answer.headers['retry-after'], now);
  const patience = wait === undefined ? {} : { retryAfterMs: wait };
  const entry = named && lookUp(catalogue, named.code, named.text);
  if (entry) return { verdict: entry.verdict, code: entry.code, detail: sayAll(named, entry.meaning.en), received, ...patience };
  const detail = `status ${status}${named ? `, ${sayAll(named)}` : ''}`;
  if (status === 429 || (status === 503 && wait !== undefined)) {
    return { ...transportFinding('please-wait', detail, received), ...patience };
  }
  if (status >= 500) return transportFinding('server-error', detail, received);
  if (status >= 400) return transportFinding('unlisted-error', detail, received);
  return transportFinding('unreadable-answer', detail, received);
}

const sayAll = (named: { code: string; text: string }, meaning = ''): string =>
  [named.code, named.text, meaning]
    .filter((part) => part !== '')
    .join(': ')
    .slice(0, 300);
