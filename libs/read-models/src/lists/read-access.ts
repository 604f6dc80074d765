import type { Transaction } from 'kysely';
import type { ReadDatabase } from '../database/read-database';
import type { ReadTables } from '../database/read-tables';

/** A query, all of whose reading sees the same moment. */
export type ReadQuery<T> = (rows: Transaction<ReadTables>) => Promise<T>;

/** The way of all queries to the tables. */
export interface Reads {
  read<T>(query: ReadQuery<T>): Promise<T>;
}

/** The way to tables in a file, so that the file behind can be exchanged between two queries. */
export class ReadAccess implements Reads {
  private db: ReadDatabase | undefined;
  private reading = 0;
  private idle: (() => void) | undefined;
  private exchanging: Promise<void> | undefined;

  constructor(private readonly open: () => ReadDatabase) {}

  async read<T>(query: ReadQuery<T>): Promise<T> {
    while (this.exchanging) await this.exchanging;
    this.reading++;
    try {
      this.db ??= this.open();
      return await this.db.transaction().execute(query);
    } finally {
      this.reading--;
      if (this.reading === 0) this.idle?.();
    }
  }

  /** Closes the file once nobody reads, keeps readers waiting during `work`, and then reads what lies there. */
  async exchange(work: () => Promise<void> | void): Promise<void> {
    while (this.exchanging) await this.exchanging;
    let letIn = (): void => undefined;
    this.exchanging = new Promise((resolve) => (letIn = resolve));
    try {
      await this.close();
      await work();
    } finally {
      this.exchanging = undefined;
      letIn();
    }
  }

  /** Waits for the queries that are under way and closes the file. */
  async close(): Promise<void> {
    if (this.reading > 0) await new Promise<void>((resolve) => (this.idle = resolve));
    this.idle = undefined;
    const { db } = this;
    this.db = undefined;
    await db?.destroy();
  }
}
