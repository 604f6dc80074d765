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
}

const AT_ONCE = 64;
/** However far away the next moment is, the board is looked at so often: a new one may lie before it. */
const SWEEP_MS = 10_000;
/** What came to nothing (a full disk, a definition that is gone) is tried again after this. */
const AGAIN_MS = 30_000;

/**
 * Tells dossiers that their time has come, oldest first, each moment once. It remembers nothing that matters: what was due while the
 * engine stood still is due at its start, and a moment that is told twice says nothing new.
 */
export class Timers {
  private callOff: (() => void) | undefined;
  private looking: Promise<void> = Promise.resolve();
  private stopped = false;
  /** Told lately; the board may not have heard of what came of it yet. */
  private readonly told = new Map<DossierId, { readonly at: Instant; readonly until: Instant }>();

  constructor(
    private readonly dossiers: Pick<Dossiers, 'execute'>,
    private readonly board: TimerBoard,
    private readonly time: Timekeeper,
    private readonly onFailure: (dossier: DossierId | undefined, error: unknown) => void,
  ) {}

  start(): void {
    this.look();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.callOff?.();
    await this.looking;
  }

  private look(): void {
    this.looking = this.tellAll()
      .catch((error: unknown) => {
        this.onFailure(undefined, error);
        return undefined;
      })
      .then((next) => this.wakeAt(next));
  }

  private async tellAll(): Promise<Instant | undefined> {
    const now = this.time.now();
    for (const [dossier, { until }] of this.told) if (until <= now) this.told.delete(dossier);
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

  private wakeAt(next: Instant | undefined): void {
    const sweep = plusMillis(this.time.now(), SWEEP_MS);
    if (!this.stopped) this.callOff = this.time.wakeAt(next !== undefined && next < sweep ? next : sweep, () => this.look());
  }
}
