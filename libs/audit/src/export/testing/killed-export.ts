/**
 * Exports a log to a file, and kills itself with SIGKILL when so many lines were written. Only tests start it:
 * `killed-export.js <log> <file> <lines>`.
 */
import { SqliteEventStore } from '@lienthong/event-store';
import { ExportFile } from '../export-file';
import { exportLog } from '../export-log';

async function main(log: string, path: string, last: number): Promise<void> {
  const store = await SqliteEventStore.open(log, { readOnly: true });
  const file = await ExportFile.open(path, {}, { resume: true });
  let lines = 0;
  for await (const line of exportLog(store, {}, { after: file.after })) {
    await file.write(line);
    if (++lines === last) process.kill(process.pid, 'SIGKILL');
  }
}

const [log = '', path = '', last] = process.argv.slice(2);
void main(log, path, Number(last));
