import { existsSync, realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { masterKeyFingerprint, readMasterKey } from '@lienthong/access';
import type { Clock } from '@lienthong/calendar';
import { LogInUse, LogLock } from '@lienthong/event-store';
import type { Installation } from '@lienthong/installation';
import { sha256 } from './digest';
import { sizeOf } from './durable';
import { LOG } from './layout';
import { readManifest, type Manifest } from './manifest';
import { moveAside, oldData } from './old-data';
import type { OnProgress } from './progress';
import { BackupRefused } from './refusal';
import { fetchAll, placeAll } from './place';

export interface RestoreOptions {
  readonly clock: Clock;
  /** Moves data that are there already into a folder of their own; without it they are a reason to refuse. */
  readonly moveOldAside?: boolean;
  readonly onProgress?: OnProgress;
}

export interface Restored {
  readonly manifest: Manifest;
  /** Where the data lie now that were there before. */
  readonly movedTo?: string;
  /** Whether the master key of the backup is where the engine will look for it. Without it no personal data can be read. */
  readonly masterKeyThere: boolean;
}

/**
 * Puts a backup in the place of an installation's data. All of it is checked before anything is touched. What is interrupted is not
 * taken for an installation, since the log gets its name last, and can be done again.
 *
 * @throws BackupRefused nothing was changed
 */
export async function restore(
  folder: string,
  installation: Installation,
  { clock, moveOldAside = false, onProgress = () => undefined }: RestoreOptions,
): Promise<Restored> {
  const manifest = readManifest(folder);
  await checkFiles(folder, manifest, onProgress);
  checkConfiguredKey(manifest, installation);

  const { dataDir, masterKeyFile } = installation;
  const lock = await lockData(dataDir);
  try {
    const old = await oldData(installation, manifest);
    if (old.length > 0 && !moveOldAside) throw new BackupRefused({ code: 'data-there', folder: dataDir, files: old });
    await fetchAll(folder, manifest, dataDir, onProgress);
    const movedTo = moveOldAside ? await moveAside(dataDir, old, clock.now()) : undefined;
    await placeAll(manifest, installation);
    return { manifest, masterKeyThere: existsSync(masterKeyFile), ...(movedTo !== undefined && { movedTo }) };
  } finally {
    lock.release();
  }
}

/** Every file as it was when the backup was made, to the last bit. */
async function checkFiles(folder: string, { files }: Manifest, onProgress: OnProgress): Promise<void> {
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let read = 0;
  const damaged: string[] = [];
  for (const { path, bytes, sha256: digest } of files) {
    const file = join(folder, path);
    const whole = (await sizeOf(file)) === bytes && (await sha256(file, (more) => onProgress('digest', (read += more), total))) === digest;
    if (!whole) damaged.push(path);
  }
  if (damaged.length > 0) throw new BackupRefused({ code: 'backup-damaged', folder, files: damaged });
}

/** The development key lies with the data and goes with them; another one was put where it is by a person, who has to change it. */
function checkConfiguredKey({ masterKey }: Manifest, { masterKeyFile, developmentMasterKey }: Installation): void {
  if (developmentMasterKey || !existsSync(masterKeyFile) || masterKey.fingerprint === undefined) return;
  if (masterKeyFingerprint(readMasterKey(masterKeyFile)) !== masterKey.fingerprint)
    throw new BackupRefused({ code: 'wrong-master-key', file: masterKeyFile });
}

/** As an engine does: so none starts on what is half there. */
async function lockData(dataDir: string): Promise<LogLock> {
  await mkdir(dataDir, { recursive: true });
  const log = join(realpathSync(dataDir), LOG);
  try {
    return new LogLock(existsSync(log) ? realpathSync(log) : log);
  } catch (error) {
    throw error instanceof LogInUse ? new BackupRefused({ code: 'engine-running', folder: dataDir }) : error;
  }
}
