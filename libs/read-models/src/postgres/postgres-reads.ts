import { isAway } from '@lienthong/postgres';
import type { ReadDatabase } from '../database/read-database';
import type { ReadQuery, Reads } from '../lists/read-access';
import { CONTROL, enterLive } from './generations';
import { openSchema } from './connection';

/** Pages that are read at the same time. */
const READERS = 8;

/** The PostgreSQL of the read models cannot be used at the moment. What was stored is safe; ask again. */
export class ReadModelsUnavailable extends Error {
  readonly code = 'read-models-unavailable';
  constructor(cause: unknown) {
    super(`the read models cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** The way of queries to the tables in PostgreSQL that are live when they begin. */
export class PostgresReads implements Reads {
  private db: ReadDatabase | undefined;

  constructor(private readonly url: string) {}

  /** @throws ReadModelsUnavailable */
  async read<T>(query: ReadQuery<T>): Promise<T> {
    this.db ??= openSchema(this.url, { schema: CONTROL, max: READERS });
    const transaction = this.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (rows) => {
        await enterLive(rows);
        return query(rows);
      });
    return transaction.catch((error: unknown) => {
      throw isAway(error) ? new ReadModelsUnavailable(error) : error;
    });
  }

  /** Waits for the queries that are under way. Another query would open it again. */
  async close(): Promise<void> {
    const { db } = this;
    this.db = undefined;
    await db?.destroy();
  }
}
