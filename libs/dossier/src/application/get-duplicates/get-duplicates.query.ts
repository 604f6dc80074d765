import type { Bilingual } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import { Query } from '@nestjs/cqrs';
import type { Channel, Dossier, DossierId, DossierOutcome, OfficeCode } from '../../domain';

/** A dossier that seems to be about the same matter, without anything personal. */
export interface CandidateView {
  readonly id: DossierId;
  readonly channel: Channel;
  readonly office: OfficeCode;
  readonly phase: Dossier['phase'];
  readonly outcome?: DossierOutcome;
  readonly submittedAt: Instant;
  /** What they have in common. */
  readonly matches: readonly { readonly mark: string; readonly why?: Bilingual }[];
  /** An officer found that it is something else. */
  readonly decision?: 'other';
  /** Somebody has to decide before the reception. */
  readonly toDecide: boolean;
}

export class GetDuplicates extends Query<readonly CandidateView[]> {
  constructor(readonly id: DossierId) {
    super();
  }
}
