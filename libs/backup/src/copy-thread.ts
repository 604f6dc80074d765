import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'libsql';

/** What the thread is to copy, and where to. The target must not be there. */
export interface CopyOrder {
  readonly source: string;
  readonly target: string;
}

const { source, target } = workerData as CopyOrder;
try {
  const db = new Database(`${pathToFileURL(source).href}?mode=ro`, { timeout: 5000 });
  db.prepare('VACUUM INTO ?').run([target]);
  db.close();
} catch (error) {
  // As text: an error of libsql loses its message on the way between threads.
  parentPort?.postMessage(error instanceof Error ? error.message : String(error));
}
