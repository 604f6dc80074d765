import Database from 'libsql';
import { LogInUse } from '../event-store';

/**
 * Held by whoever writes to a log: an exclusive transaction on a file of its own beside it, so that readers of the log are not shut out.
 * The operating system lets go of it when the process ends, however it ends. The file stays; it is empty and says nothing by being there.
 * Nothing else in this process may open that file: closing it would give up the lock, as POSIX locks work.
 */
export class LogLock {
  readonly #db: Database.Database;

  /** @throws LogInUse another process, or another store in this one, holds the lock */
  constructor(logPath: string) {
    this.#db = new Database(`${logPath}.lock`);
    try {
      this.#db.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE;');
    } catch (error) {
      this.#db.close();
      if ((error as { code?: unknown }).code === 'SQLITE_BUSY') throw new LogInUse(logPath);
      throw error;
    }
  }

  release(): void {
    this.#db.close();
  }
}
