import type { Workflows } from '@lienthong/bundle';
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { CommandRejected } from '../../domain';
import { Dossiers } from '../dossiers';
import { dossierView, type DossierView } from './dossier-view';
import { WORKFLOWS } from '../tokens';
import { GetDossier } from './get-dossier.query';

@QueryHandler(GetDossier)
export class GetDossierHandler implements IQueryHandler<GetDossier> {
  constructor(
    private readonly dossiers: Dossiers,
    @Inject(WORKFLOWS) private readonly workflows: Workflows,
  ) {}

  async execute({ id }: GetDossier): Promise<DossierView> {
    const loaded = await this.dossiers.load(id);
    if (!loaded) throw new CommandRejected('dossier-not-found', id);
    const { dossier, revision } = loaded;
    return dossierView(dossier, revision, dossier.bundle && this.workflows.get(dossier.bundle));
  }
}
