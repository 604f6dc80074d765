/** Prints name and SHA-256 of every form of a dossier, out of a data directory: `print-papers.js <directory> <dossier>`. Only tests start it. */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { renderForm } from '@lienthong/documents/drawing';
import type { DossierId } from '@lienthong/dossier/domain';
import { SqliteEventStore } from '@lienthong/event-store';
import { papersOf } from '../papers-of';
import { OneStopDesk, REFERENCE } from './one-stop-desk';

async function print(directory: string, id: DossierId): Promise<void> {
  const store = await SqliteEventStore.open(join(directory, 'log.db'), { readOnly: true });
  const desk = new OneStopDesk(directory, store);
  for (const { name, data } of papersOf(id, await desk.history(id), REFERENCE)) {
    process.stdout.write(
      `${name} ${createHash('sha256')
        .update(await renderForm(data))
        .digest('hex')}\n`,
    );
  }
  desk.close();
  await store.close();
}

const [directory = '.', id = ''] = process.argv.slice(2);
void print(directory, id as DossierId);
