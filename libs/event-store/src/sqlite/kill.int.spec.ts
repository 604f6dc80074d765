import type { StoredEvent } from '../event-store';
import { collect } from '../conformance/world';
import type { BatchMark } from './testing/killed-writer';
import { type TestLog, testLog } from './testing/test-log';
import { runWriter } from './testing/run-writer';

describe('a log whose engine is killed', () => {
  let log: TestLog;
  beforeEach(async () => {
    log = await testLog();
  });
  afterEach(() => log.remove());

  const markOf = (event: StoredEvent): BatchMark => JSON.parse(Buffer.from(event.metadata).toString()) as BatchMark;

  function expectWholeAndWithoutGap(stored: readonly StoredEvent[]): void {
    expect(stored.map(({ position }) => Number(position))).toEqual(stored.map((_, at) => at + 1));
    const next = new Map<string, number>();
    for (const { stream, revision } of stored) {
      expect(revision).toBe(next.get(stream) ?? 0);
      next.set(stream, revision + 1);
    }
    for (let at = 0; at < stored.length;) {
      const { batch, size } = markOf(stored[at] as StoredEvent);
      const together = stored.slice(at, at + size);
      expect([together[0]?.id, together.length]).toEqual([batch, size]);
      expect(together.every((event) => markOf(event).batch === batch)).toBe(true);
      at += size;
    }
  }

  it('has every acknowledged event, no half batch and no gap, kill after kill', async () => {
    const acknowledged: string[] = [];
    for (const count of [1, 40, 7, 333, 120, 2, 900, 61]) {
      const writer = runWriter(log.path);
      await writer.reaches(count);
      await writer.kill();
      expect(writer.acknowledged.length).toBeGreaterThanOrEqual(count);
      acknowledged.push(...writer.acknowledged);

      const store = await log.open();
      const stored = await collect(store.readAll());
      await store.close();
      expectWholeAndWithoutGap(stored);
      const ids = new Set(stored.map(({ id }) => id));
      expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    }
  });

  it('can be inspected before an engine opens it again', async () => {
    const writer = runWriter(log.path);
    await writer.reaches(50);
    await writer.kill();
    const inspector = await log.open({ readOnly: true });
    const stored = await collect(inspector.readAll());
    await inspector.close();
    expectWholeAndWithoutGap(stored);
    const ids = new Set(stored.map(({ id }) => id));
    expect(writer.acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  });

  it('is read by an inspector while the engine in another process writes', async () => {
    const writer = runWriter(log.path);
    await writer.reaches(1);
    const inspector = await log.open({ readOnly: true });
    for (const count of [20, 100, 300]) {
      await writer.reaches(count);
      const known = [...writer.acknowledged];
      // As far as the log reaches now: who writes on and on can be faster than who reads.
      const stored = await collect(inspector.readAll({ limit: inspector.extent().events }));
      expectWholeAndWithoutGap(stored);
      const ids = new Set(stored.map(({ id }) => id));
      expect(known.filter((id) => !ids.has(id))).toEqual([]);
    }
    await inspector.close();
    await writer.kill();
  });
});
