import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Kysely } from 'kysely';
import Database from 'libsql';
import { ReadsDialect } from './sqlite-reads';
import { INDEXES, TABLES, VERSION, type ReadTables } from './read-tables';

export type ReadDatabase = Kysely<ReadTables>;

/** Milliseconds to wait for SQLite's own short locks. */
const TIMEOUT_MS = 5_000;
const CACHE_KIB = 64 * 1024;

/** Opens the embedded read models for their one writer. Those of another version, or damaged ones, are made anew. */
export function openToWrite(file: string): ReadDatabase {
  mkdirSync(dirname(file), { recursive: true });
  if (!isCurrent(file)) removeReadFile(file);
  const database = connect(file);
  database.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;');
  // A tail that a power cut takes away is read again from the log, so commits do not wait for the disk.
  database.exec('PRAGMA synchronous = NORMAL');
  if (versionOf(database) !== VERSION) database.exec(`BEGIN IMMEDIATE; ${TABLES} ${INDEXES} PRAGMA user_version = ${VERSION}; COMMIT;`);
  return kyselyOn(database);
}

/** A file that is being filled and that nobody reads yet. */
export interface NewReadFile {
  readonly db: ReadDatabase;
  /** Call when most rows are in: makes the indexes, for sorting once is cheaper than keeping sorted, and brings all of it to the disk. */
  prepare(): void;
  /** Closes the file; it is complete and on the disk when this returns. */
  complete(): Promise<void>;
  /** Closes the file as it is. */
  abandon(): Promise<void>;
}

/** Opens a new file to fill it: without journal, syncs and indexes. Should it not be completed, it is thrown away. */
export function openToFill(file: string): NewReadFile {
  mkdirSync(dirname(file), { recursive: true });
  removeReadFile(file);
  const database = connect(file);
  database.exec('PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;');
  database.exec(TABLES);
  const db = kyselyOn(database);
  return {
    db,
    prepare() {
      database.exec(INDEXES);
      database.exec(`PRAGMA synchronous = FULL; PRAGMA user_version = ${VERSION};`);
    },
    async complete() {
      database.exec('PRAGMA journal_mode = WAL');
      await db.destroy();
    },
    abandon: () => db.destroy(),
  };
}

/** Opens what {@link openToWrite} has made, to read it. */
export function openToRead(file: string): ReadDatabase {
  return kyselyOn(new Database(`${pathToFileURL(file).href}?mode=ro`, { timeout: TIMEOUT_MS }));
}

/** Takes a file away, with what SQLite keeps beside it. The file goes first: without its journal it might be damaged. */
export function removeReadFile(file: string): void {
  for (const name of [file, `${file}-wal`, `${file}-shm`, `${file}-journal`]) rmSync(name, { force: true });
}

/** A complete file takes the place of another, which nobody of this process has open. After a kill it is one or the other. */
export function replaceReadFile(complete: string, file: string): void {
  // Somebody else still reads the old file. Its journal must never meet the new one.
  if (existsSync(`${file}-wal`)) removeReadFile(file);
  renameSync(complete, file);
}

function connect(file: string): Database.Database {
  const database = new Database(file, { timeout: TIMEOUT_MS });
  database.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  return database;
}

const kyselyOn = (database: Database.Database): ReadDatabase => new Kysely<ReadTables>({ dialect: new ReadsDialect(database) });

function isCurrent(file: string): boolean {
  if (!existsSync(file)) return true;
  try {
    const database = new Database(file, { timeout: TIMEOUT_MS });
    try {
      return versionOf(database) === VERSION;
    } finally {
      database.close();
    }
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT') return false;
    throw error;
  }
}

const versionOf = (database: Database.Database): number => {
  const [version] = database.prepare('PRAGMA user_version').raw().get([]) as [number];
  return version;
};
