import { existsSync } from 'node:fs';
import { mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { masterKeyFingerprint, readMasterKey } from '@lienthong/access';
import type { Instant } from '@lienthong/calendar';
import type { Installation } from '@lienthong/installation';
import { sha256 } from './digest';
import { filesBelow } from './copy-tree';
import { renameDurably, sync } from './durable';
import { ATTACHMENTS, DEVELOPMENT_KEY, KEYS, LOG, withCompanions } from './layout';
import type { Manifest } from './manifest';

const UNFINISHED = '.partial';

/**
 * The files in a data directory that a restore would replace. A file that is already as the backup has it is none: an interrupted
 * restore left it. The log comes first, so that nothing is ever written to it without its keys.
 */
export async function oldData({ dataDir, developmentMasterKey }: Installation, { files, masterKey }: Manifest): Promise<string[]> {
  const found = withCompanions(LOG).filter((name) => existsSync(join(dataDir, name)));
  if (await hasOtherAttachments(dataDir, files)) found.push(ATTACHMENTS);
  const companions = withCompanions(KEYS).slice(1);
  const keysInUse = companions.some((name) => existsSync(join(dataDir, name)));
  for (const name of new Set([KEYS, ...companions, ...files.map(({ path }) => path)])) {
    if (found.includes(name) || name.startsWith(`${ATTACHMENTS}/`) || !existsSync(join(dataDir, name))) continue;
    const wanted = files.find(({ path }) => path === name);
    const same = wanted && !(name === KEYS && keysInUse) && (await digestOf(dataDir, name)) === wanted.sha256;
    if (!same) found.push(name);
  }
  const foreignKey =
    developmentMasterKey && !found.includes(DEVELOPMENT_KEY) && isForeign(join(dataDir, DEVELOPMENT_KEY), masterKey.fingerprint);
  return foreignKey ? [...found, DEVELOPMENT_KEY] : found;
}

/** Into a folder of their own below the data directory. What an interrupted restore began to move, this one goes on moving. */
export async function moveAside(dataDir: string, files: readonly string[], now: Instant): Promise<string | undefined> {
  const begun = (await readdir(dataDir)).find((name) => name.startsWith('replaced-') && name.endsWith(UNFINISHED));
  if (begun === undefined && files.length === 0) return undefined;
  const unfinished = join(dataDir, begun ?? `replaced-${now.replaceAll(':', '-')}${UNFINISHED}`);
  for (const file of files) {
    const place = join(unfinished, file);
    await mkdir(dirname(place), { recursive: true, mode: 0o700 });
    await rename(join(dataDir, file), place).catch(unlessGone);
  }
  await sync(dataDir);
  const folder = unfinished.slice(0, -UNFINISHED.length);
  await renameDurably(unfinished, folder);
  return folder;
}

/** SQLite takes away what stands beside a database when its last reader leaves. */
function unlessGone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** Many files, which are moved as one. */
async function hasOtherAttachments(dataDir: string, files: Manifest['files']): Promise<boolean> {
  const wanted = new Map(files.map(({ path, sha256: digest }) => [path, digest]));
  for (const below of await filesBelow(join(dataDir, ATTACHMENTS))) {
    const path = join(ATTACHMENTS, below);
    if (wanted.get(path) !== (await digestOf(dataDir, path))) return true;
  }
  return false;
}

const digestOf = (dataDir: string, file: string): Promise<string> => sha256(join(dataDir, file), () => undefined);

const isForeign = (file: string, fingerprint: string | undefined): boolean =>
  fingerprint !== undefined && existsSync(file) && masterKeyFingerprint(readMasterKey(file)) !== fingerprint;
