import { LogAddressInvalid, readLogAddress, shownLogAddress } from '@lienthong/event-store';

type Environment = Readonly<Record<string, string | undefined>>;

/** Servers on which an engine keeps what otherwise lies in its data directory. Addresses, which may hold passwords. */
export interface Servers {
  /** The log in KurrentDB; absent: a file. */
  readonly logUrl?: string;
  /** The read models in PostgreSQL; absent: a file. */
  readonly readModelsUrl?: string;
}

const POSTGRES = /^postgres(?:ql)?:\/\/[^/?#]*\/[^/?#]+(?:\?[^#]*)?$/;

/**
 * Reads `LIENTHONG_LOG_URL` and `LIENTHONG_READ_MODELS_URL`; without them log and read models lie in the data directory. What is wrong is
 * named without the value, which may hold a password.
 */
export function readServers(environment: Environment): { readonly servers: Servers; readonly mistakes: readonly string[] } {
  const logUrl = environment['LIENTHONG_LOG_URL'];
  const readModelsUrl = environment['LIENTHONG_READ_MODELS_URL'];
  const mistakes = [...mistakesOfReadModels(readModelsUrl), ...mistakesOfLog(logUrl)];
  if (logUrl !== undefined && readModelsUrl === undefined) {
    mistakes.push(
      'LIENTHONG_LOG_URL: a log that engines share needs read models that they share; name a PostgreSQL in LIENTHONG_READ_MODELS_URL',
    );
  }
  return { servers: { ...(logUrl !== undefined && { logUrl }), ...(readModelsUrl !== undefined && { readModelsUrl }) }, mistakes };
}

/** How the address of a PostgreSQL may be shown: host and database, but neither user, password nor options. */
export function shownReadModels(url: string): string {
  const [, place = ''] = /^[^:]+:\/\/(?:[^/]*@)?([^?]*)/.exec(url) ?? [];
  return `postgres://${place}`;
}

/** What the engine says of them when it starts; nothing where there are none. */
export function shownServers({ logUrl, readModelsUrl }: Servers): string {
  const log = logUrl === undefined ? '' : `, log in ${shownLogAddress(readLogAddress(logUrl))}`;
  return log + (readModelsUrl === undefined ? '' : `, read models in ${shownReadModels(readModelsUrl)}`);
}

function mistakesOfReadModels(url: string | undefined): string[] {
  if (url === undefined || POSTGRES.test(url)) return [];
  return [
    'LIENTHONG_READ_MODELS_URL: not the address of a PostgreSQL (not shown here): postgres://user:password@host:5432/database[?sslmode=…]',
  ];
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
