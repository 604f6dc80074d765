import type { Position } from '@lienthong/event-store';
import { Query } from '@nestjs/cqrs';
import type { DossierId } from '../../domain';
import type { At } from './at';
import type { DossierView } from './dossier-view';

/** A dossier, and where in the log it stands so. */
export interface FoundDossier extends DossierView {
  readonly position: Position;
}

export class GetDossier extends Query<FoundDossier> {
  constructor(
    readonly id: DossierId,
    /** Default: as it is now. */
    readonly at?: At,
  ) {
    super();
  }
}
