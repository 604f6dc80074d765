import { collect, events, fill, type Here, ids } from './world';

export function describeReadingStreams(here: Here): void {
  describe('reading a stream', () => {
    it('finds nothing in an unknown stream, in both directions', async () => {
      const { store, stream } = here();
      expect(await collect(store.readStream(stream('unknown')))).toEqual([]);
      expect(await collect(store.readStream(stream('unknown'), { direction: 'backwards' }))).toEqual([]);
    });

    it('keeps to the stream asked for, also where one name begins like another', async () => {
      const { store, stream } = here();
      const written = events(2);
      await store.append(stream('1'), written, 'none');
      await store.append(stream('10'), events(2), 'none');
      const stored = await collect(store.readStream(stream('1')));
      expect(ids(stored)).toEqual(ids(written));
      expect(new Set(stored.map((each) => each.stream))).toEqual(new Set([stream('1')]));
    });

    it('begins in the middle of a batch and stops after the limit', async () => {
      const { store, stream } = here();
      await store.append(stream(), events(5), 'none');
      await store.append(stream(), events(5), 4);
      const revisions = async (options: Parameters<typeof store.readStream>[1]): Promise<number[]> =>
        (await collect(store.readStream(stream(), options))).map(({ revision }) => revision);
      expect(await revisions({ from: 3 })).toEqual([3, 4, 5, 6, 7, 8, 9]);
      expect(await revisions({ from: 3, limit: 4 })).toEqual([3, 4, 5, 6]);
      expect(await revisions({ from: 9 })).toEqual([9]);
      expect(await revisions({ from: 10 })).toEqual([]);
      expect(await revisions({ limit: 0 })).toEqual([]);
      expect(await revisions({ limit: 100 })).toHaveLength(10);
      expect(await revisions({ direction: 'backwards' })).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
      expect(await revisions({ direction: 'backwards', from: 6, limit: 4 })).toEqual([6, 5, 4, 3]);
      expect(await revisions({ direction: 'backwards', limit: 1 })).toEqual([9]);
      expect(await revisions({ direction: 'backwards', from: 0 })).toEqual([0]);
      expect(await revisions({ direction: 'backwards', from: 100, limit: 2 })).toEqual([9, 8]);
    });

    it('reads a long stream whole, in order, both ways', async () => {
      const { store, stream } = here();
      const written = ids(await fill(store, stream(), 5000));
      expect(ids(await collect(store.readStream(stream())))).toEqual(written);
      expect(ids(await collect(store.readStream(stream(), { direction: 'backwards' })))).toEqual(written.reverse());
    });

    it('can be left early and read again', async () => {
      const { store, stream } = here();
      await fill(store, stream(), 3000);
      const reading = store.readStream(stream());
      for (let round = 0; round < 20; round++) {
        for await (const { revision } of reading) if (revision === round) break;
      }
      await store.append(stream(), events(1), 2999);
      expect(await collect(reading)).toHaveLength(3001);
    });
  });
}
