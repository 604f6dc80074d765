import { plusMillis, type Instant, type Timekeeper } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import { openToRead, replaceReadFile } from './database/read-database';
import type { PatienceByAgency } from './dossiers/dossier-projection';
import { ReadAccess } from './lists/read-access';
import { endOf, type LogSource } from './log-source';
import type { Patiently } from './position-watch';
import { ReadModels, type ReadModelsState } from './read-models';
import { nextFileOf, removeLeftovers } from './rebuild/fill';
import { FillerClient } from './threads/filler-client';
import { KeeperClient, ReadModelsStopped, type KeeperListener } from './threads/keeper-client';
import { reasonOf } from './threads/messages';

export interface EmbeddedOptions {
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

/** What failed for a full disk or the like may go well after this. */
const START_AGAIN_MS = 30_000;

/**
 * Read models in a file, beside a log in a file. A thread of its own follows the log and writes the tables; this one reads them. They can
 * be made anew while all goes on: in a file beside, which then takes the place of the one that is read.
 */
export class EmbeddedReadModels extends ReadModels {
  private readonly endListening: () => void;
  private keeper: Promise<KeeperClient>;
  private current: KeeperClient | undefined;
  private filler: FillerClient | undefined;
  private callOff: () => void = () => undefined;
  private closed = false;
  /** Why the tables stay as they are; nothing while all is well. */
  private stopped: string | undefined;

  private constructor(
    private readonly options: EmbeddedOptions,
    private readonly access = new ReadAccess(() => openToRead(options.file)),
  ) {
    super(access, options.time);
    this.endListening = options.log.onCommit(() => this.current?.committed());
    this.keeper = this.startKeeper();
  }

  /** Opens the tables, or makes them, and begins to follow the log. @throws ReadModelsStopped */
  static async open(options: EmbeddedOptions): Promise<EmbeddedReadModels> {
    removeLeftovers(options.file);
    const models = new EmbeddedReadModels(options);
    try {
      await models.keeper;
      return models;
    } catch (error) {
      await models.close();
      throw error;
    }
  }

  get trouble(): string | undefined {
    return this.stopped;
  }

  override reached(position: Position, patiently?: Patiently): Promise<void> {
    // Who waits for it is not to wait for a batch to fill.
    if (!this.watch.isAt(position)) this.current?.hurry();
    return super.reached(position, patiently);
  }

  async postpone(handoffs: readonly HandoffId[], until: Instant, trouble?: string): Promise<void> {
    await (await this.keeper).postpone(handoffs, until, trouble);
  }

  async close(): Promise<void> {
    this.closed = true;
    this.callOff();
    this.endListening();
    await this.filler?.stop();
    await this.rebuilt();
    await this.keeper.then(
      (keeper) => keeper.close(),
      () => undefined,
    );
    await this.access.close();
  }

  protected async distance(): Promise<Omit<ReadModelsState, 'rebuild'>> {
    const { log } = this.options;
    const position = this.position();
    const logEnd = await endOf(log);
    const events = (at: Position | undefined): number => (at === undefined ? 0 : log.eventsUpTo(at));
    return {
      ...(position !== undefined && { position }),
      ...(logEnd !== undefined && { logEnd }),
      lag: Math.max(0, events(logEnd) - events(position)),
    };
  }

  protected async makeAnew(onProgress: (events: number, of: number) => void): Promise<void> {
    const { logFile, log, file, patience } = this.options;
    const next = nextFileOf(file);
    const end = await endOf(log);
    const of = end === undefined ? 0 : log.eventsUpTo(end);
    onProgress(0, of);
    const filler = new FillerClient({ logFile, file: next, patience }, (position) => onProgress(log.eventsUpTo(position), of));
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
    reached: this.tell,
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
}
