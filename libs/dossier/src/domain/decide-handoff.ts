import type { Bundle } from '@lienthong/bundle';
import { plusMillis, type Instant } from '@lienthong/calendar';
import { CommandRejected, type HandoffCommand } from './commands';
import { findHandoff, type Dossier } from './dossier';
import type { DossierEvent, StatusReport } from './dossier.events';
import { isKnown, isOverdue, isReached, type Handoff } from './handoff';
import { standing } from './standing';

/** What was done about a handoff, or said of it. */
export function decideHandoff(dossier: Dossier, command: HandoffCommand, bundle: Bundle, now: Instant): readonly DossierEvent[] {
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
      if (!mayInquire(handoff, command.attempt)) return [];
      return [
        { type: 'HandoffNotFound', data: { handoff: handoff.id, received: command.received, ...(command.sent && { sent: command.sent }) } },
      ];
    case 'RecordInquiryFailure': {
      if (!mayInquire(handoff, command.attempt)) return [];
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
  return [{ type: 'AgencyStatusReported', data: { ...report, standing: standing(handoff, report) } }];
}

/** Due, and nobody else is at it. */
const mayAttempt = ({ stage }: Handoff, now: Instant): boolean =>
  stage.is === 'requested' || (stage.is === 'retrying' && stage.retryAt <= now);

/**
 * What an inquiry brought is worth knowing as long as the agency may have it without our knowing, also while it is parked. Not once it was
 * sent again: what was not there before may be on its way now.
 */
const mayInquire = (handoff: Handoff, attempt: number): boolean => handoff.uncertain && !isReached(handoff) && attempt === handoff.attempts;

function acknowledgeWithinMs(bundle: Bundle, handoff: Handoff): number {
  const procedure = bundle.procedures.find(({ key }) => key === handoff.procedure);
  if (!procedure) throw new Error(`${bundle.ref} has no procedure ${handoff.procedure}`);
  return procedure.acknowledgeWithinMs;
}
