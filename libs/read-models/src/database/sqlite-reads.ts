import { SqliteDialect, SqliteDriver, type DatabaseConnection, type Driver, type SqliteDatabase } from 'kysely';
import type Database from 'libsql';

/** Kysely prepares each query anew; there are few different ones here, and long ones among them. */
const STATEMENTS = 100;

class PreparedOnce implements SqliteDatabase {
  private readonly statements = new Map<string, Database.Statement>();

  constructor(private readonly database: Database.Database) {}

  prepare(sql: string): ReturnType<SqliteDatabase['prepare']> {
    const known = this.statements.get(sql);
    if (known) return known;
    if (this.statements.size === STATEMENTS) this.statements.clear();
    const statement = this.database.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  close(): void {
    this.statements.clear();
    this.database.close();
  }
}

/**
 * Kysely's driver wakes all that wait for the one connection whenever it is free: of a hundred, ninety-nine for nothing. Here they stand in
 * a line. And SQLite rolls back by itself after some errors, a full disk among them: rolling back once more would hide the cause.
 */
class ReadsDriver extends SqliteDriver {
  private last: Promise<void> = Promise.resolve();
  private letNext: () => void = () => undefined;

  constructor(private readonly database: Database.Database) {
    super({ database: new PreparedOnce(database) });
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.last;
    let letNext = this.letNext;
    this.last = new Promise((resolve) => (letNext = resolve));
    await before;
    this.letNext = letNext;
    return super.acquireConnection();
  }

  override async releaseConnection(): Promise<void> {
    await super.releaseConnection();
    this.letNext();
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.database.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Kysely on one libsql connection. */
export class ReadsDialect extends SqliteDialect {
  constructor(private readonly database: Database.Database) {
    super({ database: new PreparedOnce(database) });
  }

  override createDriver(): Driver {
    return new ReadsDriver(this.database);
  }
}
