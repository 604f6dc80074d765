import { checkSubmission, type Bundle, type ProcedureKey, type Workflows } from '@lienthong/bundle';
import { localDate, type Clock, type Instant } from '@lienthong/calendar';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Inject } from '@nestjs/common';
import type { Command, DossierId, OfficeCode } from '../../domain';
import { hashesIn, type Attachments } from '../attachments';
import { Dossiers } from '../dossiers';
import { refuseMissing } from '../missing-attachments';
import { destinationOf, OfficeUnknown, type Destination } from '../serving-office';
import { SubmissionKeys } from '../submission-keys';
import { ATTACHMENTS, CLOCK, WORKFLOWS } from '../tokens';
import {
  BundleUnknown,
  SubmissionInvalid,
  VersionNotInForce,
  VersionUnknown,
  SubmitDossier,
  type Submitted,
} from './submit-dossier.command';
import type { SubmitDossierDto } from './submit-dossier.dto';

@CommandHandler(SubmitDossier)
export class SubmitDossierHandler implements ICommandHandler<SubmitDossier> {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly keys: SubmissionKeys,
    @Inject(WORKFLOWS) private readonly workflows: Workflows,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ATTACHMENTS) private readonly attachments: Attachments,
  ) {}

  /** @throws BundleUnknown VersionUnknown VersionNotInForce OfficeUnknown SubmissionInvalid IdempotencyKeyReused */
  async execute({ submission, context, idempotencyKey }: SubmitDossier): Promise<Submitted> {
    // Asked again after the answer was lost: what was accepted then is not judged by the rules of now.
    const before = idempotencyKey === undefined ? undefined : await this.keys.find(context.actor, idempotencyKey, submission);
    const answered = before && (await this.answered(before));
    if (answered) return answered;

    const now = this.clock.now();
    const bundle = this.workflows.inForce(submission.bundle, now);
    if (!bundle) throw new BundleUnknown(submission.bundle);
    this.checkVersion(submission.version, bundle);
    const { quarantine, ...office } = this.officeFor(submission, now);
    const chosen = submission.chosen as ProcedureKey[];
    const breaches = checkSubmission(bundle, submission.form, chosen);
    if (breaches.length > 0) throw new SubmissionInvalid(breaches);
    await refuseMissing(this.attachments, submission.form, context.actor);

    const id = idempotencyKey === undefined ? this.keys.newId() : await this.keys.idFor(context.actor, idempotencyKey, submission);
    const files = hashesIn(submission.form);
    await this.attachments.take(files, context.actor, id);
    const { channel, delivery, form, linkedNumber } = submission;
    const { events, revision, position } = await this.dossiers.execute(
      id,
      {
        type: 'SubmitDossier',
        submission: {
          bundle: bundle.code,
          channel,
          ...office,
          delivery,
          chosen,
          form,
          ...(linkedNumber !== undefined && { linkedNumber }),
        },
        ...(quarantine && { quarantine }),
      },
      context,
    );
    await this.attachments.release(files, context.actor);
    // Nothing new: the same request was faster, and the dossier may have moved on since.
    return (events.length === 0 && (await this.answered(id))) || { id, revision, position, ...(quarantine && { quarantined: quarantine }) };
  }

  private checkVersion(version: string | undefined, { code, ref }: Bundle): void {
    if (version === undefined || version === ref) return;
    throw this.workflows.get(version)?.code === code ? new VersionNotInForce(version, ref) : new VersionUnknown(version, ref);
  }

  /**
   * A commune that was merged away is served by its successor: the citizen need not know, and what was written is kept. Where nobody serves,
   * what came in online is kept for a person to look at. At the counter that person is there, and writes another code.
   */
  private officeFor({ office: code, channel }: SubmitDossierDto, now: Instant): Destination & Pick<Submitting, 'quarantine'> {
    const destination = destinationOf(this.workflows.offices, code, localDate(now));
    if (!('why' in destination)) return destination;
    if (channel === 'counter') throw new OfficeUnknown(code);
    return { office: code as OfficeCode, quarantine: destination.why };
  }

  /** What was answered when the dossier was submitted, if it was. */
  private async answered(id: DossierId): Promise<Submitted | undefined> {
    let answer: Submitted | undefined;
    let command: string | undefined;
    for await (const { event, revision, position, metadata } of this.dossiers.history(id)) {
      if (command !== undefined && metadata.commandId !== command) break;
      command = metadata.commandId;
      answer = { id, revision, position, ...(event.type === 'DossierQuarantined' && { quarantined: event.data.why }) };
    }
    return answer;
  }
}

type Submitting = Extract<Command, { type: 'SubmitDossier' }>;
