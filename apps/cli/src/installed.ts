import { existsSync } from 'node:fs';
import { SqliteEventStore } from '@lienthong/event-store';
import { installationFrom, type Installation } from '@lienthong/installation';
import { EXIT, Failure } from './failure';
import { failures } from './texts/failures';

/** The option of every command that reads or writes the data itself, whether an engine runs or not. */
export const DATA = ['--data <dir>', 'the data directory (default: LIENTHONG_DATA_DIR, or data)'] as const;

/** The installation whose data lie in a directory; without one, that of the environment. */
export const installationIn = (data: string | undefined): Installation =>
  installationFrom(data === undefined ? process.env : { ...process.env, LIENTHONG_DATA_DIR: data });

/** Reads a log while the work is done. */
export async function withLog<T>(file: string, work: (log: SqliteEventStore) => Promise<T>): Promise<T> {
  if (!existsSync(file)) throw new Failure('no-log', failures.noLog(file), EXIT.notDone);
  const log = await SqliteEventStore.open(file, { readOnly: true });
  try {
    return await work(log);
  } finally {
    await log.close();
  }
}
