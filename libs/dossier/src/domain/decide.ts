import type { Bundle } from '@lienthong/bundle';
import { plusMillis, type Instant } from '@lienthong/calendar';
import { CommandRejected, type Command, type HandoffCommand } from './commands';
import { endedProcedures, findHandoff, type Dossier } from './dossier';
import type { DossierEvent, Sha256, StatusReport } from './dossier.events';
import { isKnown, isOverdue, isReached, type Handoff } from './handoff';
import { standing } from './standing';

/**
 * The facts that a command establishes. Pure: the same dossier, command, definition and time give the same facts. A command
 * that says what is known already gives none. What follows from the facts is the saga's (`saga.ts`).
 *
 * @param bundle the pinned version; for `ReceiveDossier` the one in force, which will be pinned
 * @throws CommandRejected the dossier's state does not allow it
 */
export function decide(dossier: Dossier | undefined, command: Command, bundle: Bundle, now: Instant): readonly DossierEvent[] {
  if (command.type === 'SubmitDossier') {
    if (dossier) throw new CommandRejected('dossier-exists', dossier.id);
    return [{ type: 'DossierSubmitted', data: command.submission }];
  }
  if (!dossier) throw new CommandRejected('dossier-not-found', command.type);
  switch (command.type) {
    case 'ReceiveDossier': {
      if (dossier.phase !== 'submitted') throw new CommandRejected('already-received', dossier.phase);
      const definition = bundle.digest as Sha256;
      const { oneStopCode } = command;
      return [{ type: 'DossierReceived', data: { bundle: bundle.ref, definition, ...(oneStopCode && { oneStopCode }) } }];
    }
    case 'ReturnResults': {
      if (dossier.phase === 'returned') throw new CommandRejected('results-already-returned', dossier.id);
      if (dossier.phase !== 'completed') throw new CommandRejected('results-not-ready', dossier.phase);
      return [{ type: 'ResultsReturned', data: { by: 'one-stop', procedures: endedProcedures(dossier) } }];
    }
    default:
      return decideHandoff(dossier, command, bundle, now);
  }
}

function decideHandoff(dossier: Dossier, command: HandoffCommand, bundle: Bundle, now: Instant): readonly DossierEvent[] {
  const handoff = findHandoff(dossier, command.handoff);
  if (!handoff) throw new CommandRejected('handoff-not-found', command.handoff);
  switch (command.type) {
    case 'AttemptHandoff': {
      // No fact: the saga parks it in this very append.
      if (isOverdue(handoff, now)) return [];
      if (!mayAttempt(handoff, now)) throw new CommandRejected('attempt-not-due', handoff.stage.is);
      return [{ type: 'HandoffAttempted', data: { handoff: handoff.id, attempt: handoff.attempts + 1, sent: command.sent } }];
    }
    case 'RecordAttemptFailure': {
      const { attempt, failure, retryAt } = command;
      if (attempt !== handoff.attempts || attempt <= handoff.answered) return [];
      return [{ type: 'HandoffAttemptFailed', data: { handoff: handoff.id, attempt, ...failure, ...(retryAt && { retryAt }) } }];
    }
    case 'RecordAcknowledgement': {
      const { type: _, report, ...data } = command;
      const acknowledged: DossierEvent = { type: 'HandoffAcknowledged', data };
      const known = isReached(handoff) && handoff.answered === handoff.attempts;
      const { handoff: id, received } = data;
      return [
        ...(known ? [] : [acknowledged]),
        ...(report ? statusReported(handoff, { handoff: id, via: 'answer', received, ...report }) : []),
      ];
    }
    case 'RecordNotFound':
      if (!mayInquire(handoff)) return [];
      return [
        { type: 'HandoffNotFound', data: { handoff: handoff.id, received: command.received, ...(command.sent && { sent: command.sent }) } },
      ];
    case 'RecordInquiryFailure': {
      if (!mayInquire(handoff)) return [];
      const { failure, retryAt } = command;
      return [{ type: 'HandoffInquiryFailed', data: { handoff: handoff.id, ...failure, ...(retryAt && { retryAt }) } }];
    }
    case 'RecordHandoffRefusal': {
      const { by, code, detail, received } = command;
      if (isReached(handoff)) return [];
      return [{ type: 'HandoffRefused', data: { handoff: handoff.id, by, code, detail, ...(received && { received }) } }];
    }
    case 'RecordAgencyStatus': {
      const { type: _, ...report } = command;
      return statusReported(handoff, report);
    }
    case 'RecordQuarantinedReport': {
      const { type: _, ...data } = command;
      return handoff.messages.includes(data.message) ? [] : [{ type: 'AgencyReportQuarantined', data }];
    }
    case 'ExpireAcknowledgement':
      return [];
    case 'ReleaseHandoff': {
      if (handoff.stage.is !== 'parked') throw new CommandRejected('handoff-not-parked', handoff.stage.is);
      const respondBy = plusMillis(now, acknowledgeWithinMs(bundle, handoff));
      return [{ type: 'HandoffReleased', data: { handoff: handoff.id, reason: command.reason, respondBy } }];
    }
  }
}

function statusReported(handoff: Handoff, report: Omit<StatusReport, 'standing'>): readonly DossierEvent[] {
  if (isKnown(handoff, report.message)) return [];
  return [{ type: 'AgencyStatusReported', data: { ...report, standing: standing(handoff, report.status, report.result) } }];
}

/** Due, and nobody else is at it. */
const mayAttempt = ({ stage }: Handoff, now: Instant): boolean =>
  stage.is === 'requested' || (stage.is === 'retrying' && stage.retryAt <= now);

/** What an inquiry brought is worth knowing as long as the agency may have it without our knowing, also while it is parked. */
const mayInquire = (handoff: Handoff): boolean => handoff.uncertain && !isReached(handoff);

function acknowledgeWithinMs(bundle: Bundle, handoff: Handoff): number {
  const procedure = bundle.procedures.find(({ key }) => key === handoff.procedure);
  if (!procedure) throw new Error(`${bundle.ref} has no procedure ${handoff.procedure}`);
  return procedure.acknowledgeWithinMs;
}
