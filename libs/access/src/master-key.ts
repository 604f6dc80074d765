import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** The key that wraps all keys: 32 bytes, kept as 64 hex digits in a file of its own. */
export type MasterKey = Buffer & { readonly __brand: 'MasterKey' };

/** Reads a master key. Throws with a cure when the file is missing or is not a key. */
export function readMasterKey(file: string): MasterKey {
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) {
    throw new Error(`${file} is not a master key: it must hold 64 hex digits (make one with: openssl rand -hex 32)`);
  }
  return Buffer.from(text, 'hex') as MasterKey;
}

/**
 * The development master key beside the data, made at the first start. Whoever has the disk has the key, so it protects
 * nobody; `created` tells that a warning is due.
 */
export function developmentMasterKey(file: string): { readonly key: MasterKey; readonly created: boolean } {
  mkdirSync(dirname(file), { recursive: true });
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return { key: readMasterKey(file), created: false };
  }
  const key = randomBytes(32);
  writeSync(descriptor, `${key.toString('hex')}\n`);
  fsyncSync(descriptor);
  closeSync(descriptor);
  return { key: key as MasterKey, created: true };
}
