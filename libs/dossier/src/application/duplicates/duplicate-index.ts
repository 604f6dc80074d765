import type { DossierId, Sha256 } from '../../domain';

/** The port to the index of what dossiers are about. Derived from the log, and keeps nothing but fingerprints. */
export interface DuplicateIndex {
  /**
   * The dossiers whose form, in its last version, has one of these fingerprints, but for those that ended with nothing; oldest first.
   * Knows all that was stored when it was asked. @throws ReadModelsBehind it cannot say so in time
   */
  sharing(fingerprints: readonly Sha256[], limit: number): Promise<readonly DossierId[]>;
}
