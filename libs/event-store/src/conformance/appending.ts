import { EventTooLarge, MAX_EVENT_BYTES, RevisionConflict } from '../event-store';
import { collect, event, events, type Here, ids, refusal } from './world';

export function describeAppending(here: Here): void {
  describe('appending', () => {
    it('counts revisions from 0 and tells the revision and the position of the last event', async () => {
      const { store, stream } = here();
      const first = await store.append(stream(), events(3), 'none');
      const second = await store.append(stream(), events(2), 2);
      expect([first.revision, second.revision]).toEqual([2, 4]);
      const stored = await collect(store.readStream(stream()));
      expect(stored.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
      expect([stored[2]?.position, stored[4]?.position]).toEqual([first.position, second.position]);
    });

    it('begins a stream with "none" and refuses to begin it twice', async () => {
      const { store, stream } = here();
      await store.append(stream(), events(1), 'none');
      expect(await refusal(store, stream(), events(1), 'none')).toMatchObject({ code: 'revision-conflict', expected: 'none', actual: 0 });
    });

    it('goes on with "exists" and refuses it where no stream is', async () => {
      const { store, stream } = here();
      expect(await refusal(store, stream(), events(1), 'exists')).toMatchObject({ code: 'revision-conflict', actual: -1 });
      await store.append(stream(), events(1), 'none');
      expect(await store.append(stream(), events(1), 'exists')).toMatchObject({ revision: 1 });
    });

    it('takes "any" with or without a stream', async () => {
      const { store, stream } = here();
      expect(await store.append(stream(), events(1), 'any')).toMatchObject({ revision: 0 });
      expect(await store.append(stream(), events(1), 'any')).toMatchObject({ revision: 1 });
    });

    it.each([
      ['too low', 1],
      ['too high', 7],
    ])('tells the stream and its actual revision when the expected one is %s, and writes nothing', async (_, expected) => {
      const { store, stream } = here();
      const before = events(4);
      await store.append(stream(), before, 'none');
      const error = await refusal(store, stream(), events(2), expected);
      expect(error).toBeInstanceOf(RevisionConflict);
      expect(error).toMatchObject({ code: 'revision-conflict', stream: stream(), expected, actual: 3 });
      expect(ids(await collect(store.readStream(stream())))).toEqual(ids(before));
    });

    it('expects a revision of a stream that does not exist in vain', async () => {
      const { store, stream } = here();
      expect(await refusal(store, stream(), events(1), 0)).toMatchObject({ code: 'revision-conflict', actual: -1 });
    });

    it('writes nothing for an empty batch, but checks what is expected', async () => {
      const { store, stream } = here();
      expect(await store.append(stream(), [], 'any')).toEqual({ revision: -1 });
      expect(await store.append(stream(), [], 'none')).toEqual({ revision: -1 });
      expect(await refusal(store, stream(), [], 'exists')).toMatchObject({ code: 'revision-conflict', actual: -1 });
      await store.append(stream(), events(2), 'none');
      expect(await store.append(stream(), [], 1)).toEqual({ revision: 1 });
      expect(await refusal(store, stream(), [], 0)).toMatchObject({ code: 'revision-conflict', actual: 1 });
      expect(await collect(store.readStream(stream()))).toHaveLength(2);
    });

    it('takes an event of the largest size and refuses one byte more with EventTooLarge, and the whole batch with it', async () => {
      const { store, stream } = here();
      const metadata = Buffer.alloc(24, 1);
      const largest = { ...event(), data: Buffer.alloc(MAX_EVENT_BYTES - metadata.length, 2), metadata };
      await store.append(stream(), [largest], 'none');
      const tooLarge = { ...event('Scanned'), data: Buffer.alloc(MAX_EVENT_BYTES), metadata: Buffer.of(1) };
      const error = await refusal(store, stream(), [event(), tooLarge], 0);
      expect(error).toBeInstanceOf(EventTooLarge);
      expect(error).toMatchObject({ code: 'event-too-large' });
      const stored = await collect(store.readStream(stream()));
      expect(stored.map(({ data }) => data.byteLength)).toEqual([MAX_EVENT_BYTES - metadata.length]);
    });

    it('takes a batch of three thousand events as one', async () => {
      const { store, stream } = here();
      const batch = events(3000);
      expect(await store.append(stream(), batch, 'none')).toMatchObject({ revision: 2999 });
      expect(await store.append(stream(), batch, 'none')).toMatchObject({ revision: 2999 });
      expect(ids(await collect(store.readStream(stream())))).toEqual(ids(batch));
    });

    it('goes on after refusals', async () => {
      const { store, stream } = here();
      const appends = [
        store.append(stream(), events(1), 'none'),
        refusal(store, stream(), events(1), 9),
        refusal(store, stream(), [{ ...event(), data: Buffer.alloc(MAX_EVENT_BYTES + 1) }], 'any'),
        store.append(stream(), events(1), 0),
      ];
      await Promise.all(appends);
      expect(await collect(store.readStream(stream()))).toHaveLength(2);
    });
  });
}
