import { SqliteEventStore, type EventStore } from '@lienthong/event-store';

/** The log as the engine uses it, wherever it is. */
export interface EngineLogStore extends EventStore {
  /** Why it cannot be used at the moment; nothing while all is well. */
  readonly trouble: string | undefined;
}

export interface OpenedLog {
  readonly store: EngineLogStore;
  /** The same, where it is a file that nobody else writes; other engines may write to the log otherwise. */
  readonly own?: SqliteEventStore;
}

/**
 * Opens the log: in KurrentDB where an address says so, else in a file. The client of KurrentDB is loaded only where it is used.
 * @throws LogInUse another engine has the file open
 * @throws LogAddressInvalid
 */
export async function openLog(url: string | undefined, file: string): Promise<OpenedLog> {
  if (url === undefined) {
    const own = await SqliteEventStore.open(file);
    return { store: own, own };
  }
  const { KurrentDbEventStore } = await import('@lienthong/event-store/kurrentdb');
  return { store: new KurrentDbEventStore(url) };
}
