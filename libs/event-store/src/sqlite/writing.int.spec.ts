import Database from 'libsql';
import { collect, event, events, ids, refusal } from '../conformance/world';
import type { NewEvent, StreamName } from '../event-store';
import { openToRead, openToWrite } from './connection';
import { LogWriteFailed } from './errors';
import { encodeFrame } from './frame';
import { LogReader } from './log-reader';
import { LogWriter } from './log-writer';
import { type TestLog, testLog } from './testing/test-log';
import { WriterClient } from './writer-client';
import type { AppendRequest } from './writer-messages';

const stream = (id: number | string): StreamName => `dossier-${id}` as StreamName;
const sized = (bytes: number): NewEvent => ({ ...event(), data: Buffer.alloc(bytes, 1) });

describe('writing to a log in SQLite', () => {
  let log: TestLog;
  beforeEach(async () => {
    log = await testLog();
  });
  afterEach(() => log.remove());

  it('commits what waits together: a conflict in the group harms nobody', async () => {
    const store = await log.open();
    const appends = Array.from({ length: 200 }, (_, at) => store.append(stream(at), events(2), at % 50 === 7 ? 3 : 'none'));
    const outcomes = await Promise.allSettled(appends);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(4);
    expect(store.written).toEqual({ appends: 200, commits: 1 });
  });

  it('commits fewer times than it is asked to when many writers each wait for their own', async () => {
    const store = await log.open();
    await Promise.all(
      Array.from({ length: 50 }, async (_, writer) => {
        for (let round = 0; round < 20; round++) await store.append(stream(writer), events(1), 'any');
      }),
    );
    const { appends, commits } = store.written;
    expect(appends).toBe(1000);
    expect(commits).toBeLessThan(500);
  });

  it('rejects the append that the disk refuses with a clear error, not its neighbours, and goes on', async () => {
    const store = await log.open();
    await store.append(stream(0), events(1), 'none');
    const disk = new Database(log.path);
    disk.exec(`CREATE TRIGGER full BEFORE INSERT ON appends WHEN length(NEW.frame) > 5000 BEGIN SELECT RAISE(ABORT, 'no space'); END`);
    const large = [sized(8000)];
    const refused = refusal(store, stream(1), large, 'none');
    const neighbours = [store.append(stream(0), events(1), 0), store.append(stream(2), events(2), 'none')];
    const error = await refused;
    expect(error).toBeInstanceOf(LogWriteFailed);
    expect(error).toMatchObject({ code: 'log-write-failed', message: expect.stringContaining('no space') as string });
    expect((await Promise.all(neighbours)).map(({ revision }) => revision)).toEqual([1, 1]);
    expect(store.trouble).toBeUndefined();

    disk.exec('DROP TRIGGER full');
    disk.close();
    expect(await store.append(stream(1), large, 'none')).toMatchObject({ revision: 0 });
    const stored = await collect(store.readAll());
    expect(stored.map(({ position }) => Number(position))).toEqual([1, 2, 3, 4, 5]);
  });

  it('says that it cannot write until something gets through again; a conflict and what is known say nothing', async () => {
    const store = await log.open();
    const known = events(1);
    await store.append(stream(0), known, 'none');
    const disk = new Database(log.path);
    disk.exec(`CREATE TRIGGER full BEFORE INSERT ON appends BEGIN SELECT RAISE(ABORT, 'no space'); END`);
    await refusal(store, stream(1), events(1), 'none');
    expect(store.trouble).toMatch(/no space/);
    await refusal(store, stream(0), events(1), 5);
    await store.append(stream(0), known, 'none');
    await store.append(stream(0), [], 'any');
    expect(store.trouble).toMatch(/no space/);
    disk.exec('DROP TRIGGER full');
    disk.close();
    await store.append(stream(1), events(1), 'none');
    expect(store.trouble).toBeUndefined();
  });

  it('says that its thread has died, to who asks and to every append', async () => {
    const client = await WriterClient.start(log.path, () => undefined);
    expect(client.dead).toBeUndefined();
    await client['thread'].terminate();
    expect(client.dead).toBe('the writer stopped: it has ended');
    const outcome = await new Promise((settle) =>
      client.append({ stream: stream(0), expected: 'none', events: 1, frame: encodeFrame(events(1)) }, settle),
    );
    expect(outcome).toEqual({ kind: 'failed', reason: client.dead });
  });

  it('survives a full disk: what fits is stored, the rest later, without a gap', () => {
    const request = (id: string, batch: readonly NewEvent[]): AppendRequest => ({
      stream: stream(id),
      expected: 'none',
      events: batch.length,
      frame: encodeFrame(batch),
    });
    const db = openToWrite(log.path);
    const writer = new LogWriter(db, log.path);
    const [small, large, other] = [[sized(100), sized(100)], Array.from({ length: 5 }, () => sized(900_000)), [sized(100)]];
    db.exec('PRAGMA max_page_count = 100');
    const kinds = writer.write([request('small', small), request('large', large), request('other', other)]);
    expect(kinds).toMatchObject([
      { kind: 'stored', revision: 1, ordinal: 2 },
      { kind: 'failed', reason: expect.stringContaining('SQLITE_FULL') as string },
      { kind: 'stored', revision: 0, ordinal: 3 },
    ]);
    db.exec('PRAGMA max_page_count = 100000');
    expect(writer.write([request('large', large)])).toMatchObject([{ kind: 'stored', revision: 4, ordinal: 8 }]);

    const reader = new LogReader(openToRead(log.path));
    const { events: first } = reader.page({ after: undefined, direction: 'forwards', matcher: undefined, limit: 100 });
    expect(ids(first)).toEqual(ids([...small, ...other, ...large]));
    reader.close();
    writer.close();
  });
});
