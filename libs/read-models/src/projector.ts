import type { EventFilter, EventStore, Position, StoredEvent } from '@lienthong/event-store';
import type { Transaction } from 'kysely';
import type { ReadDatabase, ReadTables } from './read-database';

/** Turns events into rows. `apply` must give the same rows for the same events, whatever it is called with before. */
export interface Projection {
  readonly name: string;
  readonly filter: EventFilter;
  apply(rows: Transaction<ReadTables>, event: StoredEvent): Promise<void>;
  /** Takes all rows away, to begin anew. */
  clear(rows: Transaction<ReadTables>): Promise<void>;
}

const BATCH = 500;

/**
 * Follows the log for one projection. Rows and checkpoint are written in one transaction, so after a kill each event is
 * applied exactly once. An event that cannot be applied stops the line and is told; nothing is skipped.
 */
export class Projector {
  private readonly ending = new AbortController();
  private readonly listeners = new Set<() => void>();
  private running: Promise<void> = Promise.resolve();
  /** The rows are true at this position. */
  position: Position | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly db: ReadDatabase,
    private readonly projection: Projection,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  start(): void {
    this.running = this.follow().catch(this.onFailure);
  }

  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  /** Calls back after each commit. Returns what ends it. */
  onCommit(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async follow(): Promise<void> {
    const { filter } = this.projection;
    const position = await this.checkpoint();
    const after = position !== undefined && { after: position };
    let batch: StoredEvent[] = [];
    for await (const item of this.store.subscribe({ filter, signal: this.ending.signal, ...after })) {
      if (item.kind === 'event') batch.push(item.event);
      const upTo = item.kind === 'checkpoint' ? item.position : batch.at(-1)?.position;
      const full = item.kind !== 'event' || batch.length === BATCH;
      if (!full || upTo === undefined) continue;
      await this.commit(batch, upTo);
      batch = [];
    }
  }

  /**
   * Where to go on. A checkpoint that lies beyond the log belongs to another one (a backup was put back): all is made anew.
   */
  private async checkpoint(): Promise<Position | undefined> {
    const { name } = this.projection;
    const known = await this.db.selectFrom('checkpoint').select('position').where('projection', '=', name).executeTakeFirst();
    if (!known) return undefined;
    for await (const { position } of this.store.readAll({ direction: 'backwards', limit: 1 })) {
      if (known.position <= position) return known.position as Position;
    }
    await this.db.transaction().execute(async (rows) => {
      await this.projection.clear(rows);
      await rows.deleteFrom('checkpoint').where('projection', '=', name).execute();
    });
    return undefined;
  }

  private async commit(batch: readonly StoredEvent[], position: Position): Promise<void> {
    const { name } = this.projection;
    await this.db.transaction().execute(async (rows) => {
      for (const event of batch) await this.projection.apply(rows, event);
      await rows
        .insertInto('checkpoint')
        .values({ projection: name, position })
        .onConflict((conflict) => conflict.column('projection').doUpdateSet({ position }))
        .execute();
    });
    this.position = position;
    if (batch.length > 0) for (const listener of this.listeners) listener();
  }
}
