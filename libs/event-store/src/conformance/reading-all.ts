import type { Position, ReadAllOptions, StoredEvent } from '../event-store';
import { collect, event, events, fill, type Here, ids } from './world';

export function describeReadingAll(here: Here): void {
  describe('reading all', () => {
    /** Only what this test wrote: the log may hold more. */
    async function own(options: ReadAllOptions = {}): Promise<StoredEvent[]> {
      const { store, prefix } = here();
      return collect(store.readAll({ ...options, filter: { streamPrefixes: [prefix], ...options.filter } }));
    }

    it('tells the events of all streams in the order in which they were written, positions rising as text', async () => {
      const { store, stream } = here();
      const written = [events(2), events(3), events(1)];
      await store.append(stream('a'), written[0] ?? [], 'none');
      await store.append(stream('b'), written[1] ?? [], 'none');
      await store.append(stream('a'), written[2] ?? [], 1);
      const stored = await own();
      expect(ids(stored)).toEqual(ids(written.flat()));
      const positions = stored.map(({ position }) => position);
      expect([...positions].sort()).toEqual(positions);
      expect(new Set(positions).size).toBe(6);
    });

    it('tells without a filter what it tells with one, and what others wrote between', async () => {
      const { store, stream } = here();
      await fill(store, stream('a'), 20);
      await fill(store, stream('b'), 20);
      const all = await collect(store.readAll());
      expect(ids(all.filter((each) => each.stream.startsWith(here().prefix)))).toEqual(ids(await own()));
    });

    it('begins after any position, also within a batch, and before it when reading backwards', async () => {
      const { store, stream } = here();
      await store.append(stream('a'), events(3), 'none');
      await store.append(stream('b'), events(3), 'none');
      const all = await own();
      const backwards = [...all].reverse();
      expect(ids(await own({ direction: 'backwards' }))).toEqual(ids(backwards));
      for (const [at, { position }] of all.entries()) {
        expect(ids(await own({ after: position }))).toEqual(ids(all.slice(at + 1)));
        expect(ids(await own({ after: position, limit: 2 }))).toEqual(ids(all.slice(at + 1, at + 3)));
        expect(ids(await own({ after: position, direction: 'backwards' }))).toEqual(ids(backwards.slice(all.length - at)));
        expect(ids(await own({ after: position, direction: 'backwards', limit: 1 }))).toEqual(ids(all.slice(Math.max(0, at - 1), at)));
      }
      const { position } = all[0] as { position: Position };
      expect(await own({ after: position, limit: 0 })).toEqual([]);
    });

    it('passes an event when its stream has one of the prefixes and its type is one of the types', async () => {
      const { store, stream, prefix } = here();
      await store.append(stream('a-1'), [event('Opened'), event('Closed')], 'none');
      await store.append(stream('b-1'), [event('Opened'), event('Closed')], 'none');
      await store.append(stream('c-1'), [event('Opened'), event('Moved')], 'none');
      const told = async (options: ReadAllOptions): Promise<string[]> =>
        (await own(options)).map((each) => `${each.stream.slice(prefix.length + 1)} ${each.type}`);
      const streamPrefixes = [`${prefix}-a`, `${prefix}-c-`];
      expect(await told({ filter: { streamPrefixes } })).toEqual(['a-1 Opened', 'a-1 Closed', 'c-1 Opened', 'c-1 Moved']);
      expect(await told({ filter: { types: ['Closed', 'Moved'] } })).toEqual(['a-1 Closed', 'b-1 Closed', 'c-1 Moved']);
      expect(await told({ filter: { streamPrefixes, types: ['Opened'] } })).toEqual(['a-1 Opened', 'c-1 Opened']);
      expect(await told({ filter: { streamPrefixes, types: ['Opened'] }, direction: 'backwards' })).toEqual(['c-1 Opened', 'a-1 Opened']);
      expect(await told({ filter: { types: ['Opened'] }, limit: 2 })).toEqual(['a-1 Opened', 'b-1 Opened']);
      expect(await told({ filter: { types: ['Open'] } })).toEqual([]);
    });

    it('reads a long log whole, in order, both ways, and finds a rare event in it', async () => {
      const { store, stream } = here();
      const written: string[] = [];
      for (let round = 0; round < 10; round++) {
        for (const id of ['a', 'b', 'c']) written.push(...ids(await fill(store, stream(id), 200)));
        if (round === 5) written.push(...ids(await fill(store, stream('rare'), 1, 'Rare')));
      }
      expect(ids(await own())).toEqual(written);
      expect(ids(await own({ direction: 'backwards' }))).toEqual([...written].reverse());
      expect(await own({ filter: { types: ['Rare'] } })).toHaveLength(1);
      expect(await own({ filter: { types: ['Rare'] }, direction: 'backwards', limit: 1 })).toHaveLength(1);
    });
  });
}
