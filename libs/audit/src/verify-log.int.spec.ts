import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DossierId } from '@lienthong/dossier/domain';
import { SqliteEventStore } from '@lienthong/event-store';
import Database from 'libsql';
import { BIRTH, CERTIFICATE, Desk, IDENTITY } from './testing/desk';
import { verifyLog, type LogVerdict } from './verify-log';

const PAGE_BYTES = 8192;

interface Append {
  readonly position: number;
  readonly frame: Buffer;
}

describe('verifying the log in its file', () => {
  let desk: Desk;
  let file: string;
  let ids: DossierId[];
  /** The last revision of the append of a reception. */
  let received: number;
  beforeEach(async () => {
    desk = new Desk();
    file = join(desk.directory, 'log.db');
    const store = await SqliteEventStore.open(file);
    desk.use(store);
    ids = [await desk.received(), await desk.received()];
    received = (await desk.history(ids[0] as DossierId)).length - 1;
    for (const id of ids) {
      await desk.report(id, BIRTH, 'completed', { ...CERTIFICATE, personalId: '079326000123' });
      await desk.report(id, IDENTITY, 'in-process');
    }
    await store.close();
  });
  afterEach(() => desk.close());

  async function verify(prefix?: string): Promise<LogVerdict> {
    const store = await SqliteEventStore.open(file, { readOnly: true });
    try {
      return await verifyLog(store, prefix === undefined ? undefined : { streamPrefixes: [prefix] });
    } finally {
      await store.close();
    }
  }

  function tamper(change: (db: Database.Database, appends: readonly Append[]) => void): void {
    const db = new Database(file);
    const rows = db.prepare('SELECT position, frame FROM appends ORDER BY position').all() as Append[];
    change(
      db,
      rows.map(({ position, frame }) => ({ position, frame: Buffer.from(frame) })),
    );
    db.close();
  }

  /** Turns one bit of an append. */
  const flip = (db: Database.Database, { position, frame }: Append, at: number): void => {
    const changed = Buffer.from(frame);
    changed[at] = (changed[at] ?? 0) ^ 1;
    db.prepare('UPDATE appends SET frame = ? WHERE position = ?').run([changed, position]);
  };

  const stream = (index: number): string => `dossier-${ids[index]}`;

  it('finds nothing in a log as it was written', async () => {
    expect(await verify()).toEqual({ events: expect.any(Number), streams: 2, faults: [], damaged: [] });
    expect((await verify()).events).toBeGreaterThan(20);
  });

  it('looks at what it is asked to look at', async () => {
    const all = await verify();
    const one = await verify(stream(0));
    expect(one.streams).toBe(1);
    expect(one.events).toBe(all.events / 2);
  });

  it('names the event behind the one of which a byte was changed', async () => {
    tamper((db, [first]) => first && flip(db, first, first.frame.indexOf('"channel"') + 3));
    expect((await verify()).faults).toEqual([{ kind: 'broken', stream: stream(0), revision: 1 }]);
  });

  it('names the event whose own link was changed, and the one behind it', async () => {
    tamper((db, appends) => {
      const received = appends[1] as Append;
      flip(db, received, received.frame.indexOf('"previousHash":"') + 20);
    });
    expect((await verify()).faults).toEqual([
      { kind: 'broken', stream: stream(0), revision: 1 },
      { kind: 'broken', stream: stream(0), revision: 2 },
    ]);
  });

  it('notices each bit of an append, wherever it stands', async () => {
    let whole: Append = { position: -1, frame: Buffer.alloc(0) };
    tamper((_, appends) => (whole = appends[1] as Append));
    const { position, frame } = whole;
    expect(frame.length).toBeGreaterThan(1_000);
    for (let at = 0; at < frame.length; at += 41) {
      tamper((db, appends) => flip(db, appends[1] as Append, at));
      const { faults, damaged } = await verify();
      expect([at, faults.length + damaged.length > 0]).toEqual([at, true]);
      tamper((db) => db.prepare('UPDATE appends SET frame = ? WHERE position = ?').run([frame, position]));
    }
    expect((await verify()).faults).toEqual([]);
  });

  it('names an append that cannot be read, goes on behind it, and finds what is wrong there', async () => {
    let position = -1;
    tamper((db, appends) => {
      ({ position } = appends[1] as Append);
      flip(db, appends[1] as Append, 0);
      flip(db, appends[2] as Append, (appends[2] as Append).frame.indexOf('"channel"') + 3);
    });
    const { events } = await verify(stream(1));
    const { damaged, faults, ...rest } = await verify();
    expect(damaged).toEqual([
      {
        stream: stream(0),
        revisions: [1, received],
        position: String(position).padStart(20, '0'),
        reason: expect.stringContaining('unknown layout') as string,
      },
    ]);
    expect(faults).toEqual([
      { kind: 'broken', stream: stream(1), revision: 1 },
      { kind: 'gap', stream: stream(0), revision: received + 1, expected: 1 },
    ]);
    expect(rest).toEqual({ events: events * 2 - received, streams: 2 });
  });

  it('names several of them, the last append too', async () => {
    tamper((db, appends) => {
      for (const append of [appends[0], appends[1], appends.at(-1)]) if (append) flip(db, append, 0);
    });
    expect((await verify()).damaged).toHaveLength(3);
  });

  it('tells that it had to stop, after what, and why, where the file itself is damaged', async () => {
    let root = 0;
    tamper((db) => {
      db.pragma('wal_checkpoint(TRUNCATE)');
      ({ rootpage: root } = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'appends'").get() as { rootpage: number });
    });
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xff, (root - 1) * PAGE_BYTES, root * PAGE_BYTES));
    expect(await verify()).toMatchObject({
      events: 0,
      unreadable: { afterEvents: 0, reason: expect.stringMatching(/malformed/) as string },
    });
  });

  it('names the gap where an append was taken out', async () => {
    tamper((db, appends) => db.prepare('DELETE FROM appends WHERE position = ?').run([appends[1]?.position ?? -1]));
    expect((await verify()).faults).toEqual([{ kind: 'gap', stream: stream(0), revision: received + 1, expected: 1 }]);
  });

  it('names an event that was put in the place of another', async () => {
    tamper((db, appends) => {
      const [mine, foreign] = [appends[1], appends[3]];
      if (mine && foreign) db.prepare('UPDATE appends SET frame = ? WHERE position = ?').run([foreign.frame, mine.position]);
    });
    expect((await verify()).faults[0]).toEqual({ kind: 'broken', stream: stream(0), revision: 1 });
  });

  it('goes on behind a fault, and finds the next', async () => {
    tamper((db, appends) => {
      for (const append of [appends[0], appends[2]]) if (append) flip(db, append, append.frame.indexOf('"channel"') + 3);
    });
    expect((await verify()).faults.map(({ stream: name }) => name)).toEqual([stream(0), stream(1)]);
  });

  it('finds nothing wrong with an erased dossier', async () => {
    await desk.vault.erase(ids[0] as DossierId);
    expect((await verify()).faults).toEqual([]);
  });
});
