import { setTimeout as pause } from 'node:timers/promises';
import type { Programs } from '../programs';
import { followLog } from './follow-log';
import type { OpenLog } from './open-log';
import type { SeededRandom } from './seeded-random';

type Phase = 'submitting' | 'working' | 'ending';

/** A moment at which the engine dies, by what is in the log: so many events of these types. */
interface Moment {
  readonly phase: Phase;
  readonly events: number;
  /** So much later, lest it always dies right behind an append. */
  readonly delayMs: number;
  /** Once more while it starts, when this share of the usual time to start has passed. */
  readonly againAt?: number;
}

const COUNTED: Readonly<Record<Phase, readonly string[]>> = {
  submitting: ['DossierSubmitted'],
  working: ['ProcedureCompleted', 'ProcedureRefused', 'ProcedureSkipped'],
  ending: ['DossierCompleted'],
};
const LONGEST_DELAY_MS = 40;

/**
 * Twenty moments: six while dossiers are submitted, nine spread over the procedures' ends, one when all but a few dossiers are
 * completed, and four while the engine is starting after one of these.
 */
export function killPlan(dossiers: number, procedures: number, random: SeededRandom): readonly Moment[] {
  const delayMs = () => random.within(0, LONGEST_DELAY_MS);
  // One in each of equal parts, so that they are spread.
  const spread = (phase: Phase, parts: number, upTo: number): Moment[] =>
    Array.from({ length: parts }, (_, i) => ({ phase, events: Math.ceil(((i + random.next()) / parts) * upTo), delayMs: delayMs() }));
  const moments = [
    ...spread('submitting', 6, dossiers * 0.85),
    ...spread('working', 9, procedures * 0.97),
    { phase: 'ending', events: dossiers - random.within(1, 4), delayMs: delayMs() } as const,
  ];
  return moments.map((moment, i) =>
    AGAIN.includes(i) ? { ...moment, againAt: (AGAIN.indexOf(i) + random.next()) / AGAIN.length } : moment,
  );
}

/** Not the first one: by it is measured how long a start takes. */
const AGAIN: readonly number[] = [2, 5, 9, 13];

/** One death of the engine. */
export interface Kill {
  readonly phase: Phase | 'starting';
  /** Handoffs that were requested and had not ended. */
  readonly backlog: number;
}

/** Kills the engine at every moment of the plan; after each the engine is waited for. Resolves with what it did. */
export async function carryOut(plan: readonly Moment[], programs: Programs, log: OpenLog, over: AbortSignal): Promise<readonly Kill[]> {
  const kills: Kill[] = [];
  const left = new Set(plan);
  const counted = new Map<string, number>();
  const count = (types: readonly string[]): number => types.reduce((sum, type) => sum + (counted.get(type) ?? 0), 0);
  let startMs: number | undefined;
  for await (const { event } of followLog(log, over)) {
    counted.set(event.type, (counted.get(event.type) ?? 0) + 1);
    const due = [...left].find(({ phase, events }) => count(COUNTED[phase]) >= events);
    if (!due) continue;
    left.delete(due);
    await pause(due.delayMs);
    await programs.killEngine();
    const backlog = count(['HandoffRequested']) - count(['ProcedureCompleted', 'ProcedureRefused']);
    kills.push({ phase: due.phase, backlog });
    const killedAt = Date.now();
    if (due.againAt !== undefined && startMs !== undefined) {
      await pause(due.againAt * startMs);
      await programs.killEngine();
      kills.push({ phase: 'starting', backlog });
    }
    await programs.engineReady();
    startMs ??= Date.now() - killedAt;
    if (left.size === 0) break;
  }
  return kills;
}
