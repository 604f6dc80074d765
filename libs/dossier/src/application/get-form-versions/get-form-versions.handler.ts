import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { CommandRejected } from '../../domain';
import { Dossiers } from '../dossiers';
import { compared, formVersions, type ComparedVersion } from './form-versions';
import { GetFormVersions } from './get-form-versions.query';

@QueryHandler(GetFormVersions)
export class GetFormVersionsHandler implements IQueryHandler<GetFormVersions> {
  constructor(private readonly dossiers: Dossiers) {}

  /** @throws CommandRejected */
  async execute({ id, compare }: GetFormVersions): Promise<readonly ComparedVersion[]> {
    const versions = await formVersions(this.dossiers.history(id));
    if (versions.length === 0) throw new CommandRejected('dossier-not-found', id);
    return compare ? compared(versions) : versions;
  }
}
