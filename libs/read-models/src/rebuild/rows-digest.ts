import { createHash } from 'node:crypto';
import type { Position } from '@lienthong/event-store';
import type { Transaction } from 'kysely';
import { openToRead } from '../database/read-database';
import type { ReadTables } from '../database/read-tables';

export interface RowsDigest {
  /** SHA-256, hex, over all rows in the order of their keys. */
  readonly digest: string;
  readonly rows: number;
  /** Up to where the rows are true. The same log up to the same position gives the same digest. */
  readonly position?: Position;
}

/** Digests the read models in a file, also while an engine writes them. */
export async function digestOf(file: string): Promise<RowsDigest> {
  const db = openToRead(file);
  try {
    return await db.transaction().setIsolationLevel('repeatable read').execute(rowsDigest);
  } finally {
    await db.destroy();
  }
}

/** Leaves out what is not of the log but the engine's own patience: until when a handoff was put off, and why. */
export async function rowsDigest(rows: Transaction<ReadTables>): Promise<RowsDigest> {
  const hash = createHash('sha256');
  let count = 0;
  const add = (table: string, row: object): void => {
    hash.update(JSON.stringify([table, ...Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))]));
    count++;
  };
  for await (const row of rows.selectFrom('dossier').selectAll().orderBy('id').stream()) add('dossier', row);
  for await (const row of rows.selectFrom('procedure').selectAll().orderBy('dossier').orderBy('procedure').stream()) add('procedure', row);
  for await (const { due_at: _, trouble: __, ...row } of rows.selectFrom('handoff').selectAll().orderBy('id').stream()) add('handoff', row);
  for await (const row of rows.selectFrom('statistic').selectAll().orderBy('dossier').stream()) add('statistic', row);
  for await (const row of rows.selectFrom('due').selectAll().orderBy('dossier').orderBy('of').stream()) add('due', row);
  for await (const row of rows.selectFrom('fingerprint').selectAll().orderBy('dossier').orderBy('mark').stream()) add('fingerprint', row);
  const checkpoint = await rows.selectFrom('checkpoint').select('position').where('projection', '=', 'dossiers').executeTakeFirst();
  return { digest: hash.digest('hex'), rows: count, ...(checkpoint && { position: checkpoint.position as Position }) };
}
