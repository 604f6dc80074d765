import type { EventStore } from '@lienthong/event-store';
import { sql, type Kysely } from 'kysely';
import type { ReadTables } from '../database/read-tables';
import { VERSION } from '../database/read-tables';
import { directly } from '../database/write-access';
import { DossierProjection, type PatienceByAgency } from '../dossiers/dossier-projection';
import { Projector } from '../projector';
import { openSchema } from './connection';
import { CONTROL, holdLine, makeIndexes, makeNext, switchTo } from './generations';
import { CHANNEL, toPayload } from './lease';

/** With the version: held by the one process that makes the tables anew. */
const REBUILD = 4_821_072;

/** While the others are switched to the new tables nobody writes. A process that stands still in that moment is not waited for longer. */
const SWITCH_MS = 60_000;

export interface RebuildOptions {
  readonly url: string;
  readonly store: EventStore;
  readonly patience: PatienceByAgency;
  readonly onProgress: (events: number) => void;
  /** Calls it off. */
  readonly signal: AbortSignal;
}

/**
 * Makes the tables anew in a schema of its own, while others are read and written, and has them read in their place. Any process may do so,
 * one at a time.
 */
export async function rebuildShared(options: RebuildOptions): Promise<void> {
  const control = openSchema(options.url, { schema: CONTROL, max: 1, idleInTransactionMs: SWITCH_MS });
  try {
    // The lock belongs to this connection, and so does the switch: without the one there is not the other.
    await control.connection().execute(async (connection) => {
      const { rows } = await sql<{ first: boolean }>`select pg_try_advisory_lock(${REBUILD}, ${VERSION}) as first`.execute(connection);
      if (rows[0]?.first !== true) throw new Error('another process makes the read models anew already');
      await fillAndSwitch(connection, options);
    });
  } finally {
    await control.destroy();
  }
}

async function fillAndSwitch(control: Kysely<ReadTables>, { url, store, patience, onProgress, signal }: RebuildOptions): Promise<void> {
  const next = await makeNext(control);
  const db = openSchema(url, { schema: next, max: 1 });
  // Nobody waits for these commits: the more is written at once, the fewer rows are written twice.
  const projector = new Projector(store, directly(db), new DossierProjection(store, patience), { batch: Infinity });
  let events = 0;
  projector.onCommit((_, more) => onProgress((events += more)));
  const stop = (): void => void projector.stop();
  signal.addEventListener('abort', stop);
  const catchUp = async (): Promise<void> => {
    await projector.catchUp();
    signal.throwIfAborted();
  };
  try {
    signal.throwIfAborted();
    await catchUp();
    await makeIndexes(db);
    await catchUp();
    await control.transaction().execute(async (rows) => {
      // Whoever writes the old ones waits from here on, so that the new ones are at least as far.
      await holdLine(rows, 'update');
      await catchUp();
      await switchTo(rows, next);
      const position = await projector.checkpoint();
      if (position !== undefined) await sql`select pg_notify(${CHANNEL}, ${toPayload({ position, events: 1 })})`.execute(rows);
    });
  } finally {
    signal.removeEventListener('abort', stop);
    await db.destroy();
  }
}
