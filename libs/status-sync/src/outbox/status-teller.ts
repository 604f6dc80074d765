import type { KeyVault } from '@lienthong/access';
import type { Clock, Instant } from '@lienthong/calendar';
import { decode, streamOf } from '@lienthong/dossier';
import { RecentlyUsed } from '@lienthong/dossier/reading';
import type { DossierId } from '@lienthong/dossier/domain';
import type { Journal } from '@lienthong/event-store';
import { Unmappable } from '@lienthong/handoff';
import type { Derivation, StatusSource } from '../derive';
import type { Fact, StatusMessage } from '../status-message';
import type { Pace } from './pace';
import type { StatusReceiver, Telling } from './status-receiver';
import { SyncStream } from './sync-stream';

/** What came of telling a dossier's statuses. */
export type Told =
  /** All that the log said up to this revision of the dossier is confirmed. */
  | { readonly kind: 'settled'; readonly revision: number }
  /** Not now. Nothing is lost: the same again later is right. */
  | { readonly kind: 'later'; readonly number: number; readonly code: string; readonly detail: string; readonly retryAfterMs?: number }
  /** A person has to look. `since` is there where the stream tells it. */
  | { readonly kind: 'stopped'; readonly number: number; readonly code: string; readonly since?: Instant };

/** What was told is not what follows from the log today: the rules were changed under it. */
const HISTORY_CHANGED = 'history-changed';

/** So many dossiers are remembered as far as they were read, so that an event costs what it adds and not all that was before it. */
const REMEMBERED = 2_000;

/** A dossier, as far as its two streams were read. */
interface Followed {
  readonly derivation: Derivation;
  readonly stream: SyncStream;
  revision: number;
}

/** Tells one receiver the statuses of a dossier, strictly one after the other, each once. Of each dossier one call at a time. */
export class StatusTeller {
  private readonly followed = new RecentlyUsed<DossierId, Followed>(REMEMBERED);
  private readonly types: ReadonlySet<string>;

  constructor(
    private readonly journal: Journal,
    private readonly vault: KeyVault,
    private readonly receiver: StatusReceiver,
    private readonly source: StatusSource,
    private readonly pace: Pace,
    private readonly clock: Clock,
    private readonly stopping: AbortSignal,
  ) {
    this.types = new Set(source.types);
  }

  /** Tells what follows from the log and was not confirmed yet. Throws when the log cannot be read or written. */
  async tell(dossier: DossierId): Promise<Told> {
    const followed = this.followed.get(dossier) ?? (await this.begin(dossier));
    // What fails in between is read anew next time, and so is what stopped: a person who releases it writes to its stream.
    this.followed.delete(dossier);
    await this.readOn(dossier, followed);
    const told = await this.tellMissing(dossier, followed);
    if (told.kind !== 'stopped') this.followed.set(dossier, followed);
    return told;
  }

  private async tellMissing(dossier: DossierId, { derivation: { messages }, stream, revision }: Followed): Promise<Told> {
    const { refused, sent } = stream.state;
    if (refused) return { kind: 'stopped', ...refused };
    const other = Object.entries(sent).find(([number, { status }]) => messages[Number(number) - 1]?.status !== status);
    if (other) return { kind: 'stopped', number: Number(other[0]), code: HISTORY_CHANGED };

    let next = stream.state.confirmed + 1;
    /** The number that was refused for order: what is missing before it is told once in a run. */
    let gapBefore: number | undefined;
    for (let message = messages[next - 1]; message; message = messages[next - 1]) {
      const telling = await this.tellOne(stream, message);
      switch (telling.kind) {
        case 'confirmed':
          next++;
          break;
        case 'unavailable':
          return { ...telling, kind: 'later', number: next };
        case 'refused':
          return { kind: 'stopped', number: message.number, code: telling.code, ...stream.state.refused };
        case 'out-of-order': {
          const standing = await this.receiver.inquire(dossier);
          if (standing.kind === 'unavailable') return { ...standing, kind: 'later', number: next };
          // It says that something is missing, and has all the same all that comes before.
          if (standing.last + 1 >= next || gapBefore === next) return { ...telling, kind: 'later', number: next };
          gapBefore = next;
          next = standing.last + 1;
        }
      }
    }
    return { kind: 'settled', revision };
  }

  private async tellOne(stream: SyncStream, message: StatusMessage): Promise<Telling> {
    const { number } = message;
    const body = this.prepare(message);
    if (!(body instanceof Uint8Array)) {
      await stream.record({ type: 'StatusRefused', data: { number, code: body.code } });
      return { kind: 'refused', code: body.code, detail: body.message };
    }
    await this.pace.turn(this.stopping);
    if (this.stopping.aborted) return { kind: 'unavailable', code: 'stopping', detail: 'the engine stops' };
    await stream.recordSent(message, body, this.vault);
    const telling = await this.receiver.tell(message, body);
    const { confirmed } = stream.state;
    if (telling.kind === 'confirmed' && number > confirmed) {
      await stream.record({ type: 'StatusConfirmed', data: { number, already: telling.already } });
    }
    if (telling.kind === 'refused') await stream.record({ type: 'StatusRefused', data: { number, code: telling.code } });
    return telling;
  }

  private prepare(message: StatusMessage): Uint8Array | Unmappable {
    try {
      return this.receiver.prepare(message);
    } catch (error) {
      if (error instanceof Unmappable) return error;
      throw error;
    }
  }

  private async begin(dossier: DossierId): Promise<Followed> {
    const stream = await SyncStream.open(this.journal, this.clock, this.receiver.target, dossier);
    return { derivation: this.source.begin(dossier), stream, revision: -1 };
  }

  /** Read without the dossier's key: what is personal stays sealed. A stream ends with a whole append. */
  private async readOn(dossier: DossierId, followed: Followed): Promise<void> {
    const facts: Fact[] = [];
    for await (const stored of this.journal.store.readStream(streamOf(dossier), { from: followed.revision + 1 })) {
      followed.revision = stored.revision;
      if (!this.types.has(stored.type)) continue;
      const { event, at, metadata } = decode(stored, undefined);
      facts.push({ event, at, actor: metadata.actor, command: metadata.commandId });
    }
    followed.derivation.add(facts);
  }
}
