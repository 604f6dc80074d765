import { allow } from '@lienthong/access';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Dossiers } from '../dossiers';
import { ReturnResults } from './return-results.command';

@CommandHandler(ReturnResults)
export class ReturnResultsHandler implements ICommandHandler<ReturnResults> {
  constructor(private readonly dossiers: Dossiers) {}

  async execute({ id, context }: ReturnResults) {
    allow(context.actor, 'officer');
    const { revision } = await this.dossiers.execute(id, { type: 'ReturnResults' }, context);
    return { id, revision };
  }
}
