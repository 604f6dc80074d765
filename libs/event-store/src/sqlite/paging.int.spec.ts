import Database from 'libsql';
import { collect, event, events, fill } from '../conformance/world';
import type { StreamName } from '../event-store';
import { openToRead } from './connection';
import { LogReader } from './log-reader';
import type { SqliteEventStore } from './sqlite-event-store';
import { type TestLog, testLog } from './testing/test-log';

const stream = 'dossier-1' as StreamName;

describe('reading a log in SQLite page by page', () => {
  let log: TestLog;
  let store: SqliteEventStore;
  beforeEach(async () => {
    log = await testLog();
    store = await log.open();
  });
  afterEach(() => log.remove());

  it.each(['forwards', 'backwards'] as const)('holds no more than a megabyte and one append at a time, reading %s', async (direction) => {
    for (let at = 0; at < 12; at++) await store.append(stream, [{ ...event(), data: Buffer.alloc(400_000, at) }], 'any');
    const reader = new LogReader(openToRead(log.path));
    const page = reader.page({ after: undefined, direction, matcher: undefined, limit: Infinity });
    expect([page.events.length, page.end]).toEqual([3, false]);
    const streamPage = reader.streamPage({ stream, from: undefined, direction, limit: Infinity });
    expect([streamPage.events.length, streamPage.end]).toEqual([3, false]);
    reader.close();
    expect(await collect(store.readAll({ direction }))).toHaveLength(12);
  });

  it('lets others have their turn between two pages', async () => {
    for (let round = 0; round < 10; round++) await Promise.all(Array.from({ length: 200 }, () => store.append(stream, events(1), 'any')));
    let turns = 0;
    let reading = true;
    const count = (): void => {
      turns++;
      if (reading) setImmediate(count);
    };
    setImmediate(count);
    await collect(store.readAll());
    reading = false;
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('holds no transaction between pages nor after an early end, so the journal can be emptied', async () => {
    await fill(store, stream, 3000);
    const left = store.readAll()[Symbol.asyncIterator]();
    await left.next();
    for await (const { revision } of store.readStream(stream)) if (revision === 10) break;
    const other = new Database(log.path);
    const [checkpoint] = other.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
    expect(checkpoint.busy).toBe(0);
    other.close();
    await left.return?.();
  });

  it('tells how far it reaches, also behind a position', async () => {
    expect(store.extent()).toEqual({ events: 0, streams: 0 });
    await store.append(stream, events(3), 'any');
    const { position } = await store.append('dossier-2' as StreamName, events(2), 'any');
    expect(store.extent()).toEqual({ events: 5, streams: 2, end: position });
    const [, second] = await collect(store.readAll());
    expect(store.extent(second?.position)).toMatchObject({ events: 3 });
  });
});
