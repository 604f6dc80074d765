import { allow } from '@lienthong/access';
import { checkSubmission, type Workflows } from '@lienthong/bundle';
import type { Clock } from '@lienthong/calendar';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CommandRejected, known } from '../../domain';
import { Dossiers } from '../dossiers';
import { SubmissionInvalid } from '../submit-dossier/submit-dossier.command';
import { CLOCK, WORKFLOWS } from '../tokens';
import { ReceiveDossier, type Received } from './receive-dossier.command';

@CommandHandler(ReceiveDossier)
export class ReceiveDossierHandler implements ICommandHandler<ReceiveDossier> {
  constructor(
    private readonly dossiers: Dossiers,
    @Inject(WORKFLOWS) private readonly workflows: Workflows,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws CommandRejected SubmissionInvalid: a newer version came into force since submission, and the form breaks it */
  async execute({ id, context, oneStopCode }: ReceiveDossier): Promise<Received> {
    allow(context.actor, 'officer');
    await this.checkAgainstVersionInForce(id);
    const { dossier, revision } = await this.dossiers.execute(
      id,
      { type: 'ReceiveDossier', ...(oneStopCode !== undefined && { oneStopCode }) },
      context,
    );
    return { id, bundle: this.dossiers.pinned(dossier).ref, revision };
  }

  private async checkAgainstVersionInForce(id: ReceiveDossier['id']): Promise<void> {
    const loaded = await this.dossiers.load(id);
    if (loaded?.dossier.phase !== 'submitted') return;
    const { code, chosen, form } = loaded.dossier;
    const bundle = this.workflows.inForce(code, this.clock.now());
    if (!bundle) throw new CommandRejected('no-version-in-force', code);
    const breaches = checkSubmission(bundle, known(form) ?? {}, chosen);
    if (breaches.length > 0) throw new SubmissionInvalid(breaches);
  }
}
