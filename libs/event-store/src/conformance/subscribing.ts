import { getEventListeners } from 'node:events';
import type { SubscriptionItem } from '../event-store';
import { collect, event, events, eventsOf, fill, type Here, ids, until } from './world';

export function describeSubscribing(here: Here): void {
  describe('subscribing', () => {
    const isLive = (told: readonly SubscriptionItem[]): boolean => told.at(-1)?.kind === 'live';

    it('tells what is stored, says that it is live, then tells what comes', async () => {
      const { store, stream, prefix } = here();
      const before = await fill(store, stream(), 5);
      const after = events(3);
      const told: SubscriptionItem[] = [];
      let appended: Promise<unknown> | undefined;
      for await (const item of store.subscribe({ filter: { streamPrefixes: [prefix] } })) {
        told.push(item);
        if (item.kind === 'live') appended ??= store.append(stream(), after, 4);
        if (eventsOf(told).length === 8) break;
      }
      await appended;
      expect(ids(eventsOf(told))).toEqual(ids([...before, ...after]));
      const live = told.findIndex(({ kind }) => kind === 'live');
      expect(eventsOf(told.slice(0, live))).toHaveLength(5);
    });

    it('tells each event once and in order while writers write, from the beginning and from the middle', async () => {
      const { store, stream, prefix } = here();
      const filter = { streamPrefixes: [prefix] };
      const [first] = await fill(store, stream('0'), 500);
      const middle = (await collect(store.readAll({ filter, limit: 250 }))).at(-1);
      const told = [undefined, middle?.position].map((after) =>
        until(store.subscribe({ filter, ...(after && { after }) }), (items) => lastOf(items) === 'Last'),
      );
      await Promise.all([1, 2, 3].map((writer) => fill(store, stream(`${writer}`), 400)));
      for (let round = 0; round < 50; round++) await store.append(stream('5'), events(2), 'any');
      await store.append(stream('6'), [event('Last')], 'none');

      const all = ids(await collect(store.readAll({ filter })));
      const [fromBeginning, fromMiddle] = await Promise.all(told);
      expect(all[0]).toBe(first?.id);
      expect(ids(eventsOf(fromBeginning ?? []))).toEqual(all);
      expect(ids(eventsOf(fromMiddle ?? []))).toEqual(all.slice(250));
    });

    const lastOf = (items: readonly SubscriptionItem[]): string | undefined => eventsOf(items.slice(-1))[0]?.type;

    it('says again that it is live when it has caught up with news', async () => {
      const { store, stream, prefix } = here();
      let rounds = 0;
      const told = await until(store.subscribe({ filter: { streamPrefixes: [prefix] } }), (items) => {
        if (!isLive(items)) return false;
        if (++rounds < 4) void store.append(stream(), events(2), 'any');
        return rounds === 4;
      });
      expect(eventsOf(told)).toHaveLength(6);
    });

    it('tells a position often enough while nothing passes the filter, and goes on from there', async () => {
      const { store, stream, prefix } = here();
      const start = await store.append(stream('start'), [event('Start')], 'none');
      await fill(store, stream('noise'), 1000, 'Noise');
      await store.append(stream('found'), [event('Wanted')], 'none');
      const filter = { streamPrefixes: [prefix], types: ['Wanted'] };
      const after = start.position;
      const told = await until(
        store.subscribe({ filter, checkpointEvery: 64, ...(after && { after }) }),
        (items) => lastOf(items) === 'Wanted',
      );

      const checkpoints = told.flatMap((item) => (item.kind === 'checkpoint' ? [item.position] : []));
      expect(checkpoints.length).toBeGreaterThanOrEqual(Math.floor(1000 / 64));
      expect([...new Set(checkpoints)].sort()).toEqual(checkpoints);
      for (const checkpoint of checkpoints) {
        const rest = await until(store.subscribe({ filter, after: checkpoint }), (items) => lastOf(items) === 'Wanted');
        expect(eventsOf(rest)).toHaveLength(1);
      }
    });

    it('tells no position that lies behind an event not yet delivered', async () => {
      const { store, stream, prefix } = here();
      for (let round = 0; round < 40; round++) {
        await store.append(stream('noise'), events(7, 'Noise'), 'any');
        await store.append(stream('wanted'), [event(round === 39 ? 'Last' : 'Wanted')], 'any');
      }
      const filter = { streamPrefixes: [prefix], types: ['Wanted', 'Last'] };
      const told = await until(store.subscribe({ filter, checkpointEvery: 3 }), (items) => lastOf(items) === 'Last');
      const positions = told.flatMap((item) => (item.kind === 'live' ? [] : [item.kind === 'event' ? item.event.position : item.position]));
      expect([...positions].sort()).toEqual(positions);
      expect(eventsOf(told)).toHaveLength(40);
    });

    it('serves two subscriptions at once, each at its own pace', async () => {
      const { store, stream, prefix } = here();
      const filter = { streamPrefixes: [prefix] };
      const slow = store.subscribe({ filter })[Symbol.asyncIterator]();
      const fast = until(store.subscribe({ filter }), (items) => eventsOf(items).length === 300);
      const written = await fill(store, stream(), 300);
      expect(ids(eventsOf(await fast))).toEqual(ids(written));
      const told: SubscriptionItem[] = [];
      while (eventsOf(told).length < 300) {
        const { value } = await slow.next();
        if (value) told.push(value as SubscriptionItem);
      }
      await slow.return?.();
      expect(ids(eventsOf(told))).toEqual(ids(written));
    });

    it('ends without an error when it is aborted: before it begins, on the way, and while it waits', async () => {
      const { store, stream, prefix } = here();
      await fill(store, stream(), 50);
      const filter = { streamPrefixes: [prefix] };
      expect(await collect(store.subscribe({ filter, signal: AbortSignal.abort() }))).toEqual([]);

      const onTheWay = new AbortController();
      const told: SubscriptionItem[] = [];
      for await (const item of store.subscribe({ filter, signal: onTheWay.signal })) {
        told.push(item);
        if (eventsOf(told).length === 10) onTheWay.abort();
      }
      expect(eventsOf(told)).toHaveLength(10);

      const waiting = new AbortController();
      const iterator = store.subscribe({ filter, signal: waiting.signal })[Symbol.asyncIterator]();
      while ((await iterator.next()).value?.kind !== 'live');
      const next = iterator.next();
      waiting.abort();
      expect(await next).toEqual({ done: true, value: undefined });
    });

    it('ends and lets go when its reader leaves: in a loop, or while it waits', async () => {
      const { store, stream, prefix } = here();
      await fill(store, stream(), 5);
      const { signal } = new AbortController();
      const subscription = store.subscribe({ filter: { streamPrefixes: [prefix] }, signal });
      await until(subscription, isLive);
      const iterator = subscription[Symbol.asyncIterator]();
      while ((await iterator.next()).value?.kind !== 'live');
      const waiting = iterator.next();
      await iterator.return?.();
      expect(await waiting).toEqual({ done: true, value: undefined });
      expect(await iterator.next()).toEqual({ done: true, value: undefined });
      expect(getEventListeners(signal, 'abort')).toEqual([]);
    });
  });
}
