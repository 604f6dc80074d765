import { statSync } from 'node:fs';
import { readMasterKey } from '@lienthong/access';
import { readPrivateKey, readPublicKey } from '@lienthong/agencies';
import type { Installation } from '@lienthong/installation';
import type { ExchangeConfig } from './exchange-config';

/**
 * What is wrong with the keys and folders that are named, so that it is told with everything else and not one after the other as each is
 * opened. In development keys are made, so that nothing has to be there.
 */
export function mistakesInFiles(installation: Installation, exchange: ExchangeConfig): string[] {
  const { developmentMasterKey: development, masterKeyFile, signingKeysDir, workflowsDir } = installation;
  const folder = () => {
    if (!statSync(workflowsDir).isDirectory()) throw new Error('not a folder');
  };
  const mistakes = mistakesOf(`LIENTHONG_WORKFLOWS_DIR=${workflowsDir}`, folder);
  if (development) return mistakes;
  const agencies = [...exchange.values()].flatMap(({ key }) => key ?? []);
  const keys = (name: string) => `LIENTHONG_SIGNING_KEYS_DIR=${signingKeysDir}: ${name}`;
  return [
    ...mistakes,
    ...mistakesOf('LIENTHONG_MASTER_KEY_FILE', () => readMasterKey(masterKeyFile)),
    ...mistakesOf(keys('engine.private.pem'), () => readPrivateKey(signingKeysDir, 'engine')),
    ...[...new Set(agencies)].flatMap((key) => mistakesOf(keys(`${key}.public.pem`), () => readPublicKey(signingKeysDir, key))),
  ];
}

function mistakesOf(what: string, look: () => unknown): string[] {
  try {
    look();
    return [];
  } catch (error) {
    return [`${what}: ${error instanceof Error ? error.message : String(error)}`];
  }
}
