import { allow, type Actor } from '@lienthong/access';
import type { Workflows } from '@lienthong/bundle';
import { localDate, type Clock } from '@lienthong/calendar';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { DossierEvent } from '../../domain';
import { hashesIn, type Attachments } from '../attachments';
import { Dossiers, type Execution } from '../dossiers';
import { refuseMissing } from '../missing-attachments';
import { Duplicates } from '../duplicates/duplicates';
import { requireSeen } from '../seen-version';
import { requireServing } from '../serving-office';
import { ATTACHMENTS, CLOCK, WORKFLOWS } from '../tokens';
import { ActOnDossier, type Act, type Acted } from './act-on-dossier.command';
import { checkAct } from './check-act';

/**
 * Citizens answer and withdraw; at the counter an officer does it for them. What is no office's yet, operators assign, too. All else is the
 * office's.
 */
const FOR: Readonly<Record<Act['type'], readonly Actor['kind'][]>> = {
  RequestSupplement: ['officer'],
  ProvideSupplement: ['citizen', 'officer'],
  RequestPayment: ['officer'],
  RecordPayment: ['officer'],
  WithdrawDossier: ['citizen', 'officer'],
  DeclineDossier: ['officer'],
  AssignOffice: ['officer', 'operator'],
  DecideDuplicate: ['officer'],
  StopDossier: ['officer'],
  CorrectDossier: ['officer'],
  RequireVerification: ['officer'],
  IssueApology: ['officer'],
};

@CommandHandler(ActOnDossier)
export class ActOnDossierHandler implements ICommandHandler<ActOnDossier> {
  constructor(
    private readonly dossiers: Dossiers,
    @Inject(ATTACHMENTS) private readonly attachments: Attachments,
    private readonly duplicates: Duplicates,
    @Inject(WORKFLOWS) private readonly workflows: Workflows,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws CommandRejected VersionChanged ProcedureUnknown SubmissionInvalid CandidateUnknown OfficeUnknown */
  async execute(command: ActOnDossier): Promise<Acted> {
    const { id, context, ifMatch } = command;
    allow(context.actor, ...FOR[command.act.type]);
    const act = this.today(command.act);
    if (act.type === 'DecideDuplicate') await this.duplicates.requireRelated(id, act.candidates);
    const form = 'form' in act ? act.form : undefined;
    const execution = await this.dossiers.execute(id, act, context, async (dossier, bundle, revision) => {
      requireSeen(revision, ifMatch);
      checkAct(act, dossier, bundle);
      if (form === undefined) return;
      await refuseMissing(this.attachments, form, context.actor, id);
      await this.attachments.take(hashesIn(form), context.actor, id);
    });
    if (form !== undefined) await this.attachments.release(hashesIn(form), context.actor);
    const { revision, position } = execution;
    return { id, ...numberOf(await this.factOf(command, execution)), revision, position };
  }

  /** An office is assigned by its own code or by that of a commune that was merged into it. */
  private today(act: Act): Act {
    if (act.type !== 'AssignOffice') return act;
    return { ...act, ...requireServing(this.workflows.offices, act.office, localDate(this.clock.now())) };
  }

  /** What the command established, now or when it was carried out the first time. */
  private async factOf({ id, context }: ActOnDossier, { events: [fact] }: Execution): Promise<DossierEvent | undefined> {
    if (fact) return fact;
    for await (const { event, metadata } of this.dossiers.history(id)) if (metadata.commandId === context.commandId) return event;
    return undefined;
  }
}

function numberOf(fact: DossierEvent | undefined): Pick<Acted, 'supplement' | 'payment' | 'correction' | 'apology'> {
  switch (fact?.type) {
    case 'SupplementRequested':
      return { supplement: fact.data.supplement };
    case 'PaymentRequested':
      return { payment: fact.data.payment };
    case 'ApologyIssued':
      return { apology: fact.data.apology };
    case 'DossierCorrected':
      return { correction: fact.data.correction };
    default:
      return {};
  }
}
