import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign, X509Certificate } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@lienthong/calendar';
import type { SealPort } from './seal-port';
import { selfSigned } from './self-signed';

const FILE = 'development-seal.pem';

/**
 * A seal for development in a directory, made at its first use: an RSA key with a certificate that it signed itself, in one file.
 * Nobody vouches for it, and its name says so; `created` tells that a warning is due.
 */
export function developmentSeal(directory: string, clock: Clock): { readonly seal: SealPort; readonly created: boolean } {
  const file = join(directory, FILE);
  const created = !existsSync(file) && writeOnce(directory, file, newSeal(clock));
  const pem = readFileSync(file, 'utf8');
  const key = createPrivateKey(pem);
  const certificate = new X509Certificate(pem).raw;
  const seal: SealPort = {
    certificates: () => Promise.resolve([new Uint8Array(certificate)]),
    sign: (bytes) => Promise.resolve(new Uint8Array(sign('sha256', bytes, key))),
  };
  return { seal, created };
}

function newSeal(clock: Clock): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = selfSigned('Lienthong: dấu để phát triển, không có giá trị', privateKey, createPublicKey(privateKey), clock.now());
  return `${privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()}${new X509Certificate(certificate).toString()}`;
}

/** Whole or not at all; another may have been first. Tells whether it was this one. */
function writeOnce(directory: string, file: string, text: string): boolean {
  mkdirSync(directory, { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  const descriptor = openSync(draft, 'wx', 0o600);
  writeSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  } finally {
    rmSync(draft);
  }
}
