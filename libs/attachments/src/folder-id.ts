import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'folder-id';

/**
 * Which folder this is, wherever it is mounted or moved to; made once, also where several engines come at the same moment. Engines that shall share
 * a folder can be told from those that each have one of their own.
 */
export function folderId(root: string): string {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const file = join(root, FILE);
  if (!existsSync(file)) make(file);
  return readFileSync(file, 'utf8').trim();
}

function make(file: string): void {
  const draft = `${file}.${randomUUID()}`;
  const descriptor = openSync(draft, 'wx', 0o600);
  writeSync(descriptor, `${randomUUID()}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  try {
    linkSync(draft, file); // whole or not at all, and fails when another was first
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
