import { allow } from '@lienthong/access';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Dossiers } from '../dossiers';
import { requireSeen } from '../seen-version';
import { ReturnResults, type Returned } from './return-results.command';

@CommandHandler(ReturnResults)
export class ReturnResultsHandler implements ICommandHandler<ReturnResults> {
  constructor(private readonly dossiers: Dossiers) {}

  /** @throws CommandRejected VersionChanged */
  async execute({ id, context, ifMatch }: ReturnResults): Promise<Returned> {
    allow(context.actor, 'officer');
    const { revision, position } = await this.dossiers.execute(id, { type: 'ReturnResults' }, context, (_, __, revision) =>
      requireSeen(revision, ifMatch),
    );
    return { id, revision, position };
  }
}
