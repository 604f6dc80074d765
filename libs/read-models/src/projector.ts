import type { EventFilter, EventStore, Position, StoredEvent } from '@lienthong/event-store';
import type { Transaction } from 'kysely';
import type { ReadTables } from './database/read-tables';
import type { WriteAccess } from './database/write-access';

/** Turns events into rows: the same rows for the same events, however they are cut into batches. */
export interface Projection {
  readonly name: string;
  readonly filter: EventFilter;
  /** Takes an event over in memory. A promise only where something has to be read for it: most events need none. */
  apply(event: StoredEvent): Promise<void> | void;
  /** So much has changed in memory that it is to be written now. */
  isFull(): boolean;
  /** Writes what has changed since the last time. A projection whose rows could not be written is not used any more. */
  write(rows: Transaction<ReadTables>): Promise<void>;
  /** Takes all rows away, to begin anew. */
  clear(rows: Transaction<ReadTables>): Promise<void>;
}

/** Called after each commit: up to where the rows are true now, and how many events were applied. */
export type OnCommit = (position: Position, events: number) => void;

/** So many events are written together while catching up: a row is written once, however many of them change it. */
const BATCH = 5_000;

export interface ProjectorOptions {
  /** It stopped at an event that cannot be applied, or because the disk failed. */
  readonly onFailure?: (error: unknown) => void;
  /** All that is stored has been applied; called each time. */
  readonly onLive?: () => void;
  /** How many events are written together at most. */
  readonly batch?: number;
}

/**
 * Follows the log for one projection. Rows and checkpoint are written in one transaction, so after a kill each event is
 * applied exactly once. An event that cannot be applied stops the line and is told; nothing is skipped.
 */
export class Projector {
  private readonly ending = new AbortController();
  private readonly listeners = new Set<OnCommit>();
  private readonly onFailure: (error: unknown) => void;
  private readonly onLive: () => void;
  private readonly batch: number;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly tables: WriteAccess,
    private readonly projection: Projection,
    { onFailure = () => undefined, onLive = () => undefined, batch = BATCH }: ProjectorOptions = {},
  ) {
    this.onFailure = onFailure;
    this.onLive = onLive;
    this.batch = batch;
  }

  start(): void {
    this.running = this.follow(() => false).catch(this.onFailure);
  }

  /** Applies all that is stored and ends there. Fails with what could not be applied. */
  async catchUp(): Promise<void> {
    await this.follow(() => true);
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  /** Calls back after each commit. Returns what ends it. */
  onCommit(listener: OnCommit): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** @param enough asked whenever all that is stored has been applied */
  private async follow(enough: () => boolean): Promise<void> {
    const { filter } = this.projection;
    const position = await this.checkpoint();
    const after = position !== undefined && { after: position };
    let events = 0;
    let upTo: Position | undefined;
    for await (const item of this.store.subscribe({ filter, signal: this.ending.signal, ...after })) {
      if (item.kind === 'event') {
        const reading = this.projection.apply(item.event);
        if (reading) await reading;
        events++;
        upTo = item.event.position;
        if (events < this.batch && !this.projection.isFull()) continue;
      } else if (item.kind === 'checkpoint') upTo = item.position;
      if (upTo !== undefined) await this.commit(upTo, events);
      events = 0;
      upTo = undefined;
      if (item.kind !== 'live') continue;
      this.onLive();
      if (enough()) return;
    }
  }

  /**
   * Where to go on. A checkpoint that lies beyond the log belongs to another one (a backup was put back): all is made anew.
   */
  async checkpoint(): Promise<Position | undefined> {
    const { name } = this.projection;
    const known = await this.tables.write((rows) =>
      rows.selectFrom('checkpoint').select('position').where('projection', '=', name).executeTakeFirst(),
    );
    if (!known) return undefined;
    for await (const { position } of this.store.readAll({ direction: 'backwards', limit: 1 })) {
      if (known.position <= position) return known.position as Position;
    }
    await this.tables.write(async (rows) => {
      await this.projection.clear(rows);
      await rows.deleteFrom('checkpoint').where('projection', '=', name).execute();
    });
    return undefined;
  }

  private async commit(position: Position, events: number): Promise<void> {
    const { name } = this.projection;
    await this.tables.write(
      async (rows) => {
        await this.projection.write(rows);
        await rows
          .insertInto('checkpoint')
          .values({ projection: name, position })
          .onConflict((conflict) => conflict.column('projection').doUpdateSet({ position }))
          .execute();
      },
      { position, events },
    );
    for (const listener of this.listeners) listener(position, events);
  }
}
