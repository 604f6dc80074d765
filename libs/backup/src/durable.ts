import { chmod, copyFile, mkdir, open, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Brings what was written to a file, or the names in a folder, to the disk. */
export async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  await handle.sync();
  await handle.close();
}

export async function writeDurably(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600, flush: true });
  await sync(dirname(file));
}

/** For nobody's eyes but the owner's: what is copied here are keys and people's data. */
export async function copyDurably(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await copyFile(from, to);
  await chmod(to, 0o600);
  await sync(to);
  await sync(dirname(to));
}

/** The files of a folder, without folders below it. */
export async function copyFilesDurably(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 });
  for (const each of await readdir(from, { withFileTypes: true })) {
    if (each.isFile()) await copyDurably(join(from, each.name), join(to, each.name));
  }
}

/** After a power cut the file or folder stands under one of the two names. */
export async function renameDurably(from: string, to: string): Promise<void> {
  await rename(from, to);
  await sync(dirname(to));
}

/** In bytes; 0 if there is no such file. */
export const sizeOf = async (file: string): Promise<number> => (await stat(file).catch(() => undefined))?.size ?? 0;
