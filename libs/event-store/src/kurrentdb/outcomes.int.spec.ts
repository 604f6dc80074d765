import { status } from '@grpc/grpc-js';
import { ChainVerifier } from '../chain';
import { collect, event, events, ids, refusal } from '../conformance/world';
import { ownFact } from '../envelope';
import { OutcomeUnknown } from '../event-store';
import { Journal, NO_STREAM } from '../journal';
import type { Fault } from './testing/faults';
import { dieAmidAppend } from './testing/die-amid-append';
import { stream, TestCluster } from './testing/test-cluster';

describe('what becomes of an append to KurrentDB', () => {
  let cluster: TestCluster;
  beforeEach(async () => {
    cluster = await TestCluster.start({ maxAppendSize: 2 * 1024 * 1024 });
  });
  afterEach(() => cluster.stop());

  const failures: [string, Fault, stored: boolean][] = [
    ['the connection is lost before', { kind: 'cut-before' }, false],
    ['the connection is lost after', { kind: 'cut-after' }, true],
    ['the server is not ready', { kind: 'refused', code: status.UNAVAILABLE }, false],
    ['the server cancels the call, having done it', { kind: 'done-but', code: status.CANCELLED }, true],
    ['the server says that it timed out, having done it', { kind: 'done-but', code: status.ABORTED }, true],
    ['the deadline is said to have passed', { kind: 'done-but', code: status.DEADLINE_EXCEEDED }, true],
    ['the server answers what nobody understands', { kind: 'done-but', code: status.UNKNOWN }, true],
  ];

  it.each(failures)('is unknown when %s; again with the same ids it is stored once', async (_, fault, stored) => {
    const store = cluster.open();
    const batch = events(3);
    cluster.facade.node.faults.next('append', fault);
    expect(await refusal(store, stream('1'), batch, 'none')).toBeInstanceOf(OutcomeUnknown);
    expect(store.trouble).toBeDefined();
    const again = await store.append(stream('1'), batch, 'none');
    expect([again.revision, again.known]).toEqual([2, stored ? true : undefined]);
    expect(ids(await collect(store.readStream(stream('1'))))).toEqual(ids(batch));
    expect(store.trouble).toBeUndefined();
  });

  it('is unknown when the deadline passes: the one of the connection string holds', async () => {
    const store = cluster.open('&defaultDeadline=200');
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    cluster.facade.node.faults.next('append', { kind: 'held', until });
    const batch = events(2);
    expect(await refusal(store, stream('1'), batch, 'none')).toMatchObject({ code: 'outcome-unknown' });
    release();
    expect(await cluster.open().append(stream('1'), batch, 'none')).toMatchObject({ revision: 1 });
    expect(await collect(store.readStream(stream('1')))).toHaveLength(2);
  });

  it.each(['end', 'destroy'] as const)('is nothing when its process dies amid it (%s)', async (how) => {
    for (let i = 0; i < 20; i++) await dieAmidAppend(cluster.facade.node.wire.port, stream(`dead-${i}`), how);
    // Whatever has become of these is done before what comes now.
    const store = cluster.open();
    await store.append(stream('alive'), events(1), 'none');
    for (let i = 0; i < 20; i++) expect(await collect(store.readStream(stream(`dead-${i}`)))).toEqual([]);
  });

  it('is unknown when the connection is lost amid a long batch, and ends the process in no way', async () => {
    const store = cluster.open();
    const batch = events(3000);
    const unknown = refusal(store, stream('1'), batch, 'none');
    setImmediate(() => cluster.facade.node.wire.die());
    expect(await unknown).toBeInstanceOf(OutcomeUnknown);
    cluster.facade.node.wire.revive();
    expect(await store.append(stream('1'), batch, 'none')).toMatchObject({ revision: 2999 });
  });

  it('is told to be known, not written, when other bytes stand under the same ids', async () => {
    const [mine, theirs] = [cluster.open(), cluster.open()];
    const first = { ...event(), data: Buffer.from('theirs') };
    await theirs.append(stream('1'), [first], 'none');
    expect(await mine.append(stream('1'), [{ ...first, data: Buffer.from('mine') }], 'none')).toMatchObject({ revision: 0, known: true });
  });

  it('leaves a whole chain behind, whatever fails on the way', async () => {
    const journal = new Journal(cluster.open());
    const metadata = ownFact('c', { at: '2026-11-02T01:00:00.000Z' as never, actor: { kind: 'system', id: 'test' }, correlationId: 'c' });
    let head = NO_STREAM;
    for (const [, fault] of failures) {
      cluster.facade.node.faults.next('append', fault);
      head = (await journal.append(stream('1'), head, [{ ...event(), metadata }])).head;
    }
    const verifier = new ChainVerifier();
    const stored = await collect(journal.store.readAll());
    expect(stored.map((each) => verifier.check(each))).toEqual(failures.map(() => undefined));
  });

  it('is refused for good when it is too large for the server, with the cure', async () => {
    const batch = Array.from({ length: 3 }, () => ({ ...event(), data: Buffer.alloc(1_000_000) }));
    const error = await refusal(cluster.open(), stream('1'), batch, 'none');
    expect(error).toMatchObject({ code: 'log-refused', message: expect.stringContaining('MaxAppendSize') as string });
  });

  it('gives up with log-refused when the server insists on a conflict that nobody sees', async () => {
    cluster.facade.node.faults.next('append', ...Array.from({ length: 102 }, (): Fault => ({ kind: 'conflict' })));
    expect(await refusal(cluster.open(), stream('1'), events(1), 'none')).toMatchObject({ code: 'log-refused' });
  });
});
