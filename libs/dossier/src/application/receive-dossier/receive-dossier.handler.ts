import { allow } from '@lienthong/access';
import { checkSubmission, type Bundle } from '@lienthong/bundle';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { known, type Dossier } from '../../domain';
import { Dossiers } from '../dossiers';
import { Duplicates } from '../duplicates/duplicates';
import { requireSeen } from '../seen-version';
import { FormOutdated, ReceiveDossier, type Received } from './receive-dossier.command';

@CommandHandler(ReceiveDossier)
export class ReceiveDossierHandler implements ICommandHandler<ReceiveDossier> {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly duplicates: Duplicates,
  ) {}

  /** @throws CommandRejected VersionChanged FormOutdated DuplicateUndecided ReadModelsBehind */
  async execute({ id, context, oneStopCode, ifMatch }: ReceiveDossier): Promise<Received> {
    allow(context.actor, 'officer');
    await this.duplicates.requireDecided(id);
    const { dossier, revision, position } = await this.dossiers.execute(
      id,
      { type: 'ReceiveDossier', ...(oneStopCode !== undefined && { oneStopCode }) },
      context,
      (dossier, bundle, revision) => {
        requireSeen(revision, ifMatch);
        checkForm(dossier, bundle);
      },
    );
    return { id, bundle: this.dossiers.pinned(dossier).ref, revision, position };
  }
}

/** The form was checked when it was submitted; the version that is pinned now may be a newer one, and ask for more. */
function checkForm({ phase, form, chosen }: Dossier, bundle: Bundle): void {
  if (phase !== 'submitted') return;
  const breaches = checkSubmission(bundle, known(form) ?? {}, chosen);
  if (breaches.length > 0) throw new FormOutdated(breaches);
}
