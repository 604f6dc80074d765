import type { Instant, Timekeeper } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { EventStore, Position } from '@lienthong/event-store';
import { TENURE_PATIENCE, type TenurePatience } from '@lienthong/postgres';
import { sql } from 'kysely';
import type { ReadDatabase } from '../database/read-database';
import type { News } from '../database/write-access';
import type { PatienceByAgency } from '../dossiers/dossier-projection';
import { postpone } from '../handoffs/postpone';
import { endOf } from '../log-source';
import { ReadModels, type ReadModelsState } from '../read-models';
import { openSchema } from './connection';
import { CONTROL, enterLive, ensureTables } from './generations';
import { PostgresReads } from './postgres-reads';
import { rebuildShared } from './rebuild-shared';
import { SharedKeeper } from './shared-keeper';

export interface SharedOptions {
  /** `postgres://…` */
  readonly url: string;
  readonly store: EventStore;
  readonly patience: PatienceByAgency;
  readonly time: Timekeeper;
  /** The tables stay as they are, for this reason; it is tried again by itself. */
  readonly onTrouble: (reason: string) => void;
  readonly waits?: TenurePatience;
  /** `false`: this process reads only, and another one has to write. */
  readonly writes?: boolean;
}

/** Events behind the log are counted up to here. */
const COUNTED = 10_000;
const POSTPONING = 2;

/** Read models in PostgreSQL, which any number of processes share: one of them writes, all of them read. */
export class SharedReadModels extends ReadModels {
  private readonly keeper: SharedKeeper;
  private readonly postponing: ReadDatabase;
  private readonly ending = new AbortController();
  private stopped: string | undefined;

  private constructor(
    private readonly options: SharedOptions,
    private readonly reads: PostgresReads,
  ) {
    super(reads, options.time);
    const { url, store, patience, time, waits = TENURE_PATIENCE, writes = true } = options;
    this.postponing = openSchema(url, { schema: CONTROL, max: POSTPONING, idleInTransactionMs: waits.leaseMs });
    this.keeper = new SharedKeeper(
      { url, store, patience, time, waits, writes },
      {
        listening: () => this.lookAgain(),
        committed: (news) => this.committed(news),
        well: () => (this.stopped = undefined),
        failed: (reason) => this.fail(reason),
      },
    );
  }

  /** Opens the tables, or makes them, and begins to follow the log or whoever follows it. @throws the database cannot be used */
  static async open(options: SharedOptions): Promise<SharedReadModels> {
    await ensureTables(options.url);
    const models = new SharedReadModels(options, new PostgresReads(options.url));
    try {
      await models.lookAgain();
    } catch (error) {
      await models.close();
      throw error;
    }
    models.keeper.start();
    return models;
  }

  get trouble(): string | undefined {
    return this.stopped;
  }

  /** One row at a time: whoever writes the tables holds many, and waits for no order among these. */
  async postpone(handoffs: readonly HandoffId[], until: Instant, trouble?: string): Promise<void> {
    for (const handoff of handoffs) {
      await this.postponing.transaction().execute(async (rows) => {
        await enterLive(rows);
        await postpone(rows, [handoff], until, trouble);
      });
    }
  }

  async close(): Promise<void> {
    this.ending.abort(new Error('the read models were closed'));
    await this.rebuilt();
    await this.keeper.stop();
    await this.postponing.destroy();
    await this.reads.close();
  }

  protected async distance(): Promise<Omit<ReadModelsState, 'rebuild'>> {
    const { store } = this.options;
    const position = this.position();
    const logEnd = await endOf(store);
    let lag = 0;
    if (logEnd !== undefined && (position === undefined || position < logEnd)) {
      const after = position !== undefined && { after: position };
      for await (const _ of store.readAll({ ...after, limit: COUNTED })) lag++;
    }
    return { ...(position !== undefined && { position }), ...(logEnd !== undefined && { logEnd }), lag };
  }

  protected async makeAnew(onProgress: (events: number, of: number) => void): Promise<void> {
    const { url, store, patience } = this.options;
    const of = await this.eventsOfDossiers();
    onProgress(0, of);
    await rebuildShared({ url, store, patience, onProgress: (events) => onProgress(events, of), signal: this.ending.signal });
  }

  /** As many as the tables have taken over; the log itself does not count them. */
  private async eventsOfDossiers(): Promise<number> {
    const count = sql<number | null>`sum(revision + 1)`.as('events');
    const row = await this.reads.read((rows) => rows.selectFrom('dossier').select(count).executeTakeFirst());
    return row?.events ?? 0;
  }

  /** What was committed while this process heard nothing. */
  private async lookAgain(): Promise<void> {
    const row = await this.reads.read((rows) =>
      rows.selectFrom('checkpoint').select('position').where('projection', '=', 'dossiers').executeTakeFirst(),
    );
    if (row) this.committed({ position: row.position as Position, events: 1 });
  }

  private committed({ position, events }: News): void {
    // What was told before the tables were looked at.
    const known = this.watch.position;
    this.tell(known !== undefined && known > position ? known : position, events);
  }

  private fail(reason: string): void {
    const known = this.stopped === reason;
    this.stopped = reason;
    if (!known && !this.ending.signal.aborted) this.options.onTrouble(reason);
  }
}
