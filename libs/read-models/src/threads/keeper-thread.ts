/** Entry of the thread that keeps the tables. Only keeper-client.ts starts it. */
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { SqliteEventStore } from '@lienthong/event-store';
import { openToWrite } from '../database/read-database';
import { TableWriter } from '../table-writer';
import { reasonOf, type FromKeeper, type Postponement, type ThreadData, type ToKeeper } from './messages';

async function serve(port: MessagePort, { logFile, file, patience }: ThreadData): Promise<void> {
  const tell = (message: FromKeeper): void => port.postMessage(message);
  const db = openToWrite(file);
  const store = await SqliteEventStore.open(logFile, { readOnly: true, told: true });
  const writer = await TableWriter.open(store, db, patience, {
    onFailure: (error) => void end({ kind: 'failed', reason: reasonOf(error) }),
    onLive: () => tell({ kind: 'live' }),
  });
  writer.onCommit((position, events) => tell({ kind: 'reached', position, events }));

  /** Lets go of the files first: whoever hears of the end may put others in their place. */
  async function end(last?: FromKeeper): Promise<void> {
    await writer.stop();
    await db.destroy();
    await store.close();
    if (last) tell(last);
    port.close();
  }

  async function postpone({ request, handoffs, until, trouble }: Postponement): Promise<void> {
    try {
      await writer.postpone(handoffs, until, trouble);
      tell({ kind: 'postponed', request });
    } catch (error) {
      tell({ kind: 'postponed', request, failure: reasonOf(error) });
    }
  }

  port.on('message', (message: ToKeeper) => {
    switch (message.kind) {
      case 'committed':
        return store.lookAgain();
      case 'postpone':
        return void postpone(message);
      case 'close':
        return void end();
    }
  });
  const position = writer.position();
  tell({ kind: 'ready', ...(position !== undefined && { position }) });
  writer.start();
}

if (parentPort) {
  const port = parentPort;
  serve(port, workerData as ThreadData).catch((error: unknown) => {
    port.postMessage({ kind: 'failed', reason: reasonOf(error) } satisfies FromKeeper);
    port.close();
  });
}
