import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { projectRoot } from '@lienthong/installation';
import type { CopyOrder } from './copy-thread';
import { sync } from './durable';
import { watchSize } from './watch-size';

/**
 * Copies a SQLite file as it is at one moment, while others write to it; what they write meanwhile waits for nothing. The copy
 * is one file without a write-ahead log, on the disk when this resolves.
 *
 * @param onBytes told now and then how large the copy is
 */
export async function copyDatabase(order: CopyOrder, onBytes: (bytes: number) => void): Promise<void> {
  await watchSize(order.target, onBytes, () => inThread(order));
  await chmod(order.target, 0o600);
  await sync(order.target); // SQLite leaves that to us
}

// A thread, so that the copy can be watched from here; it is started from the compiled program, also in tests.
function inThread(workerData: CopyOrder): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(join(projectRoot(), 'dist/libs/backup/src/copy-thread.js'), { workerData, execArgv: [] });
    thread.once('message', (reason: string) => reject(new CopyFailed(workerData, reason)));
    thread.once('error', reject);
    thread.once('exit', () => resolve());
  });
}

/** The disk is full, or the file is damaged or no database. */
export class CopyFailed extends Error {
  readonly code = 'copy-failed';
  constructor({ source, target }: CopyOrder, reason: string) {
    super(`${source} could not be copied to ${target}: ${reason}`);
  }
}
