/** Entry of the thread that makes the tables anew in a file of their own. Only filler-client.ts starts it. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { SqliteEventStore } from '@lienthong/event-store';
import { fill } from '../rebuild/fill';
import { reasonOf, type FromFiller, type ThreadData, type ToFiller } from './messages';

async function serve(port: MessagePort, { logFile, file, patience }: ThreadData): Promise<void> {
  const tell = (message: FromFiller): void => port.postMessage(message);
  const store = await SqliteEventStore.open(logFile, { readOnly: true, told: true });
  const filling = fill(store, file, patience, (position, events) => tell({ kind: 'progress', position, events }));
  await filling.catchUp();
  const toComplete = new Promise<void>((resolve) => port.once('message', (_: ToFiller) => resolve()));
  tell({ kind: 'caught-up' });
  await toComplete;
  await filling.catchUp();
  await filling.complete();
  await store.close();
  tell({ kind: 'completed' });
}

if (parentPort) {
  const port = parentPort;
  serve(port, workerData as ThreadData)
    .catch((error: unknown) => port.postMessage({ kind: 'failed', reason: reasonOf(error) } satisfies FromFiller))
    .finally(() => port.close());
}
