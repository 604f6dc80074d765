import type { DossierId, Sha256 } from '@lienthong/dossier/domain';
import type { TrailingIndex } from '@lienthong/dossier';
import type { Position } from '@lienthong/event-store';
import type { CompiledQuery, Transaction } from 'kysely';
import type { ReadTables } from '../database/read-tables';
import type { Reads } from '../lists/read-access';

/** Up to where the tables are true, and how to wait until they are further. */
interface Reach {
  position(): Position | undefined;
  reached(position: Position): Promise<void>;
}

/** Which dossiers are about the same matter, by the fingerprints of their forms, as far as the tables have reached. */
export class DuplicateList implements TrailingIndex {
  private compiled: CompiledQuery<{ dossier: string }> | undefined;

  constructor(
    private readonly access: Reads,
    private readonly reach: Reach,
  ) {}

  position(): Position | undefined {
    return this.reach.position();
  }

  reached(position: Position): Promise<void> {
    return this.reach.reached(position);
  }

  async sharing(fingerprints: readonly Sha256[], limit: number): Promise<readonly DossierId[]> {
    const found = await this.access.read((rows) =>
      Promise.all(
        fingerprints.map((value) => {
          // Every reception asks this: it is put together once.
          this.compiled ??= standing(rows, value, limit);
          return rows.executeQuery<{ dossier: string }>({ ...this.compiled, parameters: [value, 'closed', limit] });
        }),
      ),
    );
    const ids = new Set(found.flatMap(({ rows }) => rows.map(({ dossier }) => dossier as DossierId)));
    return [...ids].sort().slice(0, limit);
  }
}

const standing = (rows: Transaction<ReadTables>, value: Sha256, limit: number): CompiledQuery<{ dossier: string }> =>
  rows
    .selectFrom('fingerprint')
    .innerJoin('dossier', 'dossier.id', 'fingerprint.dossier')
    .select('fingerprint.dossier')
    .where('value', '=', value)
    .where('phase', '<>', 'closed')
    .orderBy('fingerprint.dossier')
    .limit(limit)
    .compile();
