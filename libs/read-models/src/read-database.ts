import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { Kysely, sql, SqliteDialect } from 'kysely';
import Database from 'libsql';

/** The read models' tables. All of it is derived from the log and can be thrown away. */
export interface ReadTables {
  checkpoint: { projection: string; position: string };
  handoff: HandoffRow;
}

export interface HandoffRow {
  id: string;
  dossier: string;
  procedure: string;
  agency: string;
  stage: string;
  cause: string | null;
  failure: string | null;
  /** Why the next step could not be done; kept here only. */
  trouble: string | null;
  attempts: number;
  requested_at: string;
  since: string;
  reference: string | null;
  /** What the engine does next, and when. */
  step: string | null;
  due_at: string | null;
  /** The handoff's fold, without personal data. */
  state: string;
}

export type ReadDatabase = Kysely<ReadTables>;

// Raise it with every change of the tables or of what projections write: older files are then emptied and filled anew.
const VERSION = 2;

/** Opens the embedded read models, making them anew if they are of another version. */
export async function openReadDatabase(file: string): Promise<ReadDatabase> {
  mkdirSync(dirname(file), { recursive: true });
  const database = new Database(file);
  database.pragma('journal_mode = WAL');
  // A tail that a power cut takes away is read again from the log, so commits do not wait for the disk.
  database.pragma('synchronous = NORMAL');
  database.pragma('busy_timeout = 5000');
  const db = new Kysely<ReadTables>({ dialect: new SqliteDialect({ database }) });
  const { rows } = await sql<{ user_version: number }>`PRAGMA user_version`.execute(db);
  if (rows[0]?.user_version !== VERSION) await makeTables(db);
  return db;
}

async function makeTables(db: ReadDatabase): Promise<void> {
  for (const table of ['checkpoint', 'handoff']) await db.schema.dropTable(table).ifExists().execute();
  await db.schema
    .createTable('checkpoint')
    .addColumn('projection', 'text', (column) => column.primaryKey())
    .addColumn('position', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('handoff')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('dossier', 'text', (column) => column.notNull())
    .addColumn('procedure', 'text', (column) => column.notNull())
    .addColumn('agency', 'text', (column) => column.notNull())
    .addColumn('stage', 'text', (column) => column.notNull())
    .addColumn('cause', 'text')
    .addColumn('failure', 'text')
    .addColumn('trouble', 'text')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('requested_at', 'text', (column) => column.notNull())
    .addColumn('since', 'text', (column) => column.notNull())
    .addColumn('reference', 'text')
    .addColumn('step', 'text')
    .addColumn('due_at', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .execute();
  // Only what waits for the engine is in this index: a million settled handoffs cost nothing.
  await sql`CREATE INDEX handoff_due ON handoff (agency, due_at) WHERE due_at IS NOT NULL`.execute(db);
  await sql`CREATE INDEX handoff_stage ON handoff (stage, since)`.execute(db);
  await sql.raw(`PRAGMA user_version = ${VERSION}`).execute(db);
}
