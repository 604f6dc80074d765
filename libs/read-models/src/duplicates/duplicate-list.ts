import type { DuplicateIndex } from '@lienthong/dossier';
import type { DossierId, Sha256 } from '@lienthong/dossier/domain';
import type { ReadAccess } from '../lists/read-access';

/** Which dossiers are about the same matter, by the fingerprints of their forms. */
export class DuplicateList implements DuplicateIndex {
  constructor(
    private readonly access: ReadAccess,
    /** Resolves once the tables show all that is stored now. */
    private readonly caughtUp: () => Promise<void>,
  ) {}

  async sharing(fingerprints: readonly Sha256[], limit: number): Promise<readonly DossierId[]> {
    await this.caughtUp();
    const found = await this.access.read((rows) =>
      Promise.all(
        fingerprints.map((value) =>
          rows
            .selectFrom('fingerprint')
            .innerJoin('dossier', 'dossier.id', 'fingerprint.dossier')
            .select('fingerprint.dossier')
            .where('value', '=', value)
            .where('phase', '<>', 'closed')
            .orderBy('fingerprint.dossier')
            .limit(limit)
            .execute(),
        ),
      ),
    );
    const ids = new Set(found.flat().map(({ dossier }) => dossier as DossierId));
    return [...ids].sort().slice(0, limit);
  }
}
