import { allow } from '@lienthong/access';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dossierOfHandoff } from '../../domain';
import { Dossiers } from '../dossiers';
import { requireSeen } from '../seen-version';
import { ReleaseHandoff, type Released } from './release-handoff.command';

@CommandHandler(ReleaseHandoff)
export class ReleaseHandoffHandler implements ICommandHandler<ReleaseHandoff> {
  constructor(private readonly dossiers: Dossiers) {}

  /** @throws CommandRejected VersionChanged */
  async execute({ handoff, reason, context, ifMatch }: ReleaseHandoff): Promise<Released> {
    allow(context.actor, 'operator', 'officer');
    const command = { type: 'ReleaseHandoff', handoff, reason } as const;
    const { revision, position } = await this.dossiers.execute(dossierOfHandoff(handoff), command, context, (_, __, revision) =>
      requireSeen(revision, ifMatch),
    );
    return { handoff, revision, position };
  }
}
