import type { Actor, KeyVault } from '@lienthong/access';
import type { Bilingual } from '@lienthong/bundle';
import type { DossierId } from '@lienthong/dossier/domain';
import type { EventStore } from '@lienthong/event-store';
import { toldStatuses, type StatusOutbox, type SyncTrouble, type ToldStatus } from '@lienthong/status-sync';
import { RECEIVER_NAMES, TARGETS, type ReceiverName } from './status-sync-config';
import { meaningOf, nameOf } from './status-syncs';

/** A dossier of which a receiver is not told, in words. */
export interface ShownTrouble extends SyncTrouble {
  readonly receiver: ReceiverName;
  /** Absent where no catalogue has the code. */
  readonly meaning?: Bilingual;
}

/** The exchange does not name this receiver, so it is told nothing. */
export class ReceiverNotConfigured extends Error {
  readonly code = 'receiver-not-configured';
}

/** What people see of the status sync, and do about it. */
export class StatusSyncDesk {
  constructor(
    private readonly engine: { readonly statusSyncs: readonly StatusOutbox[]; readonly tellsStatuses: boolean },
    private readonly store: EventStore,
    private readonly vault: KeyVault,
  ) {}

  /** Who is told statuses. */
  get receivers(): readonly ReceiverName[] {
    return this.engine.statusSyncs.map(({ target }) => nameOf(target));
  }

  /** Whether this engine tells them; of several that share a log one does, and only that one knows of troubles. */
  get toldHere(): boolean {
    return this.engine.tellsStatuses;
  }

  /** What waits for a person first, of these what stands still the longest. */
  troubles(): readonly ShownTrouble[] {
    const shown = this.engine.statusSyncs.flatMap((outbox) =>
      outbox.troubles().map((trouble): ShownTrouble => {
        const meaning = meaningOf(outbox.target, trouble.code);
        return { receiver: nameOf(outbox.target), ...trouble, ...(meaning && { meaning }) };
      }),
    );
    return shown.sort((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
  }

  /** @throws ReceiverNotConfigured StatusesNotStopped */
  async release(receiver: ReceiverName, dossier: DossierId, reason: string, actor: Actor): Promise<void> {
    const outbox = this.engine.statusSyncs.find(({ target }) => target === TARGETS[receiver]);
    if (!outbox) throw new ReceiverNotConfigured(receiver);
    await outbox.release(dossier, reason, actor);
  }

  /** What each receiver was told of a dossier, also one that is told nothing any more. */
  async told(dossier: DossierId): Promise<readonly (ToldStatus & { readonly receiver: ReceiverName })[]> {
    const all = await Promise.all(
      RECEIVER_NAMES.map(async (receiver) => {
        const told = await toldStatuses(this.store, this.vault, TARGETS[receiver], dossier);
        return told.map((each) => ({ receiver, ...each }));
      }),
    );
    return all.flat();
  }
}

const placeOf = ({ kind, since, dossier, receiver }: ShownTrouble): string =>
  `${kind === 'refused' ? 0 : 1} ${since} ${dossier} ${receiver}`;
