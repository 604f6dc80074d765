import { instant, ManualTimekeeper, plusMillis } from '@lienthong/calendar';
import type { Position } from '@lienthong/event-store';
import { PositionWatch, ReadModelsBehind } from './position-watch';

const START = instant('2026-10-26T03:00:00Z');
const at = (ordinal: number): Position => String(ordinal).padStart(20, '0') as Position;

describe('waiting for a position', () => {
  let time: ManualTimekeeper;
  let watch: PositionWatch;
  let told: string[];
  beforeEach(() => {
    time = new ManualTimekeeper(START);
    watch = new PositionWatch(time);
    told = [];
  });

  const wait = (ordinal: number, patiently?: Parameters<PositionWatch['reached']>[1]): Promise<void> =>
    watch.reached(at(ordinal), patiently).then(
      () => void told.push(`reached ${ordinal}`),
      (error: unknown) => void told.push(error instanceof ReadModelsBehind ? `behind ${ordinal}` : String(error)),
    );

  it('is over at once where it is reached already', async () => {
    watch.moveTo(at(7));
    await Promise.all([wait(7), wait(3)]);
    expect([told, time.nextAlarm]).toEqual([['reached 7', 'reached 3'], undefined]);
  });

  it('is over as soon as it is reached, for each in turn', async () => {
    const all = Promise.all([wait(5), wait(2)]);
    watch.moveTo(at(1));
    watch.moveTo(at(4));
    await Promise.resolve();
    watch.moveTo(at(6));
    await all;
    expect([told, time.nextAlarm]).toEqual([['reached 2', 'reached 5'], undefined]);
  });

  it('ends after five seconds, or when it was said, and not before', async () => {
    const all = Promise.all([wait(5), wait(6, { timeoutMs: 100 })]);
    time.moveTo(plusMillis(START, 99));
    expect(told).toEqual([]);
    time.moveTo(plusMillis(START, 4_999));
    await Promise.resolve();
    watch.moveTo(at(5));
    await all;
    expect(told).toEqual(['behind 6', 'reached 5']);
    const late = wait(9);
    time.moveTo(plusMillis(START, 9_999));
    await late;
    expect(told.at(-1)).toBe('behind 9');
  });

  it('ends when nobody waits any more', async () => {
    const gone = new AbortController();
    const waiting = wait(5, { signal: gone.signal });
    gone.abort();
    await Promise.all([waiting, wait(6, { signal: AbortSignal.abort() })]);
    expect([told, time.nextAlarm]).toEqual([['behind 5', 'behind 6'], undefined]);
  });

  it('goes on when the tables have gone back', async () => {
    watch.moveTo(at(9));
    watch.moveTo(at(4));
    const waiting = wait(8);
    watch.moveTo(at(8));
    await waiting;
    expect(told).toEqual(['reached 8']);
  });
});
