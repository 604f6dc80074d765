import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'libsql';
import { collect, event, events, ids } from '../conformance/world';
import { LogInUse, type StreamName, type SubscriptionItem } from '../event-store';
import { compiledFile } from './compiled-file';
import { LogFormatError, LogReadOnly } from './errors';
import { SqliteEventStore } from './sqlite-event-store';
import { type TestLog, testLog } from './testing/test-log';

const stream = 'dossier-1' as StreamName;

function change(path: string, sql: string): void {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

describe('opening a log in SQLite', () => {
  let log: TestLog;
  beforeEach(async () => {
    log = await testLog();
  });
  afterEach(() => log.remove());

  it('makes the directory when it is missing', async () => {
    const store = await SqliteEventStore.open(join(dirname(log.path), 'data', 'of 100%?#', 'log.sqlite'));
    expect(await store.append(stream, events(1), 'none')).toMatchObject({ revision: 0 });
    expect(await collect(store.readAll())).toHaveLength(1);
  });

  it('is refused at once with LogInUse while another store of this process has it, by any name', async () => {
    const store = await log.open();
    await symlink(log.path, `${log.path}.link`);
    await expect(log.open()).rejects.toBeInstanceOf(LogInUse);
    await expect(SqliteEventStore.open(`${log.path}.link`)).rejects.toBeInstanceOf(LogInUse);
    await store.append(stream, events(1), 'none');
    await store.close();
    const again = await log.open();
    expect(await collect(again.readAll())).toHaveLength(1);
  });

  it('is refused to a second process with one clear line', async () => {
    await log.open();
    const second = promisify(execFile)(process.execPath, [compiledFile('testing/killed-writer.js'), log.path]);
    await expect(second).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^log-in-use: .* in use by another engine.*\n$/) as string,
    });
  });

  it('refuses a file that is no database, another SQLite database and a log of a newer format, and leaves them as they are', async () => {
    const directory = dirname(log.path);
    const text = join(directory, 'notes.txt');
    await writeFile(text, 'not a database, but longer than the header of one: '.repeat(50));
    const foreign = join(directory, 'foreign.sqlite');
    change(foreign, 'CREATE TABLE notes (text)');
    await (await log.open()).close();
    change(log.path, 'PRAGMA user_version = 2');

    for (const [path, message] of [
      [text, /is not a log of this engine/],
      [foreign, /is not a log of this engine/],
      [log.path, /newer engine \(log format 2, this one knows 1\)/],
    ] as const) {
      const before = await readFile(path);
      for (const readOnly of [false, true]) {
        const error: unknown = await SqliteEventStore.open(path, { readOnly }).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ code: 'log-format', message: expect.stringMatching(message) as string });
      }
      expect(Buffer.compare(await readFile(path), before)).toBe(0);
    }
    expect(await readdir(directory)).not.toContain('foreign.sqlite.lock');
  });

  it('begins a log in an empty file, also where a kill left one half laid out', async () => {
    change(log.path, 'PRAGMA journal_mode = WAL');
    const store = await log.open();
    expect(await store.append(stream, events(1), 'none')).toMatchObject({ revision: 0 });
  });

  it('says so when something else than a file is in the place', async () => {
    await mkdir(log.path);
    await expect(log.open()).rejects.toThrow();
  });
});

describe('a log in SQLite that was opened to be read', () => {
  let log: TestLog;
  beforeEach(async () => {
    log = await testLog();
  });
  afterEach(() => log.remove());

  it('sees what the engine commits, batch by batch, while it runs and after it stopped', async () => {
    const store = await log.open();
    const inspector = await log.open({ readOnly: true });
    const written = events(4);
    await store.append(stream, written.slice(0, 2), 'none');
    expect(ids(await collect(inspector.readStream(stream)))).toEqual(ids(written.slice(0, 2)));
    await store.append(stream, written.slice(2), 1);
    expect(ids(await collect(inspector.readAll()))).toEqual(ids(written));
    await store.close();
    expect(ids(await collect(inspector.readAll({ direction: 'backwards' })))).toEqual(ids(written).reverse());
    await inspector.close();

    const later = await log.open({ readOnly: true });
    expect(ids(await collect(later.readAll()))).toEqual(ids(written));
  });

  it('does not keep the engine from opening it, and takes no appends and no subscriptions', async () => {
    await (await log.open()).close();
    const inspector = await log.open({ readOnly: true });
    const store = await log.open();
    await expect(inspector.append(stream, [event()], 'any')).rejects.toBeInstanceOf(LogReadOnly);
    expect(() => inspector.subscribe()).toThrow(LogReadOnly);
    await store.append(stream, [event()], 'none');
    expect(await collect(inspector.readAll())).toHaveLength(1);
    await store.close();
  });

  it('can be subscribed to by who hears of commits elsewhere and passes them on', async () => {
    const store = await log.open();
    const follower = await log.open({ readOnly: true, told: true });
    const end = store.onCommit(() => follower.lookAgain());
    const told: SubscriptionItem[] = [];
    for await (const item of follower.subscribe()) {
      told.push(item);
      if (told.length === 1) await store.append(stream, events(2), 'none');
      if (told.length === 4) break;
    }
    expect(told.map(({ kind }) => kind)).toEqual(['live', 'event', 'event', 'live']);
    end();
    await expect(follower.append(stream, [event()], 'any')).rejects.toBeInstanceOf(LogReadOnly);
  });

  it('counts the events up to a position', async () => {
    const store = await log.open();
    const { position } = await store.append(stream, events(3), 'none');
    expect(position && store.eventsUpTo(position)).toBe(3);
  });

  it('must be there', async () => {
    await expect(log.open({ readOnly: true })).rejects.toBeInstanceOf(LogFormatError);
  });
});
