import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collect, events, eventsOf, ids, refusal, until } from '../conformance/world';
import { OutcomeUnknown, type AppendResult, type NewEvent } from '../event-store';
import type { KurrentDbEventStore } from './kurrentdb-event-store';
import { testCertificate } from './testing/test-certificate';
import { stream, TestCluster } from './testing/test-cluster';

describe('connecting to KurrentDB', () => {
  let cluster: TestCluster | undefined;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lienthong-tls-'));
  });
  afterEach(async () => {
    await cluster?.stop();
    rmSync(folder, { recursive: true });
  });

  it('with TLS and credentials: takes the right ones, and tells the wrong ones apart from a server that is away', async () => {
    const certificate = testCertificate();
    writeFileSync(join(folder, 'ca.pem'), certificate.cert_chain);
    const caFile = encodeURIComponent(join(folder, 'ca.pem'));
    cluster = await TestCluster.start({ certificate, credentials: 'lienthong:m@t:khẩu' });
    const at = (user: string): string => `esdb://${user}@${cluster?.facade.hosts}?tlsCaFile=${caFile}`;
    const right = `lienthong:${encodeURIComponent('m@t:khẩu')}`;

    const store = cluster.openAt(at(right));
    const batch = events(2);
    await store.append(stream('1'), batch, 'none');
    expect(ids(await collect(store.readAll()))).toEqual(ids(batch));
    expect(eventsOf(await until(store.subscribe(), (items) => items.at(-1)?.kind === 'live'))).toHaveLength(2);

    const stranger = cluster.openAt(at('lienthong:wrong'));
    expect(await refusal(stranger, stream('1'), events(1), 1)).toMatchObject({ code: 'log-refused' });
    await expect(collect(stranger.readAll())).rejects.toMatchObject({ code: 'log-refused' });
    await expect(collect(stranger.subscribe())).rejects.toMatchObject({ code: 'log-refused' });
    expect(stranger.trouble).toMatch(/refuses/);
    expect(stranger.trouble).not.toMatch(/wrong/);

    const distrusting = cluster.openAt(`esdb://${right}@${cluster.facade.hosts}`);
    await expect(collect(distrusting.readAll())).rejects.toMatchObject({ code: 'log-unavailable' });
  });

  it('refuses a certificate file that is not there', async () => {
    cluster = await TestCluster.start();
    expect(() => cluster?.openAt(`esdb://a:b@h?tlsCaFile=${encodeURIComponent(join(folder, 'none.pem'))}`)).toThrow(/cannot be read/);
  });

  /** As the journal does, with the tries that it has. */
  async function insist(store: KurrentDbEventStore, batch: readonly NewEvent[], expected: number | 'none'): Promise<AppendResult> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await store.append(stream('1'), batch, expected);
      } catch (error) {
        if (!(error instanceof OutcomeUnknown) || attempt === 5) throw error;
      }
    }
  }

  it.each(['list', 'name'])('to a cluster given as a %s: finds the leader, and the new one when it changes', async (given) => {
    cluster = await TestCluster.start({ nodes: 3 });
    const { facade } = cluster;
    const [first = ''] = facade.hosts.split(',');
    const store = given === 'list' ? cluster.open() : cluster.open('', { scheme: 'kurrentdb+discover', hosts: first });
    const subscription = until(store.subscribe(), (items) => eventsOf(items).length === 6);
    const written = events(6);
    await store.append(stream('1'), written.slice(0, 2), 'none');
    facade.elect(1);
    await insist(store, written.slice(2, 4), 1);
    facade.elect(2);
    expect(await insist(store, written.slice(4), 3)).toMatchObject({ revision: 5 });
    expect(ids(await collect(store.readAll()))).toEqual(ids(written));
    expect(ids(eventsOf(await subscription))).toEqual(ids(written));
    expect(facade.nodes.map(({ calls }) => calls.get('append'))).toEqual([1, 1, 1]);
  });

  it('to a cluster without a leader: the outcome is unknown until there is one, and nothing is written twice', async () => {
    cluster = await TestCluster.start({ nodes: 3 });
    const store = cluster.open();
    const batch = events(2);
    cluster.facade.elect(undefined);
    expect(await refusal(store, stream('1'), batch, 'none')).toBeInstanceOf(OutcomeUnknown);
    cluster.facade.elect(2);
    await insist(store, batch, 'none');
    expect(await collect(store.readStream(stream('1')))).toHaveLength(2);
  });
});
