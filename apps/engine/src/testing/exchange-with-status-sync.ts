import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { parse, stringify } from 'yaml';

const ENTRY = {
  url: 'http://127.0.0.1:1',
  callTimeout: 'PT3S',
  maxTries: 3,
  backoff: { first: 'PT0.05S', factor: 2, max: 'PT0.2S' },
  concurrency: 4,
};

/** Writes the exchange of development into a folder, with portal and linked-service channel in it. @returns its path */
export function exchangeWithStatusSync(folder: string, portal: object = {}): string {
  const development = parse(readFileSync(join(projectRoot(), 'apps/engine/config/exchange.development.yaml'), 'utf8')) as object;
  const file = join(folder, 'exchange.yaml');
  writeFileSync(file, stringify({ ...development, statusSync: { portal: { ...ENTRY, ...portal }, 'linked-channel': ENTRY } }));
  return file;
}
