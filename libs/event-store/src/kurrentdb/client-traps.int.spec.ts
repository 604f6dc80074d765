import { status } from '@grpc/grpc-js';
import { binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { collect, event, events, fill, ids, refusal } from '../conformance/world';
import { stream, TestCluster } from './testing/test-cluster';

// What version 6.2.1 of the client does behind its caller's back, and that the adapter is not caught by it. Where the trap itself
// is shown, a later version of the client that no longer has it fails here: then the precaution can go.
describe('the traps of the client', () => {
  let cluster: TestCluster;
  beforeEach(async () => {
    cluster = await TestCluster.start();
  });
  afterEach(() => cluster.stop());

  const bare = (): EventStoreDBClient =>
    EventStoreDBClient.connectionString(`esdb://${cluster.facade.hosts}?tls=false&throwOnAppendFailure=false`);

  it('batches that tell a wrong revision upon a conflict: the adapter takes the classic append, always', async () => {
    const client = bare();
    const three = [1, 2, 3].map(() => jsonEvent({ type: 'Happened', data: {} }));
    await client.appendToStream('trap-1', three, { expectedRevision: 'no_stream' });
    const trap = await client.appendToStream(
      'trap-1',
      three.slice(0, 1).map(() => jsonEvent({ type: 'Other', data: {} })),
      { expectedRevision: 'no_stream' },
    );
    expect(trap).toMatchObject({ success: false, nextExpectedRevision: 1n });
    await client.dispose();

    const store = cluster.open();
    await store.append(stream('1'), events(3), 'none');
    expect(await refusal(store, stream('1'), events(1), 'none')).toMatchObject({ code: 'revision-conflict', actual: 2 });
    expect([cluster.facade.node.calls.get('batch-append'), cluster.facade.node.calls.get('append')]).toEqual([2, 2]);
  });

  it('batches of which one failure rejects those of other clients: a store hears of its own failures only', async () => {
    const other = await TestCluster.start();
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    other.facade.node.faults.next('append', { kind: 'held', until });
    const undisturbed = other.open().append(stream('1'), events(1), 'none');
    cluster.facade.node.faults.next('append', { kind: 'refused', code: status.UNAVAILABLE });
    expect(await refusal(cluster.open(), stream('1'), events(1), 'none')).toMatchObject({ code: 'outcome-unknown' });
    release();
    expect(await undisturbed).toMatchObject({ revision: 0 });
    await other.stop();
  });

  it('metadata that is JSON comes back as an object, not as its bytes: the adapter keeps the bytes', async () => {
    const text = '{ "b": 1.0, "2": "x", "1": "ê", "b": 2 }';
    const store = cluster.open();
    await store.append(stream('1'), [{ ...event(), metadata: Buffer.from(text), data: Buffer.from(text) }], 'none');
    const [stored] = await collect(store.readStream(stream('1')));
    expect([stored?.metadata, stored?.data].map((bytes) => Buffer.from(bytes ?? []).toString())).toEqual([text, text]);
  });

  it('an append that stands there already is told as written: the adapter writes under ids of its own and tells what is known', async () => {
    const client = bare();
    const same = binaryEvent({ type: 'Happened', data: Buffer.from('1') });
    const [first, second] = [await client.appendToStream('trap-1', same), await client.appendToStream('trap-1', same)];
    expect(second).toEqual(first);
    await client.dispose();

    const store = cluster.open();
    const batch = events(1);
    await store.append(stream('1'), batch, 'none');
    expect(await store.append(stream('1'), batch, 'none')).toMatchObject({ known: true });
  });

  it('a read that the client itself cancels ends as if there were nothing more: a closed store says so instead', async () => {
    const store = cluster.open();
    await fill(store, stream('1'), 300);
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    cluster.facade.node.faults.next('read', { kind: 'held', until });
    const reading = collect(store.readAll());
    const asked = cluster.facade.node.calls.get('read') ?? 0;
    while ((cluster.facade.node.calls.get('read') ?? 0) === asked) await new Promise((resolve) => setImmediate(resolve));
    const closed = store.close();
    await expect(reading).rejects.toMatchObject({ code: 'log-closed' });
    await closed;
    release();
  });

  it('an error of a read that nobody follows any more would end the process: a connection lost behind a reader does nothing', async () => {
    const store = cluster.open();
    await store.append(
      stream('1'),
      Array.from({ length: 12 }, () => ({ ...event(), data: Buffer.alloc(900_000, 1) })),
      'none',
    );
    cluster.facade.node.faults.next('read', { kind: 'cut-at', events: 11 });
    for await (const { revision } of store.readStream(stream('1'))) if (revision === 0) break;
    expect(await collect(store.readStream(stream('1')))).toHaveLength(12);
  });

  it('events of the server itself stand in the log: they are passed over, in every direction', async () => {
    const { log } = cluster.facade;
    const store = cluster.open();
    const mine = events(4);
    log.append('$stats-127.0.0.1:2113', events(1500, '$statsCollected'), 'any');
    await store.append(stream('1'), mine.slice(0, 2), 'none');
    log.append('$settings', events(3, 'update-default-acl'), 'any');
    await store.append(stream('1'), mine.slice(2), 1);
    log.append('$stats-127.0.0.1:2113', events(1200, '$statsCollected'), 'any');
    expect(ids(await collect(store.readAll()))).toEqual(ids(mine));
    expect(ids(await collect(store.readAll({ direction: 'backwards', limit: 3 })))).toEqual(ids(mine).reverse().slice(0, 3));
    expect(ids(await collect(store.readAll({ limit: 3 })))).toEqual(ids(mine).slice(0, 3));
  });

  it('events that others wrote come with the server’s id and whatever bytes there are', async () => {
    const client = bare();
    const json = jsonEvent({ type: 'Foreign', data: { a: 1 }, metadata: { b: 2 } });
    const bytes = binaryEvent({ type: 'Foreign', data: Buffer.from([0, 1]) });
    await client.appendToStream('foreign-1', [json, bytes]);
    await client.dispose();
    const stored = await collect(cluster.open().readAll());
    expect(stored.map(({ id, data, metadata }) => [id, Buffer.from(data).toString(), Buffer.from(metadata).toString()])).toEqual([
      [json.id, '{"a":1}', '{"b":2}'],
      [bytes.id, '\u0000\u0001', ''],
    ]);
  });
});
