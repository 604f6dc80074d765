import type { Bundle, Workflows } from '@lienthong/bundle';
import { toMillis, type Instant } from '@lienthong/calendar';
import { decodeBare, dossierOf } from '@lienthong/dossier/reading';
import type { Dossier, DossierId, DossierOutcome } from '@lienthong/dossier/domain';
import { POLICY } from '../node';
import { numberOf } from '../people/casebook';
import { numbers } from '../simulate';
import { Town } from '../town';
import { casesOf, type Filed } from './filed';
import { under } from './other-definition';
import { WorkingTime } from './working-time';

/** What came of a dossier. */
export interface Played {
  readonly name: string;
  /** The version under which it was received. Absent: it was not. */
  readonly bundle: string | undefined;
  readonly outcome: DossierOutcome | undefined;
  /** By procedure: completed, refused, skipped. */
  readonly procedures: Readonly<Record<string, string>>;
  /** Working time from its reception, or submission, to its end, in milliseconds. */
  readonly worked: number;
  /** The same by the clock on the wall. */
  readonly passed: number;
  /** A promise passed before it was kept. */
  readonly late: boolean;
}

const DAY_MS = 86_400_000;

/**
 * Plays dossiers to their ends on the real engine, in simulated time, with nothing going wrong: each under the version that was in force when it
 * was received, or all under another.
 */
export async function play(filed: readonly Filed[], seed: number, workflows: Workflows, other?: Bundle): Promise<readonly Played[]> {
  const [first] = filed;
  if (!first) return [];
  const worked = new WorkingTime(workflows.calendars);
  const begins = first.at;
  const plan = {
    begins,
    arrives: (number: number): number => toMillis(filed[number - 1]?.at ?? begins) - toMillis(begins),
    // Work takes days here; who is asked every quarter of an hour says nothing new.
    policy: { ...POLICY, maxTries: 8, followEveryMs: DAY_MS, followAfterMs: DAY_MS },
    cases: casesOf(filed, other ? under(workflows, other) : workflows, worked),
    outages: [],
  };
  const town = new Town({ seed, dossiers: numbers(filed.length), faults: new Set(), plan });
  await town.live();
  const [broken] = town.broken;
  if (broken) throw new Error(`${broken.invariant}: ${broken.detail}`);
  const ends = new Map<DossierId, Instant>();
  const late = new Set<DossierId>();
  for await (const stored of town.log.readAll({ filter: { streamPrefixes: ['dossier-'] } })) {
    const { event, at } = decodeBare(stored);
    const id = dossierOf(stored.stream);
    if (event.type === 'DeadlineMissed') late.add(id);
    if (event.type === 'DossierCompleted' || event.type === 'DossierDeclined' || event.type === 'WithdrawalRequested') ends.set(id, at);
  }
  const played = (dossier: Dossier): Played => {
    const { id, bundle, outcome, procedures, receivedAt, submittedAt } = dossier;
    const [from, to] = [toMillis(receivedAt ?? submittedAt), toMillis(ends.get(id) ?? submittedAt)];
    return {
      name: filed[numberOf(id) - 1]?.name ?? id,
      bundle,
      outcome,
      procedures: Object.fromEntries(Object.entries(procedures).map(([key, { status }]) => [key, status])),
      worked: worked.between(from, to),
      passed: to - from,
      late: late.has(id),
    };
  };
  return [...town.truth.dossiers.values()].sort((a, b) => numberOf(a.id) - numberOf(b.id)).map(played);
}
