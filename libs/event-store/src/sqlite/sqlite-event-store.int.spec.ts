import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEventStore } from '../conformance';
import { SqliteEventStore } from './sqlite-event-store';

describeEventStore('the log in SQLite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'lienthong-log-'));
  const open = (): Promise<SqliteEventStore> => SqliteEventStore.open(join(directory, 'log.sqlite'));
  return { open, reopen: open, cleanup: () => rm(directory, { recursive: true }) };
});
