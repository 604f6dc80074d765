import { plusMillis, type Instant, type Timekeeper } from '@lienthong/calendar';
import type { DossierId } from '../domain';
import type { Dossiers } from './dossiers';

/** A moment at which time alone changes something in a dossier. */
export interface DueTimer {
  readonly dossier: DossierId;
  readonly at: Instant;
}

/** The port to the list of these moments. Derived from the log; waiting costs nothing but its rows. */
export interface TimerBoard {
  /** What is due by `now`, oldest first, behind the one that was seen last. */
  due(now: Instant, limit: number, after?: DueTimer): Promise<readonly DueTimer[]>;
  /** The next moment after `now`. */
  nextAfter(now: Instant): Promise<Instant | undefined>;
  /** Calls back after each change of the list. Returns what ends it. */
  onChange(listener: () => void): () => void;
}

const AT_ONCE = 64;
/** What came to nothing (a full disk, a definition that is gone) is tried again after this; the longest sleep, too. */
const AGAIN_MS = 30_000;

/**
 * Tells dossiers that their time has come, oldest first, each moment once. It sleeps until the next moment, and wakes earlier when the
 * board has got one that lies before it: however many wait, that is one look along an index. It remembers nothing that matters: what was due while the
 * engine stood still is due at its start, and a moment that is told twice says nothing new.
 */
export class Timers {
  private callOff: (() => void) | undefined;
  private endListening: (() => void) | undefined;
  /** Looks come one after the other. */
  private looking: Promise<void> = Promise.resolve();
  private stopped = false;
  /** The board has changed and is asked next. */
  private heeding = false;
  /** All up to this moment was looked for. */
  private seenUpTo: Instant;
  private wakesAt: Instant;
  /** Told lately; the board may not have heard of what came of it yet. */
  private readonly told = new Map<DossierId, { readonly at: Instant; readonly until: Instant }>();

  constructor(
    private readonly dossiers: Pick<Dossiers, 'execute'>,
    private readonly board: TimerBoard,
    private readonly time: Timekeeper,
    private readonly onFailure: (dossier: DossierId | undefined, error: unknown) => void,
  ) {
    this.seenUpTo = this.wakesAt = time.now();
  }

  start(): void {
    this.endListening = this.board.onChange(() => this.heed());
    this.look();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.endListening?.();
    this.callOff?.();
    await this.looking;
  }

  private look(): void {
    this.looking = this.looking
      .then(() => this.tellAll())
      .catch((error: unknown) => {
        this.onFailure(undefined, error);
        return undefined;
      })
      .then((next) => this.sleepUntil(next));
  }

  /** What the board shows now may lie before the moment that is slept for. */
  private heed(): void {
    if (this.heeding) return;
    this.heeding = true;
    this.looking = this.looking.then(() => this.wakeEarlier()).catch((error: unknown) => this.onFailure(undefined, error));
  }

  private async wakeEarlier(): Promise<void> {
    this.heeding = false;
    if (this.stopped) return;
    const next = await this.board.nextAfter(this.seenUpTo);
    if (next !== undefined && next < this.wakesAt) this.sleepUntil(next);
  }

  private async tellAll(): Promise<Instant | undefined> {
    const now = this.time.now();
    for (const [dossier, { until }] of this.told) if (until <= now) this.told.delete(dossier);
    this.seenUpTo = now;
    let seen: DueTimer | undefined;
    while (!this.stopped) {
      const due = await this.board.due(now, AT_ONCE, seen);
      await Promise.all(due.filter(({ dossier, at }) => this.told.get(dossier)?.at !== at).map((timer) => this.tell(timer, now)));
      seen = due.at(-1);
      if (due.length < AT_ONCE) return this.board.nextAfter(now);
    }
    return undefined;
  }

  private async tell({ dossier, at }: DueTimer, now: Instant): Promise<void> {
    this.told.set(dossier, { at, until: plusMillis(now, AGAIN_MS) });
    try {
      // Not named by its moment: one that came to nothing is told again.
      const commandId = `${dossier}/timer/${at}/${now}`;
      await this.dossiers.execute(dossier, { type: 'PassTime' }, { commandId, actor: { kind: 'system', id: 'timers' } });
    } catch (error) {
      this.onFailure(dossier, error);
    }
  }

  private sleepUntil(next: Instant | undefined): void {
    const longest = plusMillis(this.time.now(), AGAIN_MS);
    const at = next !== undefined && next < longest ? next : longest;
    this.callOff?.();
    this.wakesAt = at;
    this.callOff = this.stopped ? undefined : this.time.wakeAt(at, () => this.look());
  }
}
