import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { plainSize } from './sealed-file';

/** Of a file as it lies on the disk, in bytes; nothing if there is none. */
export const sizeOfFile = async (path: string): Promise<number | undefined> => (await stat(path).catch(() => undefined))?.size;

/** The plain bytes of the sealed files in a folder; 0 if there is none. */
export async function sizeOfFiles(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(names.map((name) => sizeOfFile(join(folder, name))));
  return sizes.reduce<number>((sum, size) => sum + plainSize(size ?? 0), 0);
}
