import type { KeyVault } from '@lienthong/access';
import { plusMillis, type Timekeeper } from '@lienthong/calendar';
import { dossierOf, DOSSIER_STREAMS } from '@lienthong/dossier';
import { RecentlyUsed } from '@lienthong/dossier/reading';
import type { DossierId } from '@lienthong/dossier/domain';
import { RevisionConflict, type Actor, type EventFilter, type Journal, type Position, type StoredEvent } from '@lienthong/event-store';
import type { StatusSource } from '../derive';
import { DossierLine, type SyncTrouble } from './dossier-line';
import type { MarkKeeper } from './mark';
import { Pace } from './pace';
import type { StatusReceiver, SyncTarget } from './status-receiver';
import { StatusesNotStopped } from './statuses-not-stopped';
import { StatusTeller, type Told } from './status-teller';
import type { SyncPolicy } from './sync-policy';
import { releasesOf, syncedDossier, SyncStream } from './sync-stream';

export interface OutboxParts {
  readonly journal: Journal;
  /** Seals what was told, under the dossier's key. */
  readonly vault: KeyVault;
  readonly receiver: StatusReceiver;
  readonly source: StatusSource;
  readonly policy: SyncPolicy;
  readonly time: Timekeeper;
  readonly mark: MarkKeeper;
  /** A dossier of which nothing more is told until a person has looked. */
  readonly onStopped: (dossier: DossierId, code: string) => void;
  /** The log or the mark failed; it is tried again by itself. */
  readonly onFailure: (what: string, error: unknown) => void;
}

/** How often the mark is written at most. */
const MARK_EVERY_MS = 5_000;
/** The log could not be read: it is followed again after so long. */
const FOLLOW_AGAIN_MS = 30_000;
/** So many dossiers are known to be settled up to a revision: events before it need no second look. */
const REMEMBERED = 50_000;

/** Follows the log and tells one receiver the statuses of each dossier, in order, until all is confirmed. */
export class StatusOutbox {
  private readonly ending = new AbortController();
  private readonly line: DossierLine;
  private readonly teller: StatusTeller;
  private readonly settled = new RecentlyUsed<DossierId, number>(REMEMBERED);
  private following: Promise<void> = Promise.resolve();
  private upTo: Position | undefined;
  private callOffMark: (() => void) | undefined;
  private callOffFollow: (() => void) | undefined;

  constructor(private readonly parts: OutboxParts) {
    const { journal, vault, receiver, source, policy, time, onStopped, onFailure } = parts;
    const pace = new Pace(time, policy.ratePerSecond);
    this.teller = new StatusTeller(journal, vault, receiver, source, pace, time, this.ending.signal);
    this.line = new DossierLine((dossier) => this.tell(dossier), policy, time, onStopped, onFailure);
  }

  get target(): SyncTarget {
    return this.parts.receiver.target;
  }

  start(): void {
    this.following = this.begin();
  }

  /** Finishes the calls that are under way. What is left is told after the next start. */
  async stop(): Promise<void> {
    this.ending.abort();
    this.callOffFollow?.();
    this.callOffMark?.();
    await this.line.close();
    await this.following;
    await this.writeMark();
  }

  /** Dossiers whose statuses are not told at the moment, for operators. */
  troubles(): readonly SyncTrouble[] {
    return this.line.troubles();
  }

  /** Lets a dossier go on that stands still, after a person has cleared it up with the receiver. @throws StatusesNotStopped */
  async release(dossier: DossierId, reason: string, actor: Actor): Promise<void> {
    const { journal, time } = this.parts;
    const stream = await SyncStream.open(journal, time, this.target, dossier);
    const number = stream.state.refused?.number ?? this.line.stoppedAt(dossier);
    if (number === undefined) throw new StatusesNotStopped(dossier);
    try {
      await stream.record({ type: 'StatusReleased', data: { number, reason } }, actor);
    } catch (error) {
      // Somebody else released it at the same moment.
      if (error instanceof RevisionConflict) return this.release(dossier, reason, actor);
      throw error;
    }
    this.line.release(dossier);
  }

  private async begin(): Promise<void> {
    const mark = await this.parts.mark.read();
    const usable = mark !== undefined && (await this.isInLog(mark.position).catch(() => false));
    // Stopped meanwhile: what the mark says still holds.
    if (this.ending.signal.aborted) return;
    if (mark && usable) {
      this.upTo = mark.position;
      for (const dossier of mark.open) this.line.add(dossier);
    }
    await this.follow();
  }

  private async follow(): Promise<void> {
    const { journal, time, onFailure } = this.parts;
    const { signal } = this.ending;
    try {
      const after = this.upTo !== undefined && { after: this.upTo };
      for await (const item of journal.store.subscribe({ filter: this.filter(), signal, ...after })) {
        if (item.kind === 'live') continue;
        if (signal.aborted) return;
        if (item.kind === 'event') this.look(item.event);
        this.upTo = item.kind === 'event' ? item.event.position : item.position;
        this.markSoon();
        await this.line.room();
      }
    } catch (error) {
      if (signal.aborted) return;
      onFailure('the log was not readable', error);
      const again = plusMillis(time.now(), FOLLOW_AGAIN_MS);
      this.callOffFollow = time.wakeAt(again, () => (this.following = this.follow()));
    }
  }

  /** What statuses follow from, and releases. */
  private filter(): EventFilter {
    const { streamPrefix, type } = releasesOf(this.target);
    return { streamPrefixes: [...DOSSIER_STREAMS, streamPrefix], types: [...this.parts.source.types, type] };
  }

  private look({ stream, revision }: StoredEvent): void {
    const released = syncedDossier(this.target, stream);
    if (released !== undefined) return this.line.release(released);
    const dossier = dossierOf(stream);
    if (revision > (this.settled.get(dossier) ?? -1)) this.line.add(dossier);
  }

  private async tell(dossier: DossierId): Promise<Told> {
    const told = await this.teller.tell(dossier);
    if (told.kind === 'settled') this.settled.set(dossier, told.revision);
    return told;
  }

  /** A mark beyond the end of the log belongs to another one: a backup was put back. */
  private async isInLog(position: Position): Promise<boolean> {
    for await (const last of this.parts.journal.store.readAll({ direction: 'backwards', limit: 1 })) return position <= last.position;
    return false;
  }

  private markSoon(): void {
    const { time } = this.parts;
    this.callOffMark ??= time.wakeAt(plusMillis(time.now(), MARK_EVERY_MS), () => {
      this.callOffMark = undefined;
      void this.writeMark();
    });
  }

  private async writeMark(): Promise<void> {
    if (this.upTo === undefined) return;
    try {
      await this.parts.mark.write({ position: this.upTo, open: this.line.open() });
    } catch (error) {
      this.parts.onFailure('the mark of the status sync could not be written', error);
    }
  }
}
