import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** The key that wraps all keys: 32 bytes, kept as 64 hex digits in a file of its own. */
export type MasterKey = Buffer & { readonly __brand: 'MasterKey' };

/** Reads a master key. Throws with a cure when the file is missing or is not a key. */
export function readMasterKey(file: string): MasterKey {
  const text = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new WrongMasterKey(
      `${file} is not a master key or is not there: it must hold 64 hex digits (make one with: openssl rand -hex 32)`,
    );
  }
  return Buffer.from(text, 'hex') as MasterKey;
}

/** Tells which master key it is without telling the key: SHA-256, in hex. Kept with the keys that it wraps, and in backups. */
export const masterKeyFingerprint = (key: MasterKey): string =>
  createHash('sha256').update('lienthong master key').update(key).digest('hex');

/**
 * The development master key beside the data, made at the first start. Whoever has the disk has the key, so it protects
 * nobody; `created` tells that a warning is due.
 */
export function developmentMasterKey(file: string): { readonly key: MasterKey; readonly created: boolean } {
  if (existsSync(file)) return { key: readMasterKey(file), created: false };
  makeOnce(file, `${randomBytes(32).toString('hex')}\n`);
  return { key: readMasterKey(file), created: true };
}

/** Makes a small file for its owner, durably: whole or not at all. One that is there stays, also where others make it at the same moment. */
export function makeOnce(file: string, text: string): void {
  const directory = dirname(file);
  mkdirSync(directory, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  writeDurably(draft, text);
  try {
    linkSync(draft, file); // fails when another was first
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  sync(directory);
}

function writeDurably(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** Makes the directory's own entry for a new file durable. */
function sync(directory: string): void {
  const descriptor = openSync(directory, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** The master key is missing, is none, or is not the one with which the keys were wrapped. */
export class WrongMasterKey extends Error {
  readonly code = 'wrong-master-key';
}
