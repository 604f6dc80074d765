import { MAKING } from '@lienthong/postgres';
import { sql, type Transaction } from 'kysely';
import type { ReadDatabase } from '../database/read-database';
import { VERSION, type ReadTables } from '../database/read-tables';
import { openSchema } from './connection';
import { POSTGRES_FUNCTIONS, POSTGRES_INDEXES, POSTGRES_TABLES } from './postgres-tables';

/** Where it is written which tables are read, and who may write them. */
export const CONTROL = 'lienthong';

/*
 * Tables lie in schemas, one for each time that they were made anew. Engines of another version have a line and schemas of their own, so
 * that the old ones are read until the last engine of theirs has gone.
 */

const CONTROL_TABLE = `
  CREATE TABLE IF NOT EXISTS ${CONTROL}.read_models (
    version    integer PRIMARY KEY,
    -- The schema whose tables are read.
    live       text    NOT NULL,
    -- Counts those who were allowed to write. Only the last one is.
    fence      bigint  NOT NULL,
    -- How many times tables were made.
    generation bigint  NOT NULL
  );
`;

type Rows = Transaction<ReadTables>;

/** Makes the tables in an empty database; otherwise all stays as it is. Engines may do so side by side. */
export async function ensureTables(url: string): Promise<void> {
  const db = openSchema(url, { schema: 'public', max: 1 });
  try {
    await db.transaction().execute(async (rows) => {
      await sql`select pg_advisory_xact_lock(${MAKING})`.execute(rows);
      await run(rows, `CREATE SCHEMA IF NOT EXISTS ${CONTROL}; ${CONTROL_TABLE}`);
      const { rows: known } = await sql`select 1 from ${control} where version = ${VERSION}`.execute(rows);
      if (known.length > 0) return;
      const schema = schemaOf(1);
      await run(
        rows,
        `CREATE SCHEMA ${schema}; SET LOCAL search_path TO ${schema}; ${POSTGRES_TABLES} ${POSTGRES_INDEXES} ${POSTGRES_FUNCTIONS}`,
      );
      await sql`insert into ${control} (version, live, fence, generation) values (${VERSION}, ${schema}, 0, 1)`.execute(rows);
    });
  } finally {
    await db.destroy();
  }
}

/** Makes a schema with tables to be filled. What was left of others that nobody reads is thrown away. Only one process may do so. */
export async function makeNext(db: ReadDatabase): Promise<string> {
  return db.transaction().execute(async (rows) => {
    const { rows: found } = await sql<{ live: string; generation: number }>`
      update ${control} set generation = generation + 1 where version = ${VERSION} returning live, generation`.execute(rows);
    const [line] = found;
    if (!line) throw new Error('the read models in PostgreSQL were taken away');
    const { rows: schemas } = await sql<{ name: string }>`
      select nspname as name from pg_namespace where starts_with(nspname, ${schemaOf('')}) and nspname <> ${line.live}`.execute(rows);
    for (const { name } of schemas) await sql`drop schema ${sql.id(name)} cascade`.execute(rows);
    const next = schemaOf(line.generation);
    await run(rows, `CREATE SCHEMA ${next}; SET LOCAL search_path TO ${next}; ${POSTGRES_TABLES} ${POSTGRES_FUNCTIONS}`);
    return next;
  });
}

/** Makes the indexes, once most rows are in. */
export const makeIndexes = (db: ReadDatabase): Promise<void> => db.transaction().execute((rows) => run(rows, POSTGRES_INDEXES));

/** From here to its end, the transaction reads and writes the tables that are live at its beginning. */
export async function enterLive(rows: Rows): Promise<void> {
  await sql`select set_config('search_path', live, true) from ${control} where version = ${VERSION}`.execute(rows);
}

/** Which tables are live, and the number of who may write them. Stays so until the transaction ends. */
export async function holdLine(
  rows: Rows,
  how: 'share' | 'update',
): Promise<{ readonly live: string; readonly fence: number } | undefined> {
  const { rows: found } = await sql<{ live: string; fence: number }>`
    select live, fence from ${control} where version = ${VERSION} ${sql.raw(`for ${how}`)}`.execute(rows);
  return found[0];
}

/** Lets whoever runs it write, and nobody else from here on. Of the version $1. */
export const RAISE_FENCE = `update ${CONTROL}.read_models set fence = fence + 1 where version = $1 returning live, fence`;

/** These tables are read from here on; whoever writes the old ones may not any more. */
export async function switchTo(rows: Rows, schema: string): Promise<void> {
  await sql`update ${control} set live = ${schema}, fence = fence + 1 where version = ${VERSION}`.execute(rows);
}

const control = sql.id(CONTROL, 'read_models');

const schemaOf = (generation: number | string): string => `${CONTROL}_v${VERSION}_${generation}`;

/** Of tables that were never made anew. */
export const firstSchema = (): string => schemaOf(1);

/** Several statements at once, without parameters. */
async function run(rows: Rows, statements: string): Promise<void> {
  await sql.raw(statements).execute(rows);
}
