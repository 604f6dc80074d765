import { making, openPool } from '@lienthong/postgres';
import type { Mark, MarkKeeper, SyncTarget } from '@lienthong/status-sync';
import type { Pool } from 'pg';

const SCHEMA = 'lienthong';
const TABLE = `
  CREATE SCHEMA IF NOT EXISTS ${SCHEMA};
  CREATE TABLE IF NOT EXISTS ${SCHEMA}.status_mark (target text PRIMARY KEY, mark jsonb NOT NULL);
`;

/** Keeps the marks of the status sync beside the shared read models, for whichever engine tells next. */
export class MarksInPostgres {
  private constructor(private readonly pool: Pool) {}

  static async open(url: string): Promise<MarksInPostgres> {
    const pool = openPool(url, { schema: SCHEMA, max: 1 });
    try {
      await making(pool, (client) => client.query(TABLE));
      return new MarksInPostgres(pool);
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  /** One that cannot be read is none: then all is looked at again, and nothing is told twice. */
  of(target: SyncTarget): MarkKeeper {
    return {
      read: async () => {
        const text = 'select mark from status_mark where target = $1';
        const found = await this.pool.query<{ mark: Mark }>(text, [target]).catch(() => undefined);
        return found?.rows[0]?.mark;
      },
      write: async (mark) => {
        const text = 'insert into status_mark (target, mark) values ($1, $2) on conflict (target) do update set mark = excluded.mark';
        await this.pool.query(text, [target, JSON.stringify(mark)]);
      },
    };
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}
