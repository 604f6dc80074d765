import { existsSync } from 'node:fs';
import { readMasterKey, SqliteKeyVault, type KeyVault } from '@lienthong/access';
import { installationFrom, type Installation } from '@lienthong/installation';
import { openLog, type NamedLog } from './log-address';

/** The option of every command that reads or writes the data itself, whether an engine runs or not. */
export const DATA = [
  '--data <dir>',
  'the data directory (default: where LIENTHONG_LOG_URL and LIENTHONG_KEYS_URL say, else LIENTHONG_DATA_DIR, or data)',
] as const;

/** The installation whose data lie in a directory; without one, that of the environment. */
export const installationIn = (data: string | undefined): Installation =>
  installationFrom(data === undefined ? process.env : { ...process.env, LIENTHONG_DATA_DIR: data });

/** Reads the log of an installation while the work is done: of a data directory, or without one where `LIENTHONG_LOG_URL` says. */
export async function withLog<T>(data: string | undefined, work: (log: NamedLog) => Promise<T>): Promise<T> {
  const server = data === undefined ? process.env['LIENTHONG_LOG_URL'] : undefined;
  const log = await openLog(server ?? `sqlite:${installationIn(data).logFile}`, 'read');
  try {
    return await work(log);
  } finally {
    await log.store.close();
  }
}

/**
 * Opens the keys of an installation while the work is done: of a data directory, or without one where `LIENTHONG_KEYS_URL` says. Nothing, where
 * there are none.
 */
export async function withKeys<T>(data: string | undefined, work: (vault: KeyVault | undefined) => Promise<T>): Promise<T> {
  const vault = await openKeys(data);
  try {
    return await work(vault);
  } finally {
    await vault?.close();
  }
}

async function openKeys(data: string | undefined): Promise<KeyVault | undefined> {
  const { keysFile, masterKeyFile } = installationIn(data);
  const server = data === undefined ? process.env['LIENTHONG_KEYS_URL'] : undefined;
  if (server !== undefined) {
    const { PostgresKeyVault } = await import('@lienthong/access/postgres');
    return PostgresKeyVault.open(server, readMasterKey(masterKeyFile));
  }
  return existsSync(keysFile) ? SqliteKeyVault.open(keysFile, readMasterKey(masterKeyFile), { readOnly: true }) : undefined;
}
