import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { LogFormatError } from './errors';
import { checkLog, checkLogOrEmpty } from './schema';

/** Milliseconds to wait for SQLite's own short locks: another connection may be reading the journal of a killed process in. */
const busyTimeout = 5000;

/** A connection that cannot write, to a file that must be a log. @throws LogFormatError */
export function openToRead(path: string): Database.Database {
  if (!existsSync(path)) throw new LogFormatError(`${path}: there is no log here`);
  return connectReading(path, checkLog);
}

/** Looks before anything is touched, even the lock: is a log here, or room for one? @throws LogFormatError */
export function refuseForeignFile(path: string): void {
  if (existsSync(path)) connectReading(path, checkLogOrEmpty).close();
}

/** The writer's connection. Use under the lock only. */
export function openToWrite(path: string): Database.Database {
  return new Database(path, { timeout: busyTimeout });
}

function connectReading(path: string, check: (db: Database.Database, path: string) => void): Database.Database {
  const db = new Database(`${pathToFileURL(path).href}?mode=ro`, { timeout: busyTimeout });
  try {
    check(db, path);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
