import { ChainVerifier } from '@lienthong/event-store';
import fc from 'fast-check';
import { Life } from '../testing/life';
import { CALLS, StrictReceiver } from '../testing/strict-receiver';
import { Sync, until } from '../testing/sync';
import { histories, Writers } from '../testing/writers';

const lives = fc.array(fc.record({ length: fc.integer({ min: 1, max: 25 }), last: fc.boolean(), forgetful: fc.boolean() }), {
  maxLength: 6,
});
const calls = fc.array(fc.constantFrom(...CALLS), { maxLength: 12 });

describe.each(['portal', 'channel'] as const)('the sync with the %s, whatever happens and whenever its engine is killed', (target) => {
  it('brings each status to the receiver, each once and in order', () =>
    fc.assert(
      fc.asyncProperty(histories, lives, calls, async (history, engines, faults) => {
        const writers = new Writers();
        const receiver = new StrictReceiver(target);
        receiver.ahead = [...faults];
        const sync = new Sync(writers, receiver);
        const dossiers = [await writers.received(), await writers.received(), await writers.submitted()];
        const share = Math.ceil(history.length / (engines.length + 1));
        for (const [at, { length, last, forgetful }] of engines.entries()) {
          const life = new Life(length, last);
          sync.start(life);
          for (const [which, index, pick] of history.slice(at * share, (at + 1) * share)) {
            const dossier = dossiers[which];
            if (dossier) await writers.happen(dossier, index, pick);
          }
          await until(async () => {
            writers.pass(60_000);
            return life.isOver || (await sync.isDone(dossiers));
          });
          if (forgetful) sync.mark.mark = undefined;
        }
        const outbox = sync.start();
        await sync.done(...dossiers);
        for (const dossier of dossiers) {
          expect(receiver.of(dossier)).toEqual(await sync.statuses(dossier));
          expect(receiver.numbers(dossier)).toEqual(receiver.of(dossier).map((_status, before) => before + 1));
        }
        expect(outbox.troubles()).toEqual([]);
        await outbox.stop();
        const verifier = new ChainVerifier();
        for await (const stored of writers.store.readAll()) expect(verifier.check(stored)).toBeUndefined();
        writers.close();
      }),
      { numRuns: 25 },
    ));
});
