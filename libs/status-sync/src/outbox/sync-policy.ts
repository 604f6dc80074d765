import { createHash } from 'node:crypto';
import type { ExchangePolicy } from '@lienthong/handoff';

/** How the engine deals with one receiver. `maxTries`: after so many without success it shows as trouble; they go on all the same. */
export type SyncPolicy = Pick<ExchangePolicy, 'maxTries' | 'backoff' | 'concurrency' | 'ratePerSecond'>;

/**
 * How long to wait after the try number `tries` failed, in milliseconds: exponential, between half and the whole of the step, so that
 * dossiers that failed together do not come back together. The same key and try give the same time.
 */
export function pauseMs({ backoff: { firstMs, factor, maxMs } }: SyncPolicy, key: string, tries: number): number {
  const step = Math.min(maxMs, firstMs * factor ** (tries - 1));
  const share = createHash('sha256').update(`${key}#${tries}`).digest().readUInt32BE() / 2 ** 32;
  return Math.round(step * (0.5 + share / 2));
}
