import { LogAddressInvalid, readLogAddress, shownLogAddress } from '@lienthong/event-store';

type Environment = Readonly<Record<string, string | undefined>>;

/** Servers on which an engine keeps what otherwise lies in its data directory. Addresses, which may hold passwords. */
export interface Servers {
  /** The log in KurrentDB; absent: a file. */
  readonly logUrl?: string;
  /** The read models in PostgreSQL; absent: a file. */
  readonly readModelsUrl?: string;
  /** The keys of personal data in PostgreSQL; absent: a file. */
  readonly keysUrl?: string;
}

const POSTGRES = /^postgres(?:ql)?:\/\/[^/?#]*\/[^/?#]+(?:\?[^#]*)?$/;

/**
 * Reads `LIENTHONG_LOG_URL`, `LIENTHONG_READ_MODELS_URL` and `LIENTHONG_KEYS_URL`; without them log, read models and keys lie in the data
 * directory. What is wrong is named without the value, which may hold a password.
 */
export function readServers(environment: Environment): { readonly servers: Servers; readonly mistakes: readonly string[] } {
  const logUrl = environment['LIENTHONG_LOG_URL'];
  const readModelsUrl = environment['LIENTHONG_READ_MODELS_URL'];
  const keysUrl = environment['LIENTHONG_KEYS_URL'];
  const mistakes = [
    ...mistakesOfPostgres('LIENTHONG_READ_MODELS_URL', readModelsUrl),
    ...mistakesOfPostgres('LIENTHONG_KEYS_URL', keysUrl),
    ...mistakesOfLog(logUrl),
  ];
  if (logUrl !== undefined && readModelsUrl === undefined) {
    mistakes.push(
      'LIENTHONG_LOG_URL: a log that engines share needs read models that they share; name a PostgreSQL in LIENTHONG_READ_MODELS_URL',
    );
  }
  if (keysUrl !== undefined && logUrl === undefined) {
    mistakes.push('LIENTHONG_KEYS_URL: keys that engines share belong to a log that they share; name a KurrentDB in LIENTHONG_LOG_URL');
  }
  const servers = {
    ...(logUrl !== undefined && { logUrl }),
    ...(readModelsUrl !== undefined && { readModelsUrl }),
    ...(keysUrl !== undefined && { keysUrl }),
  };
  return { servers, mistakes };
}

/** How the address of a PostgreSQL may be shown: host and database, but neither user, password nor options. */
export function shownPostgres(url: string): string {
  const [, place = ''] = /^[^:]+:\/\/(?:[^/]*@)?([^?]*)/.exec(url) ?? [];
  return `postgres://${place}`;
}

/** What the engine says of them when it starts; nothing where there are none. */
export function shownServers({ logUrl, readModelsUrl, keysUrl }: Servers): string {
  const log = logUrl === undefined ? '' : `, log in ${shownLogAddress(readLogAddress(logUrl))}`;
  const readModels = readModelsUrl === undefined ? '' : `, read models in ${shownPostgres(readModelsUrl)}`;
  return log + readModels + (keysUrl === undefined ? '' : `, keys in ${shownPostgres(keysUrl)}`);
}

function mistakesOfPostgres(variable: string, url: string | undefined): string[] {
  if (url === undefined || POSTGRES.test(url)) return [];
  return [`${variable}: not the address of a PostgreSQL (not shown here): postgres://user:password@host:5432/database[?sslmode=…]`];
}

function mistakesOfLog(url: string | undefined): string[] {
  if (url === undefined) return [];
  try {
    readLogAddress(url);
    return [];
  } catch (error) {
    if (error instanceof LogAddressInvalid) return [`LIENTHONG_LOG_URL: ${error.message}`];
    throw error;
  }
}
