import { allow } from '@lienthong/access';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { dossierOfHandoff } from '../../domain';
import { Dossiers } from '../dossiers';
import { ReleaseHandoff } from './release-handoff.command';

@CommandHandler(ReleaseHandoff)
export class ReleaseHandoffHandler implements ICommandHandler<ReleaseHandoff> {
  constructor(private readonly dossiers: Dossiers) {}

  async execute({ handoff, reason, context }: ReleaseHandoff) {
    allow(context.actor, 'operator', 'officer');
    const { revision } = await this.dossiers.execute(dossierOfHandoff(handoff), { type: 'ReleaseHandoff', handoff, reason }, context);
    return { handoff, revision };
  }
}
