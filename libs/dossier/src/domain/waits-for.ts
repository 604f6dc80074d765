import type { Dossier } from './dossier';
import type { HandoffId } from './dossier.events';
import type { Handoff } from './handoff';

/** What an open dossier waits for. */
export type Waiting =
  | { readonly on: 'task'; readonly task: Task; readonly handoff?: HandoffId }
  /** In flight: the engine or the agency has the next move, and the engine looks again by itself. */
  | { readonly on: 'handoff'; readonly handoff: HandoffId };

/** What a person has to do. `supplement`: the agency asks for one; `clear-up-report`: its report lies in quarantine. */
export type Task = 'receive' | 'return-results' | 'release-handoff' | 'supplement' | 'clear-up-report';

/**
 * Everything that an open dossier waits for. An open dossier that waits for nothing has been lost on the way: there must be
 * none, and `saga.properties.spec.ts` looks for one.
 */
export function waitsFor({ phase, handoffs }: Dossier): readonly Waiting[] {
  const waiting: Waiting[] = Object.values(handoffs).flatMap((handoff) => handoffWaitsFor(handoff));
  if (phase === 'submitted') waiting.unshift({ on: 'task', task: 'receive' });
  if (phase === 'completed') waiting.unshift({ on: 'task', task: 'return-results' });
  return waiting;
}

function handoffWaitsFor({ id, stage, awaiting, report, quarantined }: Handoff): Waiting[] {
  const waiting: Waiting[] = [];
  if (quarantined.length > 0) waiting.push({ on: 'task', task: 'clear-up-report', handoff: id });
  if (stage.is === 'parked') return [...waiting, { on: 'task', task: 'release-handoff', handoff: id }];
  if (stage.is === 'settled' && awaiting.length === 0) return waiting;
  if (report?.status === 'supplement-needed') waiting.push({ on: 'task', task: 'supplement', handoff: id });
  return [...waiting, { on: 'handoff', handoff: id }];
}
