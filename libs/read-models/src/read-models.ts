import { plusMillis, type Instant, type Timekeeper } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import { openToRead, replaceReadFile } from './database/read-database';
import { DossierList } from './dossiers/dossier-list';
import type { PatienceByAgency } from './dossiers/dossier-projection';
import { DueList } from './due/due-list';
import { DuplicateList } from './duplicates/duplicate-list';
import { HandoffList } from './handoffs/handoff-list';
import { ReadAccess } from './lists/read-access';
import { Figures } from './figures/operating-figures';
import { endOf, type LogSource } from './log-source';
import { PositionWatch, type Patiently } from './position-watch';
import { ProcedureList } from './procedures/procedure-list';
import type { OnCommit } from './projector';
import { nextFileOf, removeLeftovers } from './rebuild/fill';
import { FillerClient } from './threads/filler-client';
import { KeeperClient, ReadModelsStopped, type KeeperListener } from './threads/keeper-client';
import { Statistics } from './statistics/statistics';
import { reasonOf } from './threads/messages';
import type { TableKeeper } from './table-keeper';
import { TimerList } from './timers/timer-list';

export interface ReadModelsOptions {
  /** The log's file: threads read it over connections of their own. */
  readonly logFile: string;
  /** The log in this thread, which tells of commits. */
  readonly log: LogSource;
  readonly file: string;
  readonly patience: PatienceByAgency;
  readonly time: Timekeeper;
  /** The tables stay as they are, for this reason; it is tried again by itself. */
  readonly onTrouble: (reason: string) => void;
}

/** How it stands with making the tables anew. Events are counted over the whole log. */
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

/** What failed for a full disk or the like may go well after this. */
const START_AGAIN_MS = 30_000;

/**
 * The front door of the read models. A thread of its own follows the log and writes the tables; this one reads them. They can be made
 * anew while all goes on: in a file beside, which then takes the place of the one that is read.
 */
export class ReadModels implements TableKeeper {
  readonly dossiers: DossierList;
  readonly procedures: ProcedureList;
  readonly handoffs: HandoffList;
  readonly timers: TimerList;
  readonly statistics: Statistics;
  readonly due: DueList;
  readonly duplicates: DuplicateList;
  readonly figures: Figures;

  private readonly access: ReadAccess;
  private readonly watch: PositionWatch;
  private readonly listeners = new Set<OnCommit>();
  private readonly endListening: () => void;
  private keeper: Promise<KeeperClient>;
  private current: KeeperClient | undefined;
  private filler: FillerClient | undefined;
  private rebuilding: Promise<void> = Promise.resolve();
  private rebuildState: RebuildState = { state: 'none', events: 0, of: 0 };
  private callOff: () => void = () => undefined;
  private closed = false;
  /** Why the tables stay as they are; nothing while all is well. */
  private stopped: string | undefined;

  private constructor(private readonly options: ReadModelsOptions) {
    this.access = new ReadAccess(() => openToRead(options.file));
    this.watch = new PositionWatch(options.time);
    this.dossiers = new DossierList(this.access);
    this.procedures = new ProcedureList(this.access);
    this.handoffs = new HandoffList(this.access, this);
    this.timers = new TimerList(this.access, this);
    this.statistics = new Statistics(this.access, options.time);
    this.due = new DueList(this.access, options.time);
    this.duplicates = new DuplicateList(this.access, this);
    this.figures = new Figures(this.access, options.time);
    this.endListening = options.log.onCommit(() => this.current?.committed());
    this.keeper = this.startKeeper();
  }

  /** Opens the tables, or makes them, and begins to follow the log. @throws ReadModelsStopped */
  static async open(options: ReadModelsOptions): Promise<ReadModels> {
    removeLeftovers(options.file);
    const models = new ReadModels(options);
    try {
      await models.keeper;
      return models;
    } catch (error) {
      await models.close();
      throw error;
    }
  }

  /** Why the tables stay as they are; nothing while all is well. */
  get trouble(): string | undefined {
    return this.stopped;
  }

  position(): Position | undefined {
    return this.watch.position;
  }

  /** Resolves once the tables are true at a position. @throws ReadModelsBehind after a bounded wait */
  reached(position: Position, patiently?: Patiently): Promise<void> {
    // Who waits for it is not to wait for a batch to fill.
    if (!this.watch.isAt(position)) this.current?.hurry();
    return this.watch.reached(position, patiently);
  }

  onCommit(listener: OnCommit): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async postpone(handoffs: readonly HandoffId[], until: Instant, trouble?: string): Promise<void> {
    await (await this.keeper).postpone(handoffs, until, trouble);
  }

