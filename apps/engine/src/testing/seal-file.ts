import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '@lienthong/calendar';
import { developmentSeal } from '@lienthong/documents';

/** A file such as an organisation connects its seal by: the key under a password, and its certificate. @returns its path */
export function sealFile(folder: string, password: string, clock: Clock): string {
  developmentSeal(folder, clock);
  const pem = readFileSync(join(folder, 'development-seal.pem'), 'utf8');
  const key = createPrivateKey(pem).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: password });
  const file = join(folder, 'seal.pem');
  writeFileSync(file, `${key.toString()}${new X509Certificate(pem).toString()}`);
  return file;
}
