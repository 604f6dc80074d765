import type { Pool, PoolClient } from 'pg';

/** Any number that nothing else in the database uses for its locks. */
export const MAKING = 4_821_070;

/**
 * Does something in a transaction that makes what is missing in a database. Processes that do so at the same moment do it one after the other,
 * since two that make the same schema would hinder each other.
 */
export async function making<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let done = false;
  try {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [MAKING]);
    const made = await work(client);
    await client.query('commit');
    done = true;
    return made;
  } finally {
    // A connection in the middle of a transaction is of no use to anybody.
    client.release(!done);
  }
}
