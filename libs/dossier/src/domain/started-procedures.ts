import type { Bundle, Procedure } from '@lienthong/bundle';
import { handoffOf, type Dossier } from './dossier';
import type { Handoff } from './handoff';

/** The procedures that are under way, each with its handoff, in the order of the definition. */
export function startedProcedures(dossier: Dossier, bundle: Bundle): [Procedure, Handoff][] {
  const started: [Procedure, Handoff][] = [];
  for (const procedure of bundle.procedures) {
    const state = dossier.procedures[procedure.key];
    const handoff = state?.status === 'started' ? handoffOf(dossier, state) : undefined;
    if (handoff) started.push([procedure, handoff]);
  }
  return started;
}
