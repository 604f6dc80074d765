import { SqliteKeyVault, WrongMasterKey, type KeyVault, type MasterKey } from '@lienthong/access';
import { PostgresUnavailable } from './server-unavailable';

/** The keys as the engine uses them, wherever they are. */
export type EngineVault = KeyVault & {
  /** Which keys these are, wherever they are copied to. */
  readonly id: string;
};

/**
 * Opens the keys: in PostgreSQL where an address says so, else in a file. `shared`: other engines of this machine use the file, too.
 * @throws WrongMasterKey, PostgresUnavailable
 */
export async function openVault(url: string | undefined, file: string, master: MasterKey, shared: boolean): Promise<EngineVault> {
  if (url === undefined) return SqliteKeyVault.open(file, master, { shared });
  const { PostgresKeyVault } = await import('@lienthong/access/postgres');
  try {
    return await PostgresKeyVault.open(url, master);
  } catch (error) {
    throw error instanceof WrongMasterKey ? error : new PostgresUnavailable('LIENTHONG_KEYS_URL', url, error);
  }
}
