import type { Instant, Timekeeper } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import { DossierList } from './dossiers/dossier-list';
import { DueList } from './due/due-list';
import { DuplicateList } from './duplicates/duplicate-list';
import { HandoffList } from './handoffs/handoff-list';
import { Figures } from './figures/operating-figures';
import type { Reads } from './lists/read-access';
import { PositionWatch, type Patiently } from './position-watch';
import { ProcedureList } from './procedures/procedure-list';
import type { OnCommit } from './projector';
import { Statistics } from './statistics/statistics';
import { reasonOf } from './threads/messages';
import type { TableKeeper } from './table-keeper';
import { TimerList } from './timers/timer-list';

/** How it stands with making the tables anew. Events are counted over the whole log, or over all dossiers where no log counts its events. */
export interface RebuildState {
  readonly state: 'none' | 'running' | 'done' | 'failed';
  readonly events: number;
  readonly of: number;
  /** Why it failed. */
  readonly reason?: string;
}

export interface ReadModelsState {
  /** Up to where the tables are true. */
  readonly position?: Position;
  readonly logEnd?: Position;
  /** Events that are stored and not in the tables yet. */
  readonly lag: number;
  readonly rebuild: RebuildState;
}

/** The read models are being made anew already. */
export class RebuildUnderWay extends Error {
  readonly code = 'rebuild-under-way';
  constructor() {
    super('the read models are being made anew already');
  }
}

/** The front door of the read models, wherever their tables lie and whoever writes them. */
export abstract class ReadModels implements TableKeeper {
  readonly dossiers: DossierList;
  readonly procedures: ProcedureList;
  readonly handoffs: HandoffList;
  readonly timers: TimerList;
  readonly statistics: Statistics;
  readonly due: DueList;
  readonly duplicates: DuplicateList;
  readonly figures: Figures;

  protected readonly watch: PositionWatch;
  private readonly listeners = new Set<OnCommit>();
  private rebuilding: Promise<void> = Promise.resolve();
  private rebuildState: RebuildState = { state: 'none', events: 0, of: 0 };

  protected constructor(reads: Reads, time: Timekeeper) {
    this.watch = new PositionWatch(time);
    this.dossiers = new DossierList(reads);
    this.procedures = new ProcedureList(reads);
    this.handoffs = new HandoffList(reads, this);
    this.timers = new TimerList(reads, this);
    this.statistics = new Statistics(reads, time);
    this.due = new DueList(reads, time);
    this.duplicates = new DuplicateList(reads, this);
    this.figures = new Figures(reads, time);
  }

  /** Why the tables stay as they are; nothing while all is well. */
  abstract get trouble(): string | undefined;

  /** How far they are. */
  async state(): Promise<ReadModelsState> {
    return { ...(await this.distance()), rebuild: this.rebuildState };
  }

  abstract postpone(handoffs: readonly HandoffId[], until: Instant, trouble?: string): Promise<void>;

  /** Finishes what is being written. A rebuild that is under way comes to nothing. */
  abstract close(): Promise<void>;

  position(): Position | undefined {
    return this.watch.position;
  }

  /** Resolves once the tables are true at a position. @throws ReadModelsBehind after a bounded wait */
  reached(position: Position, patiently?: Patiently): Promise<void> {
    return this.watch.reached(position, patiently);
  }

  onCommit(listener: OnCommit): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Begins to make all tables anew from the log. What comes of it, `state` tells. @throws RebuildUnderWay */
  rebuild(): RebuildState {
    if (this.rebuildState.state === 'running') throw new RebuildUnderWay();
    this.rebuildState = { state: 'running', events: 0, of: 0 };
    this.rebuilding = this.makeAnew((events, of) => {
      this.rebuildState = { state: 'running', events, of: Math.max(events, of, this.rebuildState.of) };
    }).then(
      () => this.rebuildEnded({ state: 'done' }),
      (error: unknown) => this.rebuildEnded({ state: 'failed', reason: reasonOf(error) }),
    );
    return this.rebuildState;
  }

  /** Resolves when a rebuild that is under way has ended, well or not. */
  rebuilt(): Promise<void> {
    return this.rebuilding;
  }

  protected abstract distance(): Promise<Omit<ReadModelsState, 'rebuild'>>;

  /** Makes the tables anew beside those that are read, and has them take their place. */
  protected abstract makeAnew(onProgress: (events: number, of: number) => void): Promise<void>;

  /** There is a commit that readers can see. */
  protected readonly tell: OnCommit = (position, events) => {
    this.watch.moveTo(position);
    for (const listener of this.listeners) listener(position, events);
  };

  private rebuildEnded(result: Pick<RebuildState, 'state' | 'reason'>): void {
    const { events, of } = this.rebuildState;
    this.rebuildState = { events, of, ...result };
  }
}
