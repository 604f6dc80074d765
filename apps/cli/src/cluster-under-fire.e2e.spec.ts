import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readMasterKey } from '@lienthong/access';
import { PostgresKeyVault } from '@lienthong/access/postgres';
import { ensureKeyPair } from '@lienthong/agencies';
import { replayDossier, verifyLog } from '@lienthong/audit';
import { loadWorkflows } from '@lienthong/bundle';
import { KurrentDbEventStore } from '@lienthong/event-store/kurrentdb';
import { KurrentDbFacade } from '@lienthong/event-store/kurrentdb/testing';
import { TestRedis } from '@lienthong/handoff-bullmq/testing';
import { projectRoot } from '@lienthong/installation';
import { TestPostgres } from '@lienthong/postgres/testing';
import { SimulatorsAdmin, type EffectsReport } from './demo/simulators-admin';
import { clusterDisasters, type Disaster } from './testing/cluster-disasters';
import { Counter } from './testing/counter';
import { Engines } from './testing/engines';
import { exchangeFile } from './testing/exchange-file';
import { fates } from './testing/fates';
import { inspect, type Inspected } from './testing/inspection';
import { misbehave } from './testing/misbehaviour';
import type { OpenLog } from './testing/open-log';
import { rowsInPostgres } from './testing/read-model-rows';
import { SeededRandom } from './testing/seeded-random';
import { started, type Started } from './testing/started-engine';
import { temporaryFolder } from './testing/started-program';

const DOSSIERS = 40;
/** Of what is random here. The same seed repeats a run as nearly as the machine allows. */
const SEED = process.env['LIENTHONG_FIRE_SEED'] ?? randomUUID();
const MEMBERS = ['web,worker', 'web,worker', 'worker,projector,timers', 'web,projector,timers'] as const;
const OPERATOR = 'kind=operator; id=operator';

