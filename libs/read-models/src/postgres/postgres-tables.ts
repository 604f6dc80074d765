import { INDEXES, TABLES } from '../database/read-tables';

/**
 * The tables of the read models, as PostgreSQL has them: the same ones. Texts are compared byte by byte, as in SQLite, whatever language
 * the database was made for, and whole numbers have 64 bits.
 */
export const POSTGRES_TABLES = TABLES.replaceAll('STRICT, WITHOUT ROWID', '')
  .replaceAll(/\bTEXT\b/g, 'text COLLATE "C"')
  .replaceAll(/\bINTEGER\b/g, 'bigint');

export const POSTGRES_INDEXES = INDEXES;

/** The statistics take a JSON object apart that is kept as text. PostgreSQL's function of that name wants another type. */
export const POSTGRES_FUNCTIONS = `
  CREATE FUNCTION json_each(object text) RETURNS TABLE (key text, value bigint) LANGUAGE sql IMMUTABLE
    AS 'SELECT key, value::bigint FROM json_each_text(object::json)';
`;
