import type { KeyVault } from '@lienthong/access';
import type { Instant } from '@lienthong/calendar';
import type { DossierId, Sha256 } from '@lienthong/dossier/domain';
import { decodeJson, metadataOf, type EventStore } from '@lienthong/event-store';
import { openBody } from '@lienthong/handoff';
import type { SyncTarget } from './status-receiver';
import { syncStreamOf } from './sync-stream';
import type { SyncEvent } from './sync.events';

/** A message that went out to a receiver. */
export interface ToldStatus {
  readonly number: number;
  readonly status: number;
  readonly sha256: Sha256;
  readonly sentAt: Instant;
  /** Absent as long as the receiver has not said that it has it. */
  readonly confirmedAt?: Instant;
  /** The exact bytes; absent once the dossier's key was erased, and in events of the first days. */
  readonly body?: Uint8Array;
}

/** What a receiver was told of a dossier, in the order in which it went out; the same number again where other bytes went out under it. */
export async function toldStatuses(
  store: EventStore,
  vault: KeyVault,
  target: SyncTarget,
  dossier: DossierId,
): Promise<readonly ToldStatus[]> {
  const told: ToldStatus[] = [];
  for await (const stored of store.readStream(syncStreamOf(target, dossier))) {
    const event = { type: stored.type, data: decodeJson(stored.data) } as SyncEvent;
    const { at } = metadataOf(stored);
    if (event.type === 'StatusSent') {
      const { body: sealed, ...sent } = event.data;
      const body = sealed && (await openBody(vault, dossier, sealed, `${stored.id}/body`));
      told.push({ ...sent, sentAt: at, ...(body && { body }) });
    } else if (event.type === 'StatusConfirmed') {
      const last = told.findLastIndex(({ number }) => number === event.data.number);
      const confirmed = told[last];
      if (confirmed) told[last] = { ...confirmed, confirmedAt: at };
    }
  }
  return told;
}
