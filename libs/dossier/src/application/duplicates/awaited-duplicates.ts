import type { Position } from '@lienthong/event-store';
import type { DossierId, Sha256 } from '../../domain';
import type { DuplicateIndex } from './duplicate-index';
import type { TrailingIndex } from './fresh-duplicates';

/** The index once it has reached the end of the log: for an engine that shares its log with others, and does not hear of all they append. */
export class AwaitedDuplicates implements DuplicateIndex {
  constructor(
    private readonly index: TrailingIndex,
    /** Where the log ends now; nothing: it is empty. */
    private readonly logEnd: () => Promise<Position | undefined>,
  ) {}

  async sharing(fingerprints: readonly Sha256[], limit: number): Promise<readonly DossierId[]> {
    const end = await this.logEnd();
    if (end !== undefined) await this.index.reached(end);
    return this.index.sharing(fingerprints, limit);
  }
}
