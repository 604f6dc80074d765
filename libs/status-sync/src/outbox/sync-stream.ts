import { randomUUID } from 'node:crypto';
import type { Clock } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import {
  decodeJson,
  encodeJson,
  headOf,
  metadataOf,
  NO_STREAM,
  ownFact,
  type Actor,
  type Head,
  type Journal,
  type StreamName,
} from '@lienthong/event-store';
import type { SyncTarget } from './status-receiver';
import { evolveSync, NOTHING_TOLD, type SyncEvent, type SyncState } from './sync.events';

const ENGINE: Actor = { kind: 'system', id: 'status-sync' };

export const syncStreamOf = (target: SyncTarget, dossier: DossierId): StreamName => `sync-${target}-${dossier}` as StreamName;

/** What one receiver was told of one dossier: a stream of its own in the log, so that nothing hangs on any table. */
export class SyncStream {
  private constructor(
    private readonly journal: Journal,
    private readonly clock: Clock,
    private readonly dossier: DossierId,
    private readonly stream: StreamName,
    private head: Head,
    private current: SyncState,
  ) {}

  static async open(journal: Journal, clock: Clock, target: SyncTarget, dossier: DossierId): Promise<SyncStream> {
    const stream = syncStreamOf(target, dossier);
    let head = NO_STREAM;
    let state = NOTHING_TOLD;
    for await (const stored of journal.store.readStream(stream)) {
      state = evolveSync(state, { type: stored.type, data: decodeJson(stored.data) } as SyncEvent, metadataOf(stored).at);
      head = headOf(stored);
    }
    return new SyncStream(journal, clock, dossier, stream, head, state);
  }

  get state(): SyncState {
    return this.current;
  }

  /** Resolves once it is on the disk. Throws `RevisionConflict` when another engine wrote meanwhile: look again then. */
  async record(event: SyncEvent, actor = ENGINE): Promise<void> {
    const id = randomUUID();
    const at = this.clock.now();
    const metadata = ownFact(id, { at, actor, correlationId: this.dossier });
    const draft = { id, type: event.type, data: encodeJson(event.data), metadata };
    const { head } = await this.journal.append(this.stream, this.head, [draft]);
    this.head = head;
    this.current = evolveSync(this.current, event, at);
  }
}
