import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Instant } from '@lienthong/calendar';
import { BackupRefused } from './refusal';

export const MANIFEST = 'manifest.json';

const FORMAT = 1;

/** What a backup holds. Written last; a storage format: add, never rename. */
export interface Manifest {
  readonly format: typeof FORMAT;
  /** Version of the program that made it. */
  readonly program: string;
  readonly createdAt: Instant;
  /** How far the log reaches in it: `end` is the position of its last event. */
  readonly log: { readonly events: number; readonly streams: number; readonly end?: string };
  /** The master key is needed to read personal data. `fingerprint` tells which it is; it was kept in `file`. */
  readonly masterKey: { readonly fingerprint?: string; readonly file: string; readonly included: boolean };
  /** Keys that sign messages are in it if they were kept with the data. */
  readonly signingKeys: { readonly folder: string; readonly included: boolean };
  /** Everything in it but this page, by its path in the backup. */
  readonly files: readonly FileEntry[];
}

export interface FileEntry {
  readonly path: string;
  readonly bytes: number;
  /** In lower-case hex. */
  readonly sha256: string;
}

export const manifestText = (manifest: Omit<Manifest, 'format'>): string => `${JSON.stringify({ format: FORMAT, ...manifest }, null, 2)}\n`;

/** @throws BackupRefused there is none, or a newer program wrote it */
export function readManifest(folder: string): Manifest {
  const found = existsSync(join(folder, MANIFEST)) ? parse(readFileSync(join(folder, MANIFEST), 'utf8')) : undefined;
  if (typeof found?.format !== 'number' || !Array.isArray(found.files)) throw new BackupRefused({ code: 'not-a-backup', folder });
  if (found.format > FORMAT) throw new BackupRefused({ code: 'backup-newer', folder, format: found.format });
  const outside = found.files.filter(({ path }) => isAbsolute(path) || path.split('/').includes('..'));
  if (outside.length > 0) throw new BackupRefused({ code: 'backup-damaged', folder, files: outside.map(({ path }) => path) });
  return found;
}

function parse(text: string): Manifest | undefined {
  try {
    return JSON.parse(text) as Manifest;
  } catch {
    return undefined;
  }
}
