import { LogFormatError, SqliteEventStore } from '@lienthong/event-store';
import { existsSync } from 'node:fs';
import { replaceReadFile } from '../database/read-database';
import type { PatienceByAgency } from '../dossiers/dossier-projection';
import { endOf } from '../log-source';
import { fill, nextFileOf, removeLeftovers } from './fill';

/** Called from time to time: how many of the log's events have been looked at. */
export type OnProgress = (events: number, of: number) => void;

/**
 * Makes the read models anew where no engine runs: the log is locked meanwhile, so that none begins to.
 * @throws LogInUse an engine runs: ask it for a rebuild
 * @throws LogFormatError there is no log
 */
export async function rebuildReadModels(
  logFile: string,
  readModelsFile: string,
  patience: PatienceByAgency,
  onProgress: OnProgress = () => undefined,
): Promise<void> {
  if (!existsSync(logFile)) throw new LogFormatError(`${logFile}: there is no log here`);
  const store = await SqliteEventStore.open(logFile);
  try {
    const end = await endOf(store);
    const of = end === undefined ? 0 : store.eventsUpTo(end);
    const next = nextFileOf(readModelsFile);
    const filling = fill(store, next, patience, (position) => onProgress(store.eventsUpTo(position), of));
    try {
      await filling.catchUp();
    } catch (error) {
      await filling.abandon();
      throw error;
    }
    await filling.complete();
    replaceReadFile(next, readModelsFile);
  } finally {
    removeLeftovers(readModelsFile);
    await store.close();
  }
}
