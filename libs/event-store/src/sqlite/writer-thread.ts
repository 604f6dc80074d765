/** Entry of the writer's thread. Only writer-client.ts starts it. */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { openToWrite } from './connection';
import { LogWriter } from './log-writer';
import { unpack, type AppendRequest, type FromWriter, type ToWriter, type WriterData } from './writer-messages';

/** A group is closed when it holds so many bytes: a transaction that grows without end keeps everyone waiting. */
const groupBytes = 8 * 1024 * 1024;

function serve(port: MessagePort, writer: LogWriter): void {
  const tell = (message: FromWriter): void => port.postMessage(message);

  /** Writes what waits, as one group. @returns false when the store is being closed */
  function writeGroup(first: ToWriter): boolean {
    const group: AppendRequest[] = [];
    let bytes = 0;
    let message: ToWriter | undefined = first;
    while (message?.kind === 'append') {
      for (const request of unpack(message)) {
        group.push(request);
        bytes += request.frame.byteLength;
      }
      if (bytes >= groupBytes) break;
      message = (receiveMessageOnPort(port) as { message: ToWriter } | undefined)?.message;
    }
    if (group.length > 0) tell({ kind: 'outcomes', outcomes: writer.write(group), commits: writer.commits });
    return message?.kind !== 'close';
  }

  port.on('message', (message: ToWriter) => {
    if (writeGroup(message)) return;
    writer.close();
    port.close();
  });
  tell({ kind: 'ready' });
}

function start(port: MessagePort, { path }: WriterData): void {
  try {
    const db = openToWrite(path);
    try {
      serve(port, new LogWriter(db, path));
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    port.postMessage({ kind: 'refused', reason: error instanceof Error ? error.message : String(error) } satisfies FromWriter);
    port.close();
  }
}

if (parentPort) start(parentPort, workerData as WriterData);
