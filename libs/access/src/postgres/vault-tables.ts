import { making } from '@lienthong/postgres';
import type { Pool } from 'pg';

/** Where the keys lie. Whoever backs up this schema and the master key has backed up the keys. */
export const KEYS_SCHEMA = 'lienthong_keys';

const TABLES = `
  CREATE SCHEMA IF NOT EXISTS ${KEYS_SCHEMA};
  CREATE TABLE IF NOT EXISTS ${KEYS_SCHEMA}.vault (
    one    boolean PRIMARY KEY DEFAULT true CHECK (one),
    -- Which keys these are, wherever they are copied to.
    id     text    NOT NULL,
    -- SHA-256 of the master key, which tells which one it is and nothing more.
    master text    NOT NULL
  );
  CREATE TABLE IF NOT EXISTS ${KEYS_SCHEMA}.subject_key (
    subject text  COLLATE "C" PRIMARY KEY,
    -- Nothing once it is erased; the row stays, so that no key is ever made again.
    wrapped bytea
  );
`;

/** Makes the tables where they are missing. @param master the fingerprint of the master key */
export const makeOrFindVault = (pool: Pool, id: string, master: string): Promise<{ readonly id: string; readonly master: string }> =>
  making(pool, async (client) => {
    await client.query(TABLES);
    await client.query(`insert into ${KEYS_SCHEMA}.vault (id, master) values ($1, $2) on conflict do nothing`, [id, master]);
    const { rows } = await client.query<{ id: string; master: string }>(`select id, master from ${KEYS_SCHEMA}.vault`);
    const [vault] = rows;
    if (!vault) throw new Error(`${KEYS_SCHEMA}.vault is empty`);
    return vault;
  });
