import type { Instant } from '@lienthong/calendar';
import { decodeBare, dossierOf, RecentlyUsed, streamOf } from '@lienthong/dossier/reading';
import { evolve, type Dossier, type DossierId } from '@lienthong/dossier/domain';
import type { EventStore, StoredEvent } from '@lienthong/event-store';
import { goOn, type Course } from '@lienthong/statistics';

/** A dossier as its stream tells it up to a revision, personal fields erased. */
export interface FoldedDossier {
  readonly dossier: Dossier;
  readonly revision: number;
  /** When the last of its procedures ended. */
  readonly endedAt?: Instant;
  /** What the statistics need that the dossier itself does not keep. */
  readonly course: Course;
}

/** Folds of the dossiers that events came for lately. What is not at hand is read again from the dossier's own stream. */
export class DossierFolds {
  private readonly folds: RecentlyUsed<DossierId, FoldedDossier>;

  constructor(
    private readonly store: EventStore,
    /** How many are kept; some two to four kilobytes each. */
    size: number,
  ) {
    this.folds = new RecentlyUsed(size);
  }

  /** The fold before a revision: at hand, or a promise of it. Nothing before the first event. */
  before(id: DossierId, revision: number): FoldedDossier | undefined | Promise<FoldedDossier | undefined> {
    if (revision === 0) return undefined;
    const known = this.folds.get(id);
    return known?.revision === revision - 1 ? known : this.read(id, revision);
  }

  keep(id: DossierId, fold: FoldedDossier): void {
    this.folds.set(id, fold);
  }

  forget(id: DossierId): void {
    this.folds.delete(id);
  }

  private async read(id: DossierId, revision: number): Promise<FoldedDossier | undefined> {
    let fold: FoldedDossier | undefined;
    for await (const stored of this.store.readStream(streamOf(id), { limit: revision })) fold = next(fold, stored);
    return fold;
  }
}

/** A fold after one more event. An event that does not fit leaves it as it is, as everywhere. */
export function next(before: FoldedDossier | undefined, stored: StoredEvent): FoldedDossier | undefined {
  const { event, at } = decodeBare(stored);
  const dossier = evolve(before?.dossier, event, at, dossierOf(stored.stream));
  if (!dossier) return undefined;
  const endedAt = event.type === 'DossierCompleted' ? at : before?.endedAt;
  const course = goOn(before?.course, before?.dossier, dossier, at);
  return { dossier, revision: stored.revision, course, ...(endedAt !== undefined && { endedAt }) };
}
