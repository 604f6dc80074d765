import { LogClosed } from '../event-store';
import { collect, events, fill, type Here, ids, refusal } from './world';

export function describeClosing(here: Here): void {
  describe('closing', () => {
    it('waits for the appends that were handed in', async () => {
      const { store, stream } = here();
      const appends = Array.from({ length: 20 }, (_, at) => store.append(stream(`${at}`), events(2), 'none'));
      await store.close();
      expect((await Promise.all(appends)).map(({ revision }) => revision)).toEqual(appends.map(() => 1));
    });

    it('refuses appends and reads afterwards with LogClosed', async () => {
      const { store, stream } = here();
      await store.append(stream(), events(1), 'none');
      await store.close();
      expect(await refusal(store, stream(), events(1), 'any')).toBeInstanceOf(LogClosed);
      await expect(collect(store.readStream(stream()))).rejects.toMatchObject({ code: 'log-closed' });
      await expect(collect(store.readAll())).rejects.toMatchObject({ code: 'log-closed' });
    });

    it('ends the subscriptions, those that wait and those that are on their way, and later ones at once', async () => {
      const { store, stream, prefix } = here();
      await fill(store, stream(), 100);
      const filter = { streamPrefixes: [prefix] };
      const waiting = store.subscribe({ filter })[Symbol.asyncIterator]();
      while ((await waiting.next()).value?.kind !== 'live');
      const next = waiting.next();
      const onTheWay = store.subscribe({ filter })[Symbol.asyncIterator]();
      await onTheWay.next();
      await store.close();
      expect(await next).toEqual({ done: true, value: undefined });
      expect(await onTheWay.next()).toEqual({ done: true, value: undefined });
      expect(await collect(store.subscribe({ filter }))).toEqual([]);
    });

    it('may be asked for twice', async () => {
      const { store } = here();
      await Promise.all([store.close(), store.close()]);
      await store.close();
    });

    it('keeps everything for whoever opens the log again', async () => {
      const { store, stream, prefix, reopen } = here();
      if (!reopen) return;
      const written = await fill(store, stream(), 250);
      const { position } = (await collect(store.readStream(stream(), { direction: 'backwards', limit: 1 })))[0] ?? {};
      await store.close();
      const again = await reopen();
      expect(ids(await collect(again.readStream(stream())))).toEqual(ids(written));
      const more = events(2);
      const result = await again.append(stream(), more, 249);
      expect(result).toMatchObject({ revision: 251 });
      const rest = await collect(again.readAll({ filter: { streamPrefixes: [prefix] }, ...(position && { after: position }) }));
      expect(ids(rest)).toEqual(ids(more));
    });
  });
}
