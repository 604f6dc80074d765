/**
 * A process that keeps the read models at argv[3] of the log at argv[2], in small batches, and prints the position of each commit, until it
 * is killed. Only tests start it.
 */
import { SqliteEventStore } from '@lienthong/event-store';
import { openToWrite } from '../database/read-database';
import { directly } from '../database/write-access';
import { DossierProjection, type PatienceByAgency } from '../dossiers/dossier-projection';
import { Projector } from '../projector';

const BATCH = 7;

async function main([logFile = '', file = '', patience = '']: readonly string[]): Promise<void> {
  const store = await SqliteEventStore.open(logFile, { readOnly: true, told: true });
  const projection = new DossierProjection(store, JSON.parse(patience) as PatienceByAgency);
  const projector = new Projector(store, directly(openToWrite(file)), projection, { batch: BATCH });
  projector.onCommit((position) => process.stdout.write(`${position}\n`));
  await projector.catchUp();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
