import { readMasterKey, SqliteKeyVault, type KeyVault } from '@lienthong/access';
import { findMissingMessages, type MissingMessage } from '@lienthong/audit';
import { systemClock } from '@lienthong/calendar';
import { decode, dossierOf, DOSSIER_STREAMS, streamOf, type RecordedEvent } from '@lienthong/dossier';
import { evolve, type Dossier, type DossierId } from '@lienthong/dossier/domain';
import { Journal, SqliteEventStore, type EventStore } from '@lienthong/event-store';
import { MessageArchive, Quarantine } from '@lienthong/handoff';
import type { Installation } from '@lienthong/installation';

export interface Inspected {
  readonly dossier: Dossier | undefined;
  readonly history: readonly RecordedEvent[];
  readonly missing: readonly MissingMessage[];
}

/** Every dossier of a log as its stream tells it, by the order of submission; and whether all bytes that it cites are kept. */
export async function inspect(store: EventStore, vault: KeyVault): Promise<ReadonlyMap<DossierId, Inspected>> {
  const journal = new Journal(store);
  const archive = new MessageArchive(journal, vault, systemClock);
  const quarantined = await all(new Quarantine(journal, vault, systemClock).list(Number.MAX_SAFE_INTEGER));
  const inspected = new Map<DossierId, Inspected>();
  for await (const { stream } of store.readAll({ filter: { streamPrefixes: DOSSIER_STREAMS, types: ['DossierSubmitted'] } })) {
    const id = dossierOf(stream);
    const history: RecordedEvent[] = [];
    for await (const stored of store.readStream(streamOf(id))) history.push(decode(stored, await vault.find(id)));
    const dossier = history.reduce<Dossier | undefined>((state, { event, at }) => evolve(state, event, at, id), undefined);
    inspected.set(id, { dossier, history, missing: findMissingMessages(history, await all(archive.messages(id)), quarantined) });
  }
  return inspected;
}

/** The same, of an engine that keeps all in its data directory. */
export async function inspectInstallation({ logFile, keysFile, masterKeyFile }: Installation): Promise<ReadonlyMap<DossierId, Inspected>> {
  const store = await SqliteEventStore.open(logFile, { readOnly: true });
  const vault = SqliteKeyVault.open(keysFile, readMasterKey(masterKeyFile), { readOnly: true });
  try {
    return await inspect(store, vault);
  } finally {
    vault.close();
    await store.close();
  }
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
