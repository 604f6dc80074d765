import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { sizeOf, sync } from './durable';

/** The files in a folder and those below it, by their paths in it; none if it is not there. */
export async function filesBelow(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((each) => each.isFile()).map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1));
}

/**
 * Copies a folder whose files are never changed once they are there, onto the disk, for nobody's eyes but the owner's. What comes or
 * goes while it copies may be in the copy or not.
 *
 * @param onBytes told after each file how many bytes it has
 */
export async function copyTreeDurably(from: string, to: string, onBytes: (bytes: number) => void): Promise<void> {
  const folders = new Set<string>();
  for (const path of await filesBelow(from)) {
    const copy = join(to, path);
    for (let folder = dirname(copy); !folders.has(folder) && folder.length >= to.length; folder = dirname(folder)) folders.add(folder);
    await mkdir(dirname(copy), { recursive: true, mode: 0o700 });
    if (!(await copied(join(from, path), copy))) continue;
    await chmod(copy, 0o600);
    await sync(copy);
    onBytes(await sizeOf(copy));
  }
  for (const folder of folders) await sync(folder);
}

/** Whether it was still there. */
async function copied(from: string, to: string): Promise<boolean> {
  try {
    await copyFile(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
