import type { Bundle } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import { supplementRequested } from './decide-supplement';
import { hasEnded, isUnderWay, type Dossier } from './dossier';
import type { DossierEvent } from './dossier.events';
import { startedProcedures } from './started-procedures';
import { openSupplements } from './turns';

// What the saga decides upon the citizen's turns.

/** A dossier that was withdrawn or stopped ends: what has not been decided does not come about. */
export function end(dossier: Dossier, bundle: Bundle): readonly DossierEvent[] {
  const { ending } = dossier;
  if (!ending || !isUnderWay(dossier)) return [];
  return bundle.procedures.flatMap(({ key }): DossierEvent[] => {
    const procedure = dossier.procedures[key];
    if (!procedure || hasEnded(procedure)) return [];
    const skipped: DossierEvent = { type: 'ProcedureSkipped', data: { procedure: key, why: ending } };
    return procedure.handoff ? [{ type: 'HandoffWithdrawn', data: { handoff: procedure.handoff } }, skipped] : [skipped];
  });
}

/** An applicant who does not answer in time has the procedure refused by rule: once, however much was asked for. */
export function expireSupplements(dossier: Dossier, bundle: Bundle, now: Instant): readonly DossierEvent[] {
  const expired = openSupplements(dossier).filter(({ procedure, respondBy }) => procedure && respondBy !== undefined && respondBy <= now);
  if (expired.length === 0) return [];
  const refused = startedProcedures(dossier, bundle).filter(([{ key }]) => expired.some(({ procedure }) => procedure === key));
  return [
    ...expired.map(({ number }): DossierEvent => ({ type: 'SupplementExpired', data: { supplement: number } })),
    ...refused.map(([{ key: procedure }, { id: handoff }]): DossierEvent => {
      return { type: 'ProcedureRefused', data: { procedure, handoff, byRule: 'supplement-expired' } };
    }),
  ];
}

/** An agency that asks for a supplement asks the citizen, and time runs from now. */
export function requestSupplements(dossier: Dossier, bundle: Bundle, now: Instant): readonly DossierEvent[] {
  for (const [{ key: procedure }, { report }] of startedProcedures(dossier, bundle)) {
    if (report?.status !== 'supplement-needed') continue;
    const { message } = report;
    if (dossier.turns.supplements.some((each) => each.procedure === procedure && each.message === message)) continue;
    return [supplementRequested(dossier, { by: 'agency', procedure, message, fields: [] }, bundle, now)];
  }
  return [];
}
