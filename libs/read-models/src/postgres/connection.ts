import { openPool, type PoolOptions } from '@lienthong/postgres';
import { Kysely, PostgresDialect } from 'kysely';
import Cursor from 'pg-cursor';
import type { ReadDatabase } from '../database/read-database';
import type { ReadTables } from '../database/read-tables';

/** Kysely on a pool of connections to one schema. */
export const openSchema = (url: string, options: PoolOptions): ReadDatabase =>
  new Kysely<ReadTables>({ dialect: new PostgresDialect({ pool: openPool(url, options), cursor: Cursor }) });
