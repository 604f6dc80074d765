import { randomUUID } from 'node:crypto';
import type { KeyVault } from '@lienthong/access';
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
import { sealBody, sha256 } from '@lienthong/handoff';
import type { StatusMessage } from '../status-message';
import type { SyncTarget } from './status-receiver';
import { evolveSync, NOTHING_TOLD, type SyncEvent, type SyncState } from './sync.events';

const ENGINE: Actor = { kind: 'system', id: 'status-sync' };

const streamsOf = (target: SyncTarget): string => `sync-${target}-`;

export const syncStreamOf = (target: SyncTarget, dossier: DossierId): StreamName => `${streamsOf(target)}${dossier}` as StreamName;

/** The dossier of such a stream; nothing of any other stream. */
export const syncedDossier = (target: SyncTarget, stream: StreamName): DossierId | undefined =>
  stream.startsWith(streamsOf(target)) ? (stream.slice(streamsOf(target).length) as DossierId) : undefined;

/** By which it is heard that a person has cleared something up, whichever engine was told. */
export const releasesOf = (target: SyncTarget) => ({ streamPrefix: streamsOf(target), type: 'StatusReleased' });

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
  async record(event: SyncEvent, actor = ENGINE, id: string = randomUUID()): Promise<void> {
    const at = this.clock.now();
    const metadata = ownFact(id, { at, actor, correlationId: this.dossier });
    const draft = { id, type: event.type, data: encodeJson(event.data), metadata };
    const { head } = await this.journal.append(this.stream, this.head, [draft]);
    this.head = head;
    this.current = evolveSync(this.current, event, at);
  }

  /** Records that these bytes go out, and keeps them, sealed under the dossier's key; unless they went out last under this number. */
  async recordSent({ number, status }: Pick<StatusMessage, 'number' | 'status'>, bytes: Uint8Array, vault: KeyVault): Promise<void> {
    const hash = sha256(bytes);
    if (this.current.sent[number]?.sha256 === hash) return;
    const id = randomUUID();
    const body = await sealBody(vault, this.dossier, bytes, `${id}/body`);
    await this.record({ type: 'StatusSent', data: { number, status, sha256: hash, body } }, ENGINE, id);
  }
}
