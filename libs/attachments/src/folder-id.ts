import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeOnce } from '@lienthong/access';

const FILE = 'folder-id';

/**
 * Which folder this is, wherever it is mounted or moved to; made once, also where several engines come at the same moment. Engines that shall share
 * a folder can be told from those that each have one of their own.
 */
export function folderId(root: string): string {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const file = join(root, FILE);
  if (!existsSync(file)) makeOnce(file, `${randomUUID()}\n`);
  return readFileSync(file, 'utf8').trim();
}
