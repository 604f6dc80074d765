import { Query } from '@nestjs/cqrs';
import type { DossierId } from '../../domain';
import type { DossierView } from './dossier-view';

export class GetDossier extends Query<DossierView> {
  constructor(readonly id: DossierId) {
    super();
  }
}
