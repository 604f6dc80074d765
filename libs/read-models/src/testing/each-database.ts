import { ensureTables, firstSchema } from '../postgres/generations';
import { openSchema } from '../postgres/connection';
import { PostgresReads } from '../postgres/postgres-reads';
import { TestPostgres } from '@lienthong/postgres/testing';
import { Readers } from './readers';

/** Opens read models that are empty. */
export type OpenReaders = () => Promise<Readers>;

/** Has the same tests run on each database in which the tables can lie. */
export function onEachDatabase(title: string, tests: (open: OpenReaders, database: 'SQLite' | 'PostgreSQL') => void): void {
  describe(`${title}, in SQLite`, () => tests(() => Promise.resolve(new Readers()), 'SQLite'));
  describe(`${title}, in PostgreSQL`, () => {
    let postgres: TestPostgres;
    beforeAll(async () => void (postgres = await TestPostgres.start()));
    afterAll(() => postgres.end());
    tests(async () => inPostgres(await postgres.database()), 'PostgreSQL');
  });
}

async function inPostgres(url: string): Promise<Readers> {
  await ensureTables(url);
  return new Readers({
    openToWrite: () => openSchema(url, { schema: firstSchema(), max: 4 }),
    reads: () => new PostgresReads(url),
  });
}
