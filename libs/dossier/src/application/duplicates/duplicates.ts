import { Inject, Injectable } from '@nestjs/common';
import { CommandRejected, isErased, openSupplements, type Dossier, type DossierId } from '../../domain';
import { Dossiers } from '../dossiers';
import { DUPLICATE_INDEX } from '../tokens';
import type { DuplicateIndex } from './duplicate-index';

/** A dossier that seems to be about the same matter as another. */
export interface Candidate {
  readonly dossier: Dossier;
  /** Names of the definition's marks that both have. */
  readonly marks: readonly string[];
  /** An officer found, here or there, that it is something else. */
  readonly isOther: boolean;
  /** Somebody has to say what it is before the dossier can be received. */
  readonly toDecide: boolean;
}

/** More than a person looks through. Who files so often is told apart in portions: what is decided is not asked about again. */
const MOST = 50;

/** Before the reception somebody has to say whether these are about the same matter. */
export class DuplicateUndecided extends Error {
  readonly code = 'duplicate-undecided';
  readonly details: { readonly candidates: string };
  constructor(candidates: readonly DossierId[]) {
    super(`not decided yet: ${candidates.join(', ')}`);
    this.details = { candidates: candidates.join(', ') };
  }
}

/** These two dossiers have nothing in common, or the other is not there any more to be the same. */
export class CandidateUnknown extends Error {
  readonly code = 'candidate-unknown';
  readonly details: { readonly candidate: string };
  constructor(candidate: DossierId) {
    super(`${candidate} is no candidate`);
    this.details = { candidate };
  }
}

/** Finds dossiers about the same matter. The index names them; how they stand, and what was decided, each of them says itself. */
@Injectable()
export class Duplicates {
  constructor(
    private readonly dossiers: Dossiers,
    @Inject(DUPLICATE_INDEX) private readonly index: DuplicateIndex,
  ) {}

  /** Those that may be the same matter, oldest first. @throws CommandRejected `dossier-not-found` @throws ReadModelsBehind */
  async of(id: DossierId): Promise<readonly Candidate[]> {
    const dossier = await this.load(id);
    const fingerprints = Object.values(dossier.fingerprints ?? {});
    if (fingerprints.length === 0 || isErased(dossier.form)) return [];
    const found = await this.index.sharing(fingerprints, MOST + dossier.distinctFrom.length);
    const others = found.filter((other) => other !== id);
    return (await this.compared(dossier, others)).filter((each) => stands(each.dossier));
  }

  /** @throws DuplicateUndecided before the dossier can be received, somebody has to decide @throws ReadModelsBehind */
  async requireDecided(id: DossierId): Promise<void> {
    const asked = await this.load(id);
    // Whether it can be received at all is not asked here.
    if (asked.phase !== 'submitted' || openSupplements(asked).length > 0) return;
    const open = (await this.of(id)).filter(({ toDecide }) => toDecide);
    if (open.length > 0) throw new DuplicateUndecided(open.map(({ dossier }) => dossier.id));
  }

  /**
   * A matter does not go on with a dossier that has ended with nothing: of two that were each declined in favour of the other, none would
   * be left. @throws CandidateUnknown one of these has no mark in common with it, or nothing will come of it any more
   */
  async requireRelated(id: DossierId, candidates: readonly DossierId[]): Promise<void> {
    const related = (await this.compared(await this.load(id), candidates)).filter((each) => stands(each.dossier));
    const unknown = candidates.find((candidate) => candidate === id || !related.some(({ dossier }) => dossier.id === candidate));
    if (unknown !== undefined) throw new CandidateUnknown(unknown);
  }

  private async compared(dossier: Dossier, ids: readonly DossierId[]): Promise<readonly Candidate[]> {
    const others = await Promise.all(ids.map((id) => this.dossiers.load(id)));
    return others.flatMap((other) => (other ? compare(dossier, other.dossier) : []));
  }

  private async load(id: DossierId): Promise<Dossier> {
    const loaded = await this.dossiers.load(id);
    if (!loaded) throw new CommandRejected('dossier-not-found', id);
    return loaded.dossier;
  }
}

/** Whoever was erased is not found any more. */
function compare(dossier: Dossier, other: Dossier): Candidate[] {
  const theirs = other.fingerprints ?? {};
  const marks = Object.entries(dossier.fingerprints ?? {}).flatMap(([mark, value]) => (theirs[mark] === value ? [mark] : []));
  if (marks.length === 0 || isErased(other.form)) return [];
  const isOther = dossier.distinctFrom.includes(other.id) || other.distinctFrom.includes(dossier.id);
  const comes = other.phase !== 'submitted' || isBefore(other, dossier);
  return [{ dossier: other, marks, isOther, toDecide: dossier.phase === 'submitted' && comes && !isOther }];
}

/** Of two that wait for their reception, the one that was filed second has to be looked at. */
const isBefore = (one: Dossier, other: Dossier): boolean =>
  one.submittedAt === other.submittedAt ? one.id < other.id : one.submittedAt < other.submittedAt;

/** Something may still come of it, or has: what was declined, withdrawn or refused may be filed anew. */
const stands = ({ phase, outcome }: Dossier): boolean => phase !== 'closed' && outcome !== 'refused';
