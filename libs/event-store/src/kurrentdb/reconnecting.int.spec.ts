import { status } from '@grpc/grpc-js';
import { collect, events, eventsOf, fill, ids, until } from '../conformance/world';
import type { NewEvent, SubscriptionItem } from '../event-store';
import type { Fault } from './testing/faults';
import { stream, TestCluster } from './testing/test-cluster';

describe('a subscription to KurrentDB', () => {
  let cluster: TestCluster;
  beforeEach(async () => {
    cluster = await TestCluster.start();
  });
  afterEach(() => cluster.stop());

  const count = (told: readonly SubscriptionItem[]): number => eventsOf(told).length;

  const losses: [string, Fault][] = [
    ['loses its connection', { kind: 'cut-at', events: 37 }],
    ['is refused', { kind: 'refused', code: status.UNAVAILABLE }],
    ['is cancelled', { kind: 'refused', code: status.CANCELLED }],
  ];
  it.each(losses)('that %s while it catches up tells each event once and in order', async (_, fault) => {
    const store = cluster.open();
    const written = await fill(store, stream('1'), 250);
    cluster.facade.node.faults.next('read', fault, fault);
    const told = await until(store.subscribe(), (items) => items.at(-1)?.kind === 'live');
    expect(ids(eventsOf(told))).toEqual(ids(written));
  });

  const silences: [string, Fault][] = [
    ['the connection is lost', { kind: 'cut-at', events: 2 }],
    ['the server ends it in good order', { kind: 'end-at', events: 2 }],
    ['it is refused from the beginning', { kind: 'refused', code: status.UNAVAILABLE }],
  ];
  it.each(silences)('goes on without gap or duplicate when %s while it is live', async (_, fault) => {
    const [store, writer] = [cluster.open(), cluster.open()];
    cluster.facade.node.faults.next('subscribe', fault, fault, fault);
    const written: NewEvent[] = events(40);
    let begun = 0;
    let appended: Promise<void> = Promise.resolve();
    const told = await until(store.subscribe(), (items) => {
      if (items.at(-1)?.kind === 'live' && begun < written.length) {
        const first = begun;
        begun += 4;
        appended = appended.then(() =>
          insist(() => writer.append(stream('1'), written.slice(first, first + 4), first === 0 ? 'none' : first - 1)),
        );
      }
      return count(items) === written.length;
    });
    await appended;
    expect(ids(eventsOf(told))).toEqual(ids(written));
  });

  /** As the journal does: an unknown outcome is tried again with the same ids. */
  async function insist(append: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; attempt <= 5; attempt++) {
      try {
        return void (await append());
      } catch (error) {
        if ((error as { code?: unknown }).code !== 'outcome-unknown') throw error;
      }
    }
  }

  it('waits for a server that is away, however long, and goes on where it stood', async () => {
    const store = cluster.open();
    const { wire, log } = cluster.facade.node;
    const first = await fill(store, stream('1'), 3);
    const subscription = store.subscribe()[Symbol.asyncIterator]();
    const told: SubscriptionItem[] = [];
    while (told.at(-1)?.kind !== 'live') told.push((await subscription.next()).value as SubscriptionItem);
    wire.die();
    const late = events(2);
    log.append(stream('1'), late, 2);
    const next = subscription.next();
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    wire.revive();
    told.push((await next).value as SubscriptionItem, (await subscription.next()).value as SubscriptionItem);
    expect(ids(eventsOf(told))).toEqual(ids([...first, ...late]));
    await subscription.return?.();
  });

  it('ends at once when it is aborted, or its store is closed, while the server is away', async () => {
    const store = cluster.open();
    cluster.facade.node.wire.die();
    const abort = new AbortController();
    const told = [collect(store.subscribe({ signal: abort.signal })), collect(store.subscribe())];
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    abort.abort();
    expect(await told[0]).toEqual([]);
    await store.close();
    expect(await told[1]).toEqual([]);
  });

  it('is not live before a read shows the news that it heard of', async () => {
    const [store, writer] = [cluster.open(), cluster.open()];
    await writer.append(stream('1'), events(1), 'none');
    const more = events(5);
    let appended = false;
    const told = await until(store.subscribe({ filter: { types: ['Happened'] } }), (items) => {
      if (items.at(-1)?.kind === 'live' && !appended) {
        appended = true;
        void writer.append(stream('1'), more, 0);
      }
      return count(items) === 6 && items.at(-1)?.kind === 'live';
    });
    expect(told.map(({ kind }) => kind)).toEqual(['event', 'live', ...more.map(() => 'event'), 'live']);
  });

  it('reads fail with log-unavailable when the server stays away', async () => {
    const store = cluster.open();
    cluster.facade.node.wire.die();
    await expect(collect(store.readAll())).rejects.toMatchObject({ code: 'log-unavailable' });
    await expect(collect(store.readStream(stream('1')))).rejects.toMatchObject({ code: 'log-unavailable' });
    expect(store.trouble).toBeDefined();
  });
});
