import { collect, events, type Here, ids, refusal } from './world';

export function describeIdempotency(here: Here): void {
  describe('appending again', () => {
    it.each(['none', 1, 'any', 'exists'] as const)(
      'is success with the first result when the same batch was stored at "%s"',
      async (expected) => {
        const { store, stream } = here();
        if (expected !== 'none') await store.append(stream(), events(2), 'none');
        const batch = events(3);
        const first = await store.append(stream(), batch, expected);
        expect(await store.append(stream(), batch, expected)).toEqual({ ...first, known: true });
        expect(ids(await collect(store.readStream(stream()))).slice(-3)).toEqual(ids(batch));
        expect(await collect(store.readStream(stream()))).toHaveLength(expected === 'none' ? 3 : 5);
      },
    );

    it('is success at an explicit revision although the stream went on since', async () => {
      const { store, stream } = here();
      const [early, batch] = [events(2), events(2)];
      await store.append(stream(), early, 'none');
      const first = await store.append(stream(), batch, 1);
      await store.append(stream(), events(5), 3);
      expect(await store.append(stream(), batch, 1)).toEqual({ ...first, known: true });
      expect(await store.append(stream(), early, 'none')).toMatchObject({ revision: 1 });
      expect(await collect(store.readStream(stream()))).toHaveLength(9);
    });

    it('is success when both are under way at once', async () => {
      const { store, stream } = here();
      const batch = events(2);
      const [one, two] = await Promise.all([store.append(stream(), batch, 'none'), store.append(stream(), batch, 'none')]);
      expect(two).toEqual({ ...one, known: true });
      expect(await collect(store.readStream(stream()))).toHaveLength(2);
    });

    it('knows a batch that was stored in parts', async () => {
      const { store, stream } = here();
      const batch = events(4);
      await store.append(stream(), batch.slice(0, 1), 'none');
      await store.append(stream(), batch.slice(1), 0);
      expect(await store.append(stream(), batch, 'none')).toMatchObject({ revision: 3 });
      expect(await store.append(stream(), batch.slice(1, 3), 0)).toMatchObject({ revision: 2 });
    });

    it.each(['none', 'any', 'exists'] as const)(
      'is a conflict at "%s" when only the first part of the batch is known',
      async (expected) => {
        const { store, stream } = here();
        const batch = events(3);
        await store.append(stream(), batch.slice(0, 2), 'none');
        expect(await refusal(store, stream(), batch, expected)).toMatchObject({ code: 'revision-conflict', actual: 1 });
        expect(await collect(store.readStream(stream()))).toHaveLength(2);
      },
    );

    it('is a conflict when other events stand in the place', async () => {
      const { store, stream } = here();
      const [first, second] = [events(2), events(2)];
      await store.append(stream(), [...first, ...second], 'none');
      expect(await refusal(store, stream(), [...second].reverse(), 1)).toMatchObject({ code: 'revision-conflict', actual: 3 });
      expect(await refusal(store, stream(), second, 'none')).toMatchObject({ code: 'revision-conflict', actual: 3 });
      expect(await refusal(store, stream(), second, 0)).toMatchObject({ code: 'revision-conflict', actual: 3 });
    });
  });
}
