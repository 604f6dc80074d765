import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventStore, type SqliteOpenOptions } from '../sqlite-event-store';

/** A log in a directory of its own, for one test. */
export interface TestLog {
  readonly path: string;
  open(options?: SqliteOpenOptions): Promise<SqliteEventStore>;
  /** Closes what was opened here and removes the directory. */
  remove(): Promise<void>;
}

export async function testLog(): Promise<TestLog> {
  const directory = await mkdtemp(join(tmpdir(), 'lienthong-log-'));
  const path = join(directory, 'log.sqlite');
  const stores: SqliteEventStore[] = [];
  return {
    path,
    async open(options) {
      const store = await SqliteEventStore.open(path, options);
      stores.push(store);
      return store;
    },
    async remove() {
      for (const store of stores) await store.close();
      await rm(directory, { recursive: true });
    },
  };
}
