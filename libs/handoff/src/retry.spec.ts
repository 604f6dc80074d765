import { instant, toMillis } from '@lienthong/calendar';
import type { Handoff } from '@lienthong/dossier/domain';
import fc from 'fast-check';
import type { ExchangePolicy } from './exchange-policy';
import { retryAt } from './retry';

const NOW = instant('2026-10-26T03:00:00Z');
const policy = { maxTries: 8, backoff: { firstMs: 1_000, factor: 2, maxMs: 20_000 } } as ExchangePolicy;
const handoff = (id: string) => ({ id }) as Handoff;

/** Milliseconds until the next try; -1 when there is none. */
function wait(tries: number, id = 'a', retryAfterMs?: number): number {
  const at = retryAt(handoff(id), tries, policy, NOW, retryAfterMs);
  return at ? toMillis(at) - toMillis(NOW) : -1;
}

describe('the time of the next try', () => {
  it('lies between half and the whole of a step that grows up to the limit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), fc.string(), (tries, id) => {
        const step = Math.min(20_000, 1_000 * 2 ** (tries - 1));
        expect(wait(tries, id)).toBeGreaterThanOrEqual(step / 2);
        expect(wait(tries, id)).toBeLessThanOrEqual(step);
      }),
    );
  });

  it('differs between handoffs that failed together, over the whole of the range', () => {
    const waits = Array.from({ length: 200 }, (_, i) => wait(1, `handoff ${i}`));
    expect(new Set(waits).size).toBeGreaterThan(100);
    expect(Math.min(...waits)).toBeLessThan(550);
    expect(Math.max(...waits)).toBeGreaterThan(950);
  });

  it('is the same for the same history', () => expect(wait(3, 'b')).toBe(wait(3, 'b')));

  it('is never once the tries are used up', () => {
    expect(wait(7)).toBeGreaterThan(0);
    expect(wait(8)).toBe(-1);
    expect(wait(9, 'a', 5_000)).toBe(-1);
  });

  it('is never before the moment for which the agency asks', () => {
    expect(wait(1, 'a', 60_000)).toBe(60_000);
    expect(wait(1, 'a', 1)).toBe(wait(1));
  });
});
