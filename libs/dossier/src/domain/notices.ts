import type { Bundle, ProcedureKey } from '@lienthong/bundle';
import { plusMillis, type Instant } from '@lienthong/calendar';
import type { Dossier } from './dossier';
import { handoffId, type DossierEvent, type Notice } from './dossier.events';
import { mayHaveArrived } from './handoff';

/**
 * What happened to a procedure after it was handed over has to reach the agency, as surely as the procedure itself did: a
 * supplement, a correction, a withdrawal each goes out as a handoff of its own. Dossiers that have ended are corrected, too. An agency
 * that surely has nothing is told nothing: it could only answer that it knows no such matter.
 */
export function tellAgencies(dossier: Dossier, bundle: Bundle, now: Instant): readonly DossierEvent[] {
  const due = [...supplements(dossier), ...corrections(dossier), ...withdrawals(dossier)];
  if (due.length === 0) return [];
  return due.flatMap(([procedure, notice]): DossierEvent[] => {
    const about = dossier.handoffs[procedure];
    const handoff = handoffId(dossier.id, procedure, notice);
    const definition = bundle.procedures.find(({ key }) => key === procedure);
    if (!about || !mayHaveArrived(about) || !definition || isTold(dossier, procedure, notice)) return [];
    const respondBy = plusMillis(now, definition.acknowledgeWithinMs);
    return [{ type: 'HandoffRequested', data: { handoff, procedure, agency: about.agency, respondBy, notice } }];
  });
}

type Due = readonly [ProcedureKey, Notice];

/** What was provided before the procedure was last sent stands in its own message. */
const supplements = ({ turns, handoffs }: Dossier): Due[] =>
  turns.supplements.flatMap(({ is, procedure, number, sentBefore }) => {
    const isNews = is === 'provided' && procedure !== undefined && (handoffs[procedure]?.attempts ?? 0) === sentBefore;
    return procedure && isNews ? [[procedure, { kind: 'supplement', number }] as const] : [];
  });

const corrections = ({ corrections: all }: Dossier): Due[] =>
  all.flatMap((affected, at) => affected.map((procedure) => [procedure, { kind: 'correction', number: at + 1 }] as const));

/** It ended without the agency's word: the agency is not to go on with it. */
const withdrawals = ({ handoffs }: Dossier): Due[] =>
  Object.values(handoffs)
    .filter(({ cutOff, notice }) => cutOff && !notice)
    .map(({ procedure }) => [procedure, { kind: 'withdrawal', number: 1 }] as const);

const isTold = ({ handoffs }: Dossier, procedure: ProcedureKey, notice: Notice): boolean =>
  Object.values(handoffs).some(
    ({ notice: told, procedure: of }) => of === procedure && told?.kind === notice.kind && told.number === notice.number,
  );
