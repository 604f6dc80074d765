import { evolve, waitsFor, type Dossier, type DossierEvent, type DossierId } from '@lienthong/dossier/domain';
import type { ApiClient } from '../api-client';
import { Failure } from '../failure';
import { patiently } from '../patiently';
import type { Fate } from './fates';
import { followLog } from './follow-log';
import type { SeededRandom } from './seeded-random';

const CITIZENS_AT_ONCE = 6;

/** However long no engine answers: calls again. */
export const insistently = <T>(call: () => Promise<T>): Promise<T> => patiently(call, Number.POSITIVE_INFINITY);

/**
 * Submits and receives every dossier, under idempotency keys, as often as it takes until there is an answer; and now and then once
 * more, like a client that lost the answer. Returns the dossiers' ids, in the order of the fates.
 */
export async function submitAll(fates: readonly Fate[], api: ApiClient, random: SeededRandom): Promise<readonly string[]> {
  const ids: string[] = [];
  const rest = fates.entries();
  const citizens = Array.from({ length: CITIZENS_AT_ONCE }, async () => {
    for (const [i, { submission }] of rest) {
      const key = `submission-${i}`;
      const submit = () => insistently(() => api.as('kind=citizen; id=citizen').submit(submission, key));
      const { id } = await submit();
      if (random.next() < 0.2 && (await submit()).id !== id) throw new Error(`the submission ${i} got a second dossier beside ${id}`);
      await insistently(() => api.receive(id, key));
      ids[i] = id;
    }
  });
  await Promise.all(citizens);
  return ids;
}

/**
 * What people do while dossiers are under way: an operator releases every parked handoff, and an officer hands over the results of
 * those who come for them. Resolves when so many dossiers have run their course and nobody waits for anything any more.
 */
export async function attend(count: number, api: ApiClient, logFile: string): Promise<void> {
  const dossiers = new Map<DossierId, Dossier>();
  const open = new Set<DossierId>();
  for await (const { dossier: id, event, at, id: eventId } of followLog(logFile)) {
    const dossier = evolve(dossiers.get(id), event, at, id);
    if (!dossier) continue;
    dossiers.set(id, dossier);
    if (waitsFor(dossier).length > 0 || dossier.phase !== 'returned') open.add(id);
    else open.delete(id);
    await act(event, dossier, api, eventId);
    if (dossiers.size === count && open.size === 0) return;
  }
}

async function act(event: DossierEvent, { id, delivery }: Dossier, api: ApiClient, key: string): Promise<void> {
  if (event.type === 'HandoffParked') {
    const { handoff } = event.data;
    const operator = api.as('kind=operator; id=operator');
    await insistently(() => operator.release(handoff, 'cleared up with the agency', key)).catch((error: unknown) => {
      // Its news may have come after all.
      if (!(error instanceof Failure) || error.code !== 'handoff-not-parked') throw error;
    });
  }
  if (event.type === 'DossierCompleted' && delivery === 'one-stop') await insistently(() => api.returnResults(id, key));
}
