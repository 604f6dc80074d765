import { createHash } from 'node:crypto';
import { plusMillis, type Instant } from '@lienthong/calendar';
import type { Handoff } from '@lienthong/dossier/domain';
import type { ExchangePolicy } from './exchange-policy';

/**
 * When to try again after the try number `tries` failed, or nothing once they are exhausted. Exponential, between half and
 * the whole of the step, so that handoffs that failed together do not come back together. The jitter follows from the
 * handoff and the try, so that the same history gives the same times.
 *
 * @param retryAfterMs the agency's own wish (Retry-After, RFC 9110 section 10.2.3): never earlier than that
 */
export function retryAt(handoff: Handoff, tries: number, policy: ExchangePolicy, now: Instant, retryAfterMs = 0): Instant | undefined {
  if (tries >= policy.maxTries) return undefined;
  const { firstMs, factor, maxMs } = policy.backoff;
  const step = Math.min(maxMs, firstMs * factor ** (tries - 1));
  const share = createHash('sha256').update(`${handoff.id}#${tries}`).digest().readUInt32BE() / 2 ** 32;
  return plusMillis(now, Math.max(retryAfterMs, Math.round(step * (0.5 + share / 2))));
}
