import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Installation } from '@lienthong/installation';
import Database from 'libsql';
import { copyDurably, renameDurably, sync } from './durable';
import { LOG, withCompanions } from './layout';
import type { Manifest } from './manifest';
import type { OnProgress } from './progress';
import { watchSize } from './watch-size';

/** Where files wait, below the data directory, until all of them are on its disk. */
const waitingRoom = (dataDir: string): string => join(dataDir, 'restoring');

/** Copies all of a backup onto the disk of the data directory, without touching what is there. */
export async function fetchAll(folder: string, { files }: Manifest, dataDir: string, onProgress: OnProgress): Promise<void> {
  const waiting = waitingRoom(dataDir);
  await rm(waiting, { recursive: true, force: true });
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  try {
    for (const { path, bytes } of files) {
      const [from, to] = [join(folder, path), join(waiting, path)];
      await watchSize(
        to,
        (size) => onProgress('place', done + size, total),
        () => copyDurably(from, to),
      );
      done += bytes;
    }
    await readyForWriting(join(waiting, LOG));
  } catch (error) {
    await rm(waiting, { recursive: true, force: true }); // a full disk is not to be kept full
    throw error;
  }
}

/** Gives what was fetched its names, the log last. */
export async function placeAll({ files }: Manifest, { dataDir, readModelsFile }: Installation): Promise<void> {
  const waiting = waitingRoom(dataDir);
  // Derived from the log that was here before.
  for (const name of withCompanions(basename(readModelsFile))) await rm(join(dirname(readModelsFile), name), { force: true });
  for (const { path } of files.filter(({ path: each }) => each !== LOG)) {
    await mkdir(dirname(join(dataDir, path)), { recursive: true, mode: 0o700 });
    await renameDurably(join(waiting, path), join(dataDir, path));
  }
  for (const folder of foldersOf(files)) await sync(join(dataDir, folder));
  await renameDurably(join(waiting, LOG), join(dataDir, LOG));
  await rm(waiting, { recursive: true });
}

/** All folders between the data directory and the files, so that their names are on the disk as well. */
function foldersOf(files: Manifest['files']): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path } of files) for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) folders.add(folder);
  return folders.add('.');
}

/** A copy has no write-ahead log; the engine, which reads while it writes, needs one. */
async function readyForWriting(log: string): Promise<void> {
  const db = new Database(log);
  db.pragma('journal_mode = WAL');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  await sync(log);
}
