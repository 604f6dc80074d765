import type { KeyVault } from '@lienthong/access';
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { CommandRejected } from '../../domain';
import { shownAs } from '../codec/sealed-fields';
import { Dossiers } from '../dossiers';
import { KEY_VAULT } from '../tokens';
import { GetHistory, type HistoryEntry } from './get-history.query';

@QueryHandler(GetHistory)
export class GetHistoryHandler implements IQueryHandler<GetHistory> {
  constructor(
    private readonly dossiers: Dossiers,
    @Inject(KEY_VAULT) private readonly vault: KeyVault,
  ) {}

  async execute({ id, after }: GetHistory): Promise<readonly HistoryEntry[]> {
    if (!(await this.dossiers.load(id))) throw new CommandRejected('dossier-not-found', id);
    const personal = (await this.vault.find(id)) ? 'sealed' : 'erased';
    const entries: HistoryEntry[] = [];
    for await (const { id: event, revision, event: recorded, metadata } of this.dossiers.history(id, after)) {
      const { previousHash: _, ...shown } = metadata;
      entries.push({ revision, id: event, type: recorded.type, data: shownAs(recorded, personal), ...shown });
    }
    return entries;
  }
}
