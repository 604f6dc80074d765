import { evolve, waitsFor, type Dossier, type DossierEvent, type DossierId } from '@lienthong/dossier/domain';
import type { ApiClient } from '../api-client';
import { Failure } from '../failure';
import { patiently } from '../patiently';
import type { Fate } from './fates';
import { followLog } from './follow-log';
import type { OpenLog } from './open-log';
import type { SeededRandom } from './seeded-random';

const CITIZENS_AT_ONCE = 6;
const OFFICER = 'kind=officer; id=officer';
/** With 503 an engine says that the same later is right. */
const AGAIN: ReadonlySet<string> = new Set([
  'no-engine',
  'read-models-behind',
  'read-models-unavailable',
  'log-unavailable',
  'keys-unavailable',
  'key-write-failed',
  'log-write-failed',
  'outcome-unknown',
  'dossier-busy',
  'log-closed',
]);

/** The people on this side: citizens, officers and operators. They call again however long no engine answers, until it is over. */
export class Counter {
  constructor(
    /** An engine to ask, as this actor. */
    private readonly api: (actor: string) => ApiClient,
    private readonly log: OpenLog,
    private readonly over: AbortSignal,
  ) {}

  /**
   * Submits and receives every dossier, under idempotency keys; and now and then once more, like a client that lost the answer.
   * Returns the dossiers' ids, in the order of the fates.
   */
  async submitAll(fates: readonly Fate[], random: SeededRandom): Promise<readonly string[]> {
    const ids: string[] = [];
    const rest = fates.entries();
    const citizens = Array.from({ length: CITIZENS_AT_ONCE }, async () => {
      for (const [i, { submission }] of rest) {
        const key = `submission-${i}`;
        const submit = () => this.insist(() => this.api('kind=citizen; id=citizen').submit(submission, key));
        const { id } = await submit();
        if (random.next() < 0.2 && (await submit()).id !== id) throw new Error(`the submission ${i} got a second dossier beside ${id}`);
        await this.insist(() => this.api(OFFICER).receive(id, key));
        ids[i] = id;
      }
    });
    await Promise.all(citizens);
    return ids;
  }

  /**
   * An operator releases every parked handoff, and an officer hands over the results of those who come for them. Resolves when so many
   * dossiers have run their course and nobody waits for anything any more.
   */
  async attend(count: number): Promise<void> {
    const dossiers = new Map<DossierId, Dossier>();
    const open = new Set<DossierId>();
    for await (const { dossier: id, event, at, id: eventId } of followLog(this.log, this.over)) {
      const dossier = evolve(dossiers.get(id), event, at, id);
      if (!dossier) continue;
      dossiers.set(id, dossier);
      if (waitsFor(dossier).length > 0 || dossier.phase !== 'returned') open.add(id);
      else open.delete(id);
      await this.act(event, dossier, eventId);
      if (dossiers.size === count && open.size === 0) return;
    }
  }

  private async act(event: DossierEvent, { id, delivery }: Dossier, key: string): Promise<void> {
    if (event.type === 'HandoffParked') {
      const { handoff } = event.data;
      await this.insist(() => this.api('kind=operator; id=operator').release(handoff, 'cleared up with the agency', key)).catch(
        (error: unknown) => {
          // Its news may have come after all.
          if (!(error instanceof Failure) || error.code !== 'handoff-not-parked') throw error;
        },
      );
    }
    if (event.type === 'DossierCompleted' && delivery === 'one-stop') await this.insist(() => this.api(OFFICER).returnResults(id, key));
  }

  private async insist<T>(call: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await patiently(() => {
          this.over.throwIfAborted();
          return call();
        });
      } catch (error) {
        if (!(error instanceof Failure) || !AGAIN.has(error.code)) throw error;
      }
    }
  }
}
