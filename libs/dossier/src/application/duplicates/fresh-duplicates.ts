import type { Position } from '@lienthong/event-store';
import type { DossierEvent, DossierId, Sha256 } from '../../domain';
import type { Dossiers, Execution } from '../dossiers';
import type { DuplicateIndex } from './duplicate-index';

/** An index that follows the log at a distance. */
export interface TrailingIndex {
  /** Up to where it is true; nothing: it knows no event yet. */
  position(): Position | undefined;
  /** Resolves once it is true at a position. @throws ReadModelsBehind after a bounded wait */
  reached(position: Position): Promise<void>;
  /** As {@link DuplicateIndex.sharing}, of what it has reached. */
  sharing(fingerprints: readonly Sha256[], limit: number): Promise<readonly DossierId[]>;
}

interface Fresh {
  readonly id: DossierId;
  readonly position: Position;
  readonly fingerprints: readonly Sha256[];
}

/** Some 200 bytes each. */
const REMEMBERED = 50_000;

/**
 * The index together with what this engine appended since: for an engine that alone writes to its log. A reception need not wait for the
 * lists then, only for what was in the log when the engine started.
 */
export class FreshDuplicates implements DuplicateIndex {
  /** In the order of the log, as far as the index had not reached them when last looked at. */
  private readonly fresh: Fresh[] = [];

  constructor(
    private readonly index: TrailingIndex,
    dossiers: Pick<Dossiers, 'onAppended'>,
    /** The end of the log before this engine wrote to it: what lies up to there only the index knows. */
    private known: Position | undefined,
    private readonly remembered = REMEMBERED,
  ) {
    dossiers.onAppended((appended) => this.remember(appended));
  }

  async sharing(fingerprints: readonly Sha256[], limit: number): Promise<readonly DossierId[]> {
    if (this.known !== undefined) await this.index.reached(this.known);
    this.forget();
    const fresh = this.fresh.filter((each) => each.fingerprints.some((one) => fingerprints.includes(one)));
    const indexed = await this.index.sharing(fingerprints, limit);
    return [...new Set([...indexed, ...fresh.map(({ id }) => id)])].sort().slice(0, limit);
  }

  private remember({ dossier: { id, fingerprints = {} }, position, events }: Execution): void {
    if (events.length > 0 && !events.some(bringsFingerprints)) return;
    this.fresh.push({ id, position, fingerprints: Object.values(fingerprints) });
    if (this.fresh.length <= this.remembered) return;
    this.forget();
    // The lists stand still: what does not fit any more has to be waited for.
    if (this.fresh.length > this.remembered) this.known = this.fresh.shift()?.position ?? this.known;
  }

  /** What the index has reached it tells itself. */
  private forget(): void {
    const reached = this.index.position();
    if (reached === undefined) return;
    const behind = this.fresh.findIndex(({ position }) => position > reached);
    this.fresh.splice(0, behind < 0 ? this.fresh.length : behind);
  }
}

const bringsFingerprints = ({ type, data }: DossierEvent): boolean =>
  (type === 'DossierSubmitted' || type === 'SupplementProvided' || type === 'DossierCorrected') && data.fingerprints !== undefined;