describe(`${DOSSIERS} dossiers through four processes under fire (LIENTHONG_FIRE_SEED=${SEED})`, () => {
  const folder = temporaryFolder();
  const random = (what: string) => new SeededRandom(SEED, what);
  const planned = fates(DOSSIERS, random('fates'));
  const ends = planned.flatMap((fate) => Object.values(fate.ends));
  const over = new AbortController();
  let facade: KurrentDbFacade;
  let redis: TestRedis;
  let postgres: TestPostgres;
  let agencies: Started;
  let engines: Engines;
  let log: KurrentDbEventStore;
  let vault: PostgresKeyVault;
  let readModelsUrl: string;
  let ids: readonly string[];
  let happened: readonly Disaster[];
  let effects: EffectsReport;
  let dossiers: ReadonlyMap<string, Inspected>;

  beforeAll(async () => {
    [facade, redis, postgres] = await Promise.all([KurrentDbFacade.start({ nodes: 2 }), TestRedis.start(), TestPostgres.start()]);
    const [keys, masterKeyFile] = [join(folder.path, 'signing-keys'), join(folder.path, 'master.key')];
    mkdirSync(keys);
    ensureKeyPair(keys, 'engine');
    writeFileSync(masterKeyFile, randomBytes(32).toString('hex'));
    agencies = await started('agency-simulators', {
      LIENTHONG_SIMULATORS_PORT: '0',
      LIENTHONG_KEYS_DIR: keys,
      LIENTHONG_SIMULATOR_PACE_MS: '150',
      LIENTHONG_SEED: SEED,
    });
    const agenciesUrl = `http://127.0.0.1:${agencies.ready.port}`;
    readModelsUrl = await postgres.database();
    const [logUrl, keysUrl] = [addressOf(facade.node), await postgres.database()];
    const shared = {
      LIENTHONG_AGENCIES_URL: agenciesUrl,
      LIENTHONG_EXCHANGE_FILE: exchangeFile(folder.path),
      LIENTHONG_LOG_URL: logUrl,
      LIENTHONG_READ_MODELS_URL: readModelsUrl,
      LIENTHONG_KEYS_URL: keysUrl,
      LIENTHONG_QUEUE: redis.url,
      LIENTHONG_MASTER_KEY_FILE: masterKeyFile,
      LIENTHONG_SIGNING_KEYS_DIR: keys,
      LIENTHONG_ATTACHMENTS_DIR: join(folder.path, 'attachments'),
      // The examples cite files of which only the hashes are there.
      LIENTHONG_ATTACHMENTS: 'unchecked',
    };
    engines = new Engines(shared, random('engines'));
    for (const [at, roles] of MEMBERS.entries()) {
      await engines.add({ LIENTHONG_ROLES: roles, LIENTHONG_DATA_DIR: join(folder.path, `machine-${at}`) });
    }
    // Looked at through another node than the one that the engines lose.
    log = new KurrentDbEventStore(addressOf(facade.nodes[1]));
    vault = await PostgresKeyVault.open(keysUrl, readMasterKey(masterKeyFile));
    const simulators = new SimulatorsAdmin(agenciesUrl);
    await misbehave(simulators);
    const outside: OpenLog = async () => ({ readAll: (options) => log.readAll(options), close: async () => undefined });
    const counter = new Counter((actor) => engines.api(actor), outside, over.signal);
    [ids, happened] = await Promise.all([
      counter.submitAll(planned, random('citizens')),
      clusterDisasters(
        Math.floor(ends.length / 15),
        engines,
        { facade, redis, postgres, readModelsUrl },
        outside,
        random('disasters'),
        over.signal,
      ),
      counter.attend(DOSSIERS),
    ]);
    effects = await quiet(simulators);
    dossiers = await inspect(log, vault);
  });
  afterAll(async () => {
    over.abort();
    await engines.stop();
    await agencies.stop();
    await log.close();
    await vault.close();
    await Promise.all([redis.end(), postgres.end()]);
    await facade.stop();
    folder.remove();
  });

  it('are hit by twelve disasters', () => expect(happened).toHaveLength(12));

  it('are in the log as often as they were submitted, each once', () => {
    expect([...dossiers.keys()].sort()).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(DOSSIERS);
  });

  it('all end as the agencies decided', () => {
    const ended = ids.map((id) => {
      const dossier = dossiers.get(id)?.dossier;
      const procedures = Object.entries(dossier?.procedures ?? {}).map(([key, { status }]) => [key, status]);
      return { phase: dossier?.phase, contradictions: dossier?.contradictions, ends: Object.fromEntries(procedures) };
    });
    expect(ended).toEqual(planned.map((fate) => ({ phase: 'returned', contradictions: [], ends: fate.ends })));
  });

  it('have one effect per completed procedure at the agencies, which never saw a request twice or a rule broken', () => {
    const completed = ends.filter((end) => end === 'completed').length;
    expect(effects).toMatchObject({ effects: completed, secondEffects: 0, duplicates: 0, conflicts: 0, violations: 0 });
  });

  it('have chains that hold, and the exact bytes of every message that their events cite', async () => {
    expect(await verifyLog(log)).toMatchObject({ faults: [], damaged: [] });
    expect([...dossiers.values()].flatMap(({ missing }) => missing)).toEqual([]);
  });

  it('decide the same when every decision is made again', () => {
    const workflows = loadWorkflows(join(projectRoot(), 'workflows'));
    const verdicts = [...dossiers].map(
      ([id, { history }]) => replayDossier(id as Parameters<typeof replayDossier>[0], history, (ref) => workflows.get(ref)).verdict,
    );
    expect(verdicts).toEqual(planned.map(() => 'equal'));
  });

  it('have the same rows in read models that are made anew', async () => {
    const api = engines.api(OPERATOR);
    const rows = () => rowsInPostgres((statement) => postgres.tell(statement, readModelsUrl));
    while ((await api.readModels()).lag > 0) await pause(LOOK_EVERY_MS);
    const before = await rows();
    await api.rebuildReadModels();
    while ((await api.readModels()).rebuild?.state === 'running') await pause(LOOK_EVERY_MS);
    expect(await rows()).toEqual(before);
  });
});

const LOOK_EVERY_MS = 50;

const addressOf = (node: KurrentDbFacade['node'] | undefined): string => `esdb://127.0.0.1:${node?.wire.port}?tls=false`;

/** What the agencies have seen, once nothing is on its way any more. */
async function quiet(simulators: SimulatorsAdmin): Promise<EffectsReport> {
  for (;;) {
    const report = await simulators.report();
    if (report.pending === 0 && report.callbacks.underWay === 0) return report;
    await pause(LOOK_EVERY_MS);
  }
}
