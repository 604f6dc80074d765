import type { Bundle, Procedure } from '@lienthong/bundle';
import { handoffOf, type Dossier } from './dossier';
import type { Handoff } from './handoff';

/** The procedures that are under way, each with its handoff, in the order of the definition. */
export function startedProcedures(dossier: Dossier, bundle: Bundle): [Procedure, Handoff][] {
  return bundle.procedures.flatMap((procedure): [Procedure, Handoff][] => {
    const state = dossier.procedures[procedure.key];
    const handoff = state?.status === 'started' ? handoffOf(dossier, state) : undefined;
    return handoff ? [[procedure, handoff]] : [];
  });
}
