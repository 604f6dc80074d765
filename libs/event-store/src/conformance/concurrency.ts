import { RevisionConflict, type EventStore, type NewEvent, type StreamName } from '../event-store';
import { collect, events, type Here, ids } from './world';

export function describeConcurrency(here: Here): void {
  describe('many writers at once', () => {
    /** Writes as the application does: at the revision it knows, and again at the one it is told. */
    async function insist(store: EventStore, stream: StreamName, batch: readonly NewEvent[]): Promise<number> {
      let expected = -1;
      for (let conflicts = 0; ; conflicts++) {
        try {
          await store.append(stream, batch, expected < 0 ? 'none' : expected);
          return conflicts;
        } catch (error) {
          if (!(error instanceof RevisionConflict)) throw error;
          expected = error.actual;
        }
      }
    }

    it('come to terms on one stream: every batch is there once and whole', async () => {
      const { store, stream } = here();
      const batches = Array.from({ length: 30 }, () => events(3));
      const conflicts = await Promise.all(batches.map((batch) => insist(store, stream(), batch)));
      expect(conflicts.reduce((sum, each) => sum + each)).toBeGreaterThan(0);
      const stored = await collect(store.readStream(stream()));
      expect(stored.map(({ revision }) => revision)).toEqual(Array.from({ length: 90 }, (_, at) => at));
      const inOrder = Array.from({ length: 30 }, (_, at) => ids(stored.slice(3 * at, 3 * at + 3)).join());
      expect(new Set(inOrder)).toEqual(new Set(batches.map((batch) => ids(batch).join())));
    });

    it('do not disturb each other on many streams, a conflict of one included', async () => {
      const { store, stream, prefix } = here();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 200 }, async (_, at) => {
          await store.append(stream(`${at}`), events(2), 'none');
          if (at % 10 === 0) await store.append(stream(`${at}`), events(1), 'none');
          await store.append(stream(`${at}`), events(2), 1);
        }),
      );
      expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(outcomes.map((_, at) => at % 10 !== 0));
      const stored = await collect(store.readAll({ filter: { streamPrefixes: [prefix] } }));
      expect(stored).toHaveLength(200 * 4 - 20 * 2);
      for (const id of ['0', '1', '199']) {
        const revisions = stored.filter((each) => each.stream === stream(id)).map(({ revision }) => revision);
        expect(revisions).toEqual(id === '0' ? [0, 1] : [0, 1, 2, 3]);
      }
    });

    it('are served on each stream in the order in which they hand in', async () => {
      const { store, stream, prefix } = here();
      const written = Array.from({ length: 300 }, (_, at) => ({ at, to: stream(`${at % 7}`), batch: events(2) }));
      const settled: typeof written = [];
      const positions = new Map<(typeof written)[number], string>();
      await Promise.all(
        written.map(async (each) => {
          const { position } = await store.append(each.to, each.batch, 'any');
          settled.push(each);
          positions.set(each, position ?? '');
        }),
      );
      const stored = await collect(store.readAll({ filter: { streamPrefixes: [prefix] } }));
      for (const name of new Set(written.map(({ to }) => to))) {
        const handedIn = written.filter(({ to }) => to === name);
        expect(settled.filter(({ to }) => to === name)).toEqual(handedIn);
        const places = handedIn.map((each) => positions.get(each));
        expect([...places].sort()).toEqual(places);
        expect(ids(stored.filter((each) => each.stream === name))).toEqual(ids(handedIn.flatMap(({ batch }) => batch)));
      }
    });

    it('can build on an append before it is acknowledged', async () => {
      const { store, stream } = here();
      const appends = Array.from({ length: 50 }, (_, at) => store.append(stream(), events(1), at === 0 ? 'none' : at - 1));
      expect((await Promise.all(appends)).map(({ revision }) => revision)).toEqual(appends.map((_, at) => at));
    });

    it('leave readers undisturbed: a read sees whole batches only, and what was acknowledged before it began', async () => {
      const { store, stream } = here();
      let acknowledged = 0;
      let writing = true;
      const writer = (async () => {
        for (let round = 0; round < 200; round++) {
          acknowledged = (await store.append(stream(), events(3), 'any')).revision + 1;
        }
        writing = false;
      })();
      while (writing) {
        const known = acknowledged;
        const stored = await collect(store.readStream(stream()));
        expect(stored.length).toBeGreaterThanOrEqual(known);
        expect(stored.length % 3).toBe(0);
        await store.append(stream('turn'), events(1), 'any');
      }
      await writer;
    });
  });
}
