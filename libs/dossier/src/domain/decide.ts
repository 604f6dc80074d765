import type { Bundle, ProcedureKey } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import { CommandRejected, type Command } from './commands';
import { decideCorrection } from './decide-correction';
import { decideDuplicate } from './decide-duplicate';
import { decideHandoff } from './decide-handoff';
import { assignedOffice, submitted } from './decide-office';
import { decideSupplement, providedSupplement, supplementExpiredAtIntake } from './decide-supplement';
import { decideApology, decideVerification, refuseWithoutCalendar } from './decide-time';
import { isQuarantined } from './quarantine';
import { endedProcedures, isOver, isUnderWay, type Dossier } from './dossier';
import type { DossierEvent, Sha256 } from './dossier.events';
import { openSupplements } from './turns';

/**
 * The facts that a command establishes. Pure: the same dossier, command, definition and time give the same facts. A command
 * that says what is known already gives none. What follows from the facts is the saga's (`saga.ts`).
 *
 * @param bundle the pinned version; before the reception the one in force
 * @throws CommandRejected the dossier's state does not allow it
 */
export function decide(dossier: Dossier | undefined, command: Command, bundle: Bundle, now: Instant): readonly DossierEvent[] {
  if (command.type === 'SubmitDossier') {
    if (dossier) throw new CommandRejected('dossier-exists', dossier.id);
    return submitted(command);
  }
  if (!dossier) throw new CommandRejected('dossier-not-found', command.type);
  switch (command.type) {
    case 'ReceiveDossier': {
      refuseUnlessSubmitted(dossier);
      if (isQuarantined(dossier)) throw new CommandRejected('office-unassigned', dossier.office);
      const [open] = openSupplements(dossier);
      if (open) throw new CommandRejected('supplement-open', String(open.number));
      refuseWithoutCalendar(dossier, bundle, now);
      const definition = bundle.digest as Sha256;
      const { oneStopCode } = command;
      return [{ type: 'DossierReceived', data: { bundle: bundle.ref, definition, ...(oneStopCode && { oneStopCode }) } }];
    }
    case 'DeclineDossier':
      refuseUnlessSubmitted(dossier);
      return [{ type: 'DossierDeclined', data: { why: 'declined', reason: command.reason } }];
    case 'AssignOffice':
      refuseUnlessSubmitted(dossier);
      return assignedOffice(dossier, command);
    case 'DecideDuplicate':
      refuseUnlessSubmitted(dossier);
      return decideDuplicate(dossier, command);
    case 'ReturnResults': {
      if (dossier.phase === 'returned') throw new CommandRejected('results-already-returned', dossier.id);
      if (dossier.phase !== 'completed') throw new CommandRejected('results-not-ready', dossier.phase);
      return [{ type: 'ResultsReturned', data: { by: 'one-stop', procedures: endedProcedures(dossier) } }];
    }
    case 'RequestSupplement':
      return decideSupplement(dossier, command, bundle, now);
    case 'ProvideSupplement':
      return providedSupplement(dossier, command, bundle, now);
    case 'RequestPayment': {
      refuseUnlessOpen(dossier);
      refuseUnlessStarted(dossier, command.procedure);
      const { type: _, ...asked } = command;
      return [{ type: 'PaymentRequested', data: { payment: dossier.turns.payments.length + 1, ...asked } }];
    }
    case 'RecordPayment': {
      const { payment: number, reference } = command;
      const payment = dossier.turns.payments.find((each) => each.number === number);
      if (!payment) throw new CommandRejected('payment-not-found', String(number));
      if (payment.is === 'received') throw new CommandRejected('payment-already-received', String(number));
      return [{ type: 'PaymentReceived', data: { payment: number, reference } }];
    }
    case 'WithdrawDossier':
      refuseUnlessOpen(dossier);
      // What was registered is not undone by a withdrawal: from the first decision on it is too late.
      if (endedProcedures(dossier).length > 0) throw new CommandRejected('already-decided', dossier.phase);
      return [{ type: 'WithdrawalRequested', data: { reason: command.reason } }];
    case 'StopDossier':
      if (!isUnderWay(dossier)) throw new CommandRejected(dossier.phase === 'submitted' ? 'not-received' : 'dossier-ended', dossier.phase);
      return [{ type: 'DossierStopped', data: { reason: command.reason } }];
    case 'RequireVerification':
      return decideVerification(dossier, command, bundle);
    case 'IssueApology':
      return decideApology(dossier, command, bundle, now);
    case 'CorrectDossier':
      return decideCorrection(dossier, command, bundle);
    case 'PassTime':
      return supplementExpiredAtIntake(dossier, now);
    default:
      return decideHandoff(dossier, command, bundle, now);
  }
}

function refuseUnlessSubmitted({ phase }: Dossier): void {
  if (phase !== 'submitted') throw new CommandRejected(phase === 'closed' ? 'dossier-ended' : 'already-received', phase);
}

function refuseUnlessStarted(dossier: Dossier, procedure: ProcedureKey | undefined): void {
  const started = procedure === undefined || dossier.procedures[procedure]?.status === 'started';
  if (!started) throw new CommandRejected('procedure-not-under-way', procedure);
}

function refuseUnlessOpen(dossier: Dossier): void {
  if (dossier.phase === 'completed' || isOver(dossier)) throw new CommandRejected('dossier-ended', dossier.phase);
}
