import type { ReadDatabase } from '../database/read-database';
import type { ReadQuery, Reads } from '../lists/read-access';
import { CONTROL, enterLive } from './generations';
import { openSchema } from './connection';

/** Pages that are read at the same time. */
const READERS = 8;

/** The way of queries to the tables in PostgreSQL that are live when they begin. */
export class PostgresReads implements Reads {
  private db: ReadDatabase | undefined;

  constructor(private readonly url: string) {}

  read<T>(query: ReadQuery<T>): Promise<T> {
    this.db ??= openSchema(this.url, { schema: CONTROL, max: READERS });
    return this.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (rows) => {
        await enterLive(rows);
        return query(rows);
      });
  }

  /** Waits for the queries that are under way. Another query would open it again. */
  async close(): Promise<void> {
    const { db } = this;
    this.db = undefined;
    await db?.destroy();
  }
}
