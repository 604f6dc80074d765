import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SigningKey } from './message-signature';

/**
 * The Ed25519 key pair `name` of a directory, made if it is not there: `<name>.private.pem` (PKCS#8, mode 0600) and
 * `<name>.public.pem` (SPKI). For development, where the engine and the simulators share a directory: two programs that start
 * together end with the same pair. The key id is the name.
 */
export function ensureKeyPair(directory: string, name: string): SigningKey & { readonly publicKey: KeyObject } {
  const path = privatePath(directory, name);
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (!existsSync(path)) {
    const draft = `${path}.${randomUUID()}`;
    writeFileSync(draft, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    try {
      linkSync(draft, path); // atomic, and fails when another program was first
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(draft);
    }
  }
  const key = readPrivateKey(directory, name);
  const publicKey = createPublicKey(key.privateKey);
  if (!existsSync(publicPath(directory, name))) {
    const draft = `${publicPath(directory, name)}.${randomUUID()}`;
    writeFileSync(draft, publicKey.export({ type: 'spki', format: 'pem' }), { mode: 0o644 });
    renameSync(draft, publicPath(directory, name));
  }
  return { ...key, publicKey };
}

/** The private key `name` of a directory. Throws when the file is not there or holds no Ed25519 key. */
export function readPrivateKey(directory: string, name: string): SigningKey {
  return { keyId: name, privateKey: ed25519(createPrivateKey(readFileSync(privatePath(directory, name))), name) };
}

/** The public key `name` of a directory. Throws when the file is not there or holds no Ed25519 key. */
export function readPublicKey(directory: string, name: string): KeyObject {
  return ed25519(createPublicKey(readFileSync(publicPath(directory, name))), name);
}

function ed25519(key: KeyObject, name: string): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`the key ${name} is not an Ed25519 key`);
  return key;
}

const privatePath = (directory: string, name: string): string => join(directory, `${name}.private.pem`);
const publicPath = (directory: string, name: string): string => join(directory, `${name}.public.pem`);
