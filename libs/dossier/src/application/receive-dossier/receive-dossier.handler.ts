import { allow } from '@lienthong/access';
import { checkSubmission, type Bundle } from '@lienthong/bundle';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { known, type Dossier } from '../../domain';
import { Dossiers } from '../dossiers';
import { FormOutdated, ReceiveDossier, type Received } from './receive-dossier.command';

@CommandHandler(ReceiveDossier)
export class ReceiveDossierHandler implements ICommandHandler<ReceiveDossier> {
  constructor(private readonly dossiers: Dossiers) {}

  /** @throws CommandRejected FormOutdated */
  async execute({ id, context, oneStopCode }: ReceiveDossier): Promise<Received> {
    allow(context.actor, 'officer');
    const { dossier, revision } = await this.dossiers.execute(
      id,
      { type: 'ReceiveDossier', ...(oneStopCode !== undefined && { oneStopCode }) },
      context,
      checkForm,
    );
    return { id, bundle: this.dossiers.pinned(dossier).ref, revision };
  }
}

/** The form was checked when it was submitted; the version that is pinned now may be a newer one, and ask for more. */
function checkForm({ phase, form, chosen }: Dossier, bundle: Bundle): void {
  if (phase !== 'submitted') return;
  const breaches = checkSubmission(bundle, known(form) ?? {}, chosen);
  if (breaches.length > 0) throw new FormOutdated(breaches);
}
