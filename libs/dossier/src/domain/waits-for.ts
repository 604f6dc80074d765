import type { Dossier } from './dossier';
import type { HandoffId } from './dossier.events';
import type { Handoff } from './handoff';
import { isQuarantined } from './quarantine';
import { openPayments, openSupplements, type Supplement } from './turns';

/** What an open dossier waits for. */
export type Waiting =
  | { readonly on: 'task'; readonly task: Task; readonly handoff?: HandoffId }
  /** In flight: the engine or the agency has the next move, and the engine looks again by itself. */
  | { readonly on: 'handoff'; readonly handoff: HandoffId };

/** What a person has to do. `assign-office`: nobody knows to which one-stop it belongs; `supplement`, `payment`: the citizen's turn; `clear-up-report`: an agency's report lies in quarantine. */
export type Task = 'assign-office' | 'receive' | 'return-results' | 'release-handoff' | 'supplement' | 'payment' | 'clear-up-report';

/**
 * Everything that an open dossier waits for. An open dossier that waits for nothing has been lost on the way: there must be
 * none, and `saga.properties.spec.ts` looks for one.
 */
export function waitsFor(dossier: Dossier): readonly Waiting[] {
  const { phase, handoffs } = dossier;
  const waiting: Waiting[] = Object.values(handoffs).flatMap((handoff) => handoffWaitsFor(handoff));
  const supplements = openSupplements(dossier);
  waiting.unshift(...supplements.map((each) => supplementTask(dossier, each)));
  waiting.unshift(...openPayments(dossier).map((): Waiting => ({ on: 'task', task: 'payment' })));
  // What the dossier lacks has to come first, and so has the one-stop that receives it.
  if (isQuarantined(dossier)) waiting.unshift({ on: 'task', task: 'assign-office' });
  else if (phase === 'submitted' && supplements.length === 0) waiting.unshift({ on: 'task', task: 'receive' });
  if (phase === 'completed') waiting.unshift({ on: 'task', task: 'return-results' });
  return waiting;
}

function supplementTask({ handoffs }: Dossier, { procedure }: Supplement): Waiting {
  const handoff = procedure && handoffs[procedure]?.id;
  return { on: 'task', task: 'supplement', ...(handoff && { handoff }) };
}

function handoffWaitsFor({ id, stage, awaiting, quarantined }: Handoff): Waiting[] {
  const waiting: Waiting[] = [];
  if (quarantined.length > 0) waiting.push({ on: 'task', task: 'clear-up-report', handoff: id });
  if (stage.is === 'parked') return [...waiting, { on: 'task', task: 'release-handoff', handoff: id }];
  if (stage.is === 'settled' && awaiting.length === 0) return waiting;
  return [...waiting, { on: 'handoff', handoff: id }];
}
