import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SqliteEventStore, type EventStore, type Position } from '@lienthong/event-store';
import { KurrentDbEventStore } from '@lienthong/event-store/kurrentdb';
import { EXIT, Failure } from './failure';
import { failures } from './texts/failures';
import { logTexts } from './texts/log';

/** A log that a person named, open. */
export interface NamedLog {
  /** How it may be shown: without user and password. */
  readonly name: string;
  readonly store: EventStore;
  /** How many events lie behind a position; nothing where counting them would mean reading them. */
  readonly count: (after?: Position) => number | undefined;
  /** Why the server could not be used last. */
  readonly trouble: () => string | undefined;
}

const SQLITE = 'sqlite:';
/** `kurrentdb:esdb://…`, or the connection string as it is. */
const KURRENTDB = /^(?:kurrentdb:(?!\/\/))?((?:esdb|kurrentdb|kdb)(?:\+discover)?:\/\/.*)$/;

/**
 * Opens `sqlite:<log.db or data directory>`, or a KurrentDB by its connection string.
 * @param access `read`: whether an engine runs or not; `write`: made if it is not there
 * @throws Failure `log-address-invalid`, `no-log` @throws LogAddressInvalid LogInUse
 */
export async function openLog(address: string, access: 'read' | 'write'): Promise<NamedLog> {
  const [, connection] = KURRENTDB.exec(address) ?? [];
  if (connection !== undefined) {
    const store = new KurrentDbEventStore(connection);
    return { name: store.shownAddress, store, count: () => undefined, trouble: () => store.trouble };
  }
  if (!address.startsWith(SQLITE) || address === SQLITE) throw new Failure('log-address-invalid', logTexts.addressInvalid(), EXIT.notDone);
  const file = logFileAt(resolve(address.slice(SQLITE.length)));
  if (access === 'read' && !existsSync(file)) throw new Failure('no-log', failures.noLog(file), EXIT.notDone);
  const store = await SqliteEventStore.open(file, { readOnly: access === 'read' });
  return { name: file, store, count: (after) => store.extent(after).events, trouble: () => undefined };
}

const logFileAt = (path: string): string => (existsSync(path) && statSync(path).isDirectory() ? join(path, 'log.db') : path);