  async state(): Promise<ReadModelsState> {
    const { log } = this.options;
    const position = this.position();
    const logEnd = await endOf(log);
    const events = (at: Position | undefined): number => (at === undefined ? 0 : log.eventsUpTo(at));
    return {
      ...(position !== undefined && { position }),
      ...(logEnd !== undefined && { logEnd }),
      lag: Math.max(0, events(logEnd) - events(position)),
      rebuild: this.rebuildState,
    };
  }

  /** Begins to make all tables anew from the log. What comes of it, `state` tells. @throws RebuildUnderWay */
  rebuild(): RebuildState {
    if (this.rebuildState.state === 'running') throw new RebuildUnderWay();
    this.rebuildState = { state: 'running', events: 0, of: 0 };
    this.rebuilding = this.makeAnew().then(
      () => this.rebuildEnded({ state: 'done' }),
      (error: unknown) => this.rebuildEnded({ state: 'failed', reason: reasonOf(error) }),
    );
    return this.rebuildState;
  }

  /** Resolves when a rebuild that is under way has ended, well or not. */
  rebuilt(): Promise<void> {
    return this.rebuilding;
  }

  /** Finishes what is being written. A rebuild that is under way comes to nothing. */
  async close(): Promise<void> {
    this.closed = true;
    this.callOff();
    this.endListening();
    await this.filler?.stop();
    await this.rebuilding;
    await this.keeper.then(
      (keeper) => keeper.close(),
      () => undefined,
    );
    await this.access.close();
  }

  private async makeAnew(): Promise<void> {
    const { logFile, log, file, patience } = this.options;
    const next = nextFileOf(file);
    const end = await endOf(log);
    this.rebuildState = { state: 'running', events: 0, of: end === undefined ? 0 : log.eventsUpTo(end) };
    const filler = new FillerClient({ logFile, file: next, patience }, (position) => this.progress(position));
    this.filler = filler;
    try {
      await filler.caughtUp();
      await this.switchTo(next, filler);
    } finally {
      this.filler = undefined;
      await filler.stop();
      removeLeftovers(file);
    }
  }

  /** From here on nobody writes the old tables. They are read until the new ones are at least as far. */
  private async switchTo(next: string, filler: FillerClient): Promise<void> {
    const switching = this.stopKeeper()
      .then(() => filler.complete())
      .then(() => this.access.exchange(() => replaceReadFile(next, this.options.file)));
    // What is postponed meanwhile waits for the new ones. If it went wrong, the old ones are kept again.
    this.keepBy(
      switching.then(
        () => this.startKeeper(),
        () => this.startKeeper(),
      ),
    );
    await switching;
    await this.keeper;
  }

  private async stopKeeper(): Promise<void> {
    this.callOff();
    const { keeper } = this;
    this.current = undefined;
    // One that could not be started has nothing to stop.
    await keeper.then(
      (it) => it.close(),
      () => undefined,
    );
  }

  private keepBy(keeper: Promise<KeeperClient>): void {
    this.keeper = keeper;
    // Who needs it hears of it; and `fail` has told it.
    keeper.catch(() => undefined);
  }

  private async startKeeper(): Promise<KeeperClient> {
    const { logFile, file, patience } = this.options;
    if (this.closed) throw new ReadModelsStopped('they were closed');
    try {
      const keeper = await KeeperClient.start({ logFile, file, patience }, this.listener);
      this.current = keeper;
      this.watch.moveTo(keeper.position);
      // What was committed before it could be told.
      keeper.committed();
      return keeper;
    } catch (error) {
      this.fail(reasonOf(error));
      throw error;
    }
  }

  private readonly listener: KeeperListener = {
    reached: (position, events) => {
      this.watch.moveTo(position);
      for (const listener of this.listeners) listener(position, events);
    },
    live: () => {
      this.stopped = undefined;
    },
    failed: (reason) => this.fail(reason),
  };

  private fail(reason: string): void {
    const { time, onTrouble } = this.options;
    this.current = undefined;
    this.stopped = reason;
    if (this.closed) return;
    onTrouble(reason);
    this.callOff = time.wakeAt(plusMillis(time.now(), START_AGAIN_MS), () => this.keepBy(this.startKeeper()));
  }

  private progress(position: Position): void {
    const events = this.options.log.eventsUpTo(position);
    this.rebuildState = { state: 'running', events, of: Math.max(events, this.rebuildState.of) };
  }

  private rebuildEnded(result: Pick<RebuildState, 'state' | 'reason'>): void {
    const { events, of } = this.rebuildState;
    this.rebuildState = { events, of, ...result };
  }
}
