import { existsSync } from 'node:fs';
import { mkdir, statfs } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { SqliteKeyVault } from '@lienthong/access';
import { DOSSIERS } from '@lienthong/attachments';
import type { Clock } from '@lienthong/calendar';
import { SqliteEventStore } from '@lienthong/event-store';
import { product, type Installation } from '@lienthong/installation';
import { copyDatabase } from './copy-database';
import { copyTreeDurably, filesBelow } from './copy-tree';
import { sha256 } from './digest';
import { Draft } from './draft';
import { copyDurably, copyFilesDurably, sizeOf, writeDurably } from './durable';
import { ATTACHMENTS, DEVELOPMENT_KEY, KEYS, LOG, SIGNING_KEYS } from './layout';
import { MANIFEST, manifestText, readManifest, type FileEntry, type Manifest } from './manifest';
import type { OnProgress } from './progress';
import { BackupRefused } from './refusal';

export interface BackUpOptions {
  readonly clock: Clock;
  /** Puts the development master key into the backup, too: whoever has the backup can then read everything. */
  readonly withDevelopmentKey?: boolean;
  readonly onProgress?: OnProgress;
}

/**
 * Copies an installation as it is at one moment into a new folder, while its engine runs or not. It is written beside the folder,
 * as `<folder>.partial`, and gets its name when all of it is on the disk. Only reads from the installation.
 *
 * @throws BackupRefused
 */
export async function backUp(
  installation: Installation,
  target: string,
  { clock, withDevelopmentKey = false, onProgress = () => undefined }: BackUpOptions,
): Promise<Manifest> {
  const folder = resolve(target);
  const { logFile, keysFile, masterKeyFile, signingKeysDir } = installation;
  if (!existsSync(logFile)) throw new BackupRefused({ code: 'no-log', file: logFile });
  if (withDevelopmentKey && !(installation.developmentMasterKey && existsSync(masterKeyFile)))
    throw new BackupRefused({ code: 'no-development-key', file: masterKeyFile });
  if (existsSync(folder)) throw new BackupRefused({ code: 'backup-there', folder });
  await checkSpace(installation, folder);

  const draft = await Draft.begin(folder);
  try {
    const createdAt = clock.now();
    // The keys after the log, because a key is stored before what is sealed with it: so every dossier of the log has its key.
    const databases = [[logFile, LOG] as const, ...(existsSync(keysFile) ? [[keysFile, KEYS] as const] : [])];
    const attachments = join(installation.attachmentsDir, DOSSIERS);
    const total = (await sum(databases.map(([source]) => sizeOf(source)))) + (await sizeBelow(attachments));
    let copied = 0;
    for (const [source, name] of databases) {
      await copyDatabase({ source, target: draft.file(name) }, (bytes) => onProgress('copy', copied + bytes, total));
      copied += await sizeOf(draft.file(name));
    }
    // After the log, because a file is stored before what cites it: so every file that the log cites is there.
    await copyTreeDurably(attachments, draft.file(join(ATTACHMENTS, DOSSIERS)), (bytes) => onProgress('copy', (copied += bytes), total));
    const withSigningKeys = liesIn(installation.dataDir, signingKeysDir) && existsSync(signingKeysDir);
    if (withSigningKeys) await copyFilesDurably(signingKeysDir, draft.file(SIGNING_KEYS));
    if (withDevelopmentKey) await copyDurably(masterKeyFile, draft.file(DEVELOPMENT_KEY));

    const log = await SqliteEventStore.open(draft.file(LOG), { readOnly: true });
    const extent = log.extent();
    await log.close();
    const fingerprint = existsSync(keysFile) ? SqliteKeyVault.masterKeyOf(draft.file(KEYS)) : undefined;
    const page = manifestText({
      program: product().version,
      createdAt,
      log: extent,
      masterKey: { ...(fingerprint !== undefined && { fingerprint }), file: masterKeyFile, included: withDevelopmentKey },
      signingKeys: { folder: signingKeysDir, included: withSigningKeys },
      files: await entries(draft, onProgress),
    });
    await writeDurably(draft.file(MANIFEST), page);
    await draft.finish();
    return readManifest(folder);
  } catch (error) {
    await draft.discard(); // a full disk is not to be kept full
    throw error;
  }
}

/** A disk that is filled by the backup may be the engine's own. */
async function checkSpace({ logFile, keysFile, attachmentsDir }: Installation, folder: string): Promise<void> {
  const parent = dirname(folder);
  await mkdir(parent, { recursive: true });
  const { bavail, bsize } = await statfs(parent);
  const databases = await sum([logFile, `${logFile}-wal`, keysFile].map(sizeOf));
  const [needed, free] = [databases + (await sizeBelow(join(attachmentsDir, DOSSIERS))), bavail * bsize];
  if (free < needed) throw new BackupRefused({ code: 'no-space', folder: parent, needed, free });
}

async function entries(draft: Draft, onProgress: OnProgress): Promise<FileEntry[]> {
  const files = await draft.files();
  const sizes = await Promise.all(files.map((path) => sizeOf(draft.file(path))));
  const total = sizes.reduce((all, each) => all + each, 0);
  let read = 0;
  const found: FileEntry[] = [];
  for (const [i, path] of files.entries()) {
    const digest = await sha256(draft.file(path), (bytes) => onProgress('digest', (read += bytes), total));
    found.push({ path, bytes: sizes[i] ?? 0, sha256: digest });
  }
  return found;
}

const sizeBelow = async (folder: string): Promise<number> => {
  let size = 0;
  for (const path of await filesBelow(folder)) size += await sizeOf(join(folder, path));
  return size;
};

const sum = async (sizes: readonly Promise<number>[]): Promise<number> => (await Promise.all(sizes)).reduce((all, each) => all + each, 0);

function liesIn(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && !way.startsWith('..');
}
