import type { Position } from '@lienthong/event-store';
import type { Transaction } from 'kysely';
import type { ReadDatabase } from './read-database';
import type { ReadTables } from './read-tables';

/** What a commit says: up to where the rows are true afterwards, and how many events were applied. */
export interface News {
  readonly position: Position;
  readonly events: number;
}

/** The way of a projector to its tables. */
export interface WriteAccess {
  /**
   * Writes all of it in one transaction, or nothing; others hear the news once they can see the rows.
   * @throws LeaseLost where several processes share the tables, and another one writes them now
   */
  write<T>(work: (rows: Transaction<ReadTables>) => Promise<T>, news?: News): Promise<T>;
}

/** Writes tables that nobody else writes. */
export const directly = (db: ReadDatabase): WriteAccess => ({ write: (work) => db.transaction().execute(work) });
