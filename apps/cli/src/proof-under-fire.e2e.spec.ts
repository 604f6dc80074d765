import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SqliteEventStore } from '@lienthong/event-store';
import { installationFrom } from '@lienthong/installation';
import { ApiClient } from './api-client';
import { SimulatorsAdmin, type EffectsReport } from './demo/simulators-admin';
import { Failure } from './failure';
import { Programs } from './programs';
import { Counter } from './testing/counter';
import { exchangeFile } from './testing/exchange-file';
import { fates } from './testing/fates';
import { inspectInstallation, type Inspected } from './testing/inspection';
import { carryOut, killPlan, type Kill } from './testing/kill-plan';
import { misbehave } from './testing/misbehaviour';
import { readModelRows, readModelsAt, removeReadModels } from './testing/read-model-rows';
import { logInFile } from './testing/open-log';
import { SeededRandom } from './testing/seeded-random';
import { lienthong, temporaryFolder } from './testing/started-program';

const DOSSIERS = 200;
/** Of what is random here. The same seed repeats a run as nearly as the machine allows. */
const SEED = process.env['LIENTHONG_FIRE_SEED'] ?? randomUUID();

describe(`${DOSSIERS} dossiers under fire (LIENTHONG_FIRE_SEED=${SEED})`, () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const installation = installationFrom({ LIENTHONG_DATA_DIR: data });
  const { logFile, readModelsFile } = installation;
  const random = (what: string) => new SeededRandom(SEED, what);
  const planned = fates(DOSSIERS, random('fates'));
  const ends = planned.flatMap((fate) => Object.values(fate.ends));
  const over = new AbortController();
  let programs: Programs;
  let ids: readonly string[];
  let kills: readonly Kill[];
  let effects: EffectsReport;
  let rows: ReturnType<typeof readModelRows>;
  let dossiers: ReadonlyMap<string, Inspected>;

  const start = async (): Promise<void> => {
    const environment = { LIENTHONG_EXCHANGE_FILE: exchangeFile(folder.path), LIENTHONG_SIMULATOR_PACE_MS: '150', LIENTHONG_SEED: SEED };
    const keys = installation.signingKeysDir;
    programs = await Programs.start({ dataDir: data, signingKeysDir: keys, enginePort: 0, simulatorsPort: 0, quiet: true, environment });
  };

  beforeAll(async () => {
    await start();
    const { engineUrl: url } = programs;
    const simulators = new SimulatorsAdmin(programs.simulatorsUrl);
    await misbehave(simulators);
    const counter = new Counter((actor) => new ApiClient(url, actor, 'en'), logInFile(logFile), over.signal);
    const fire = Promise.all([
      counter.submitAll(planned, random('citizens')),
      carryOut(killPlan(DOSSIERS, ends.length, random('kills')), programs, logInFile(logFile), over.signal),
      counter.attend(DOSSIERS),
    ]);
    [ids, kills] = await Promise.race([fire, failedBy(programs)]);
    effects = await quiet(simulators);
    await caughtUp(logFile, readModelsFile);
    await programs.stop();
    rows = readModelRows(readModelsFile);
    dossiers = await inspectInstallation(installation);
  });
  afterAll(async () => {
    over.abort();
    await programs.stop();
    if (process.env['LIENTHONG_FIRE_KEEP']) console.log(`the data are left in ${data}`);
    else folder.remove();
  });

  it('are hit at 20 moments: while they are submitted, with a backlog, while the engine starts, and near the end', () => {
    const hits = (phase: Kill['phase']): number => kills.filter((kill) => kill.phase === phase).length;
    expect(kills).toHaveLength(20);
    expect({ submitting: hits('submitting'), starting: hits('starting'), ending: hits('ending') }).toEqual({
      submitting: 6,
      starting: 4,
      ending: 1,
    });
    expect(Math.max(...kills.map(({ backlog }) => backlog))).toBeGreaterThan(DOSSIERS / 10);
  });

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

  it('have chains that hold', async () => {
    expect(await lienthong(['audit', 'verify', '--json', '--data', data])).toMatchObject({ code: 0 });
  });

  it('decide the same when every decision is made again', async () => {
    const { stdout } = await lienthong(['audit', 'replay', '--all', '--json', '--data', data]);
    const verdicts = JSON.parse(stdout) as { dossier: string; verdict: string }[];
    expect(verdicts.filter(({ verdict }) => verdict !== 'equal')).toEqual([]);
    expect(verdicts).toHaveLength(DOSSIERS);
  });

  it('have the exact bytes of every message that their events cite', () => {
    expect([...dossiers.values()].flatMap(({ missing }) => missing)).toEqual([]);
  });

  it('have the same rows in read models that are made anew', async () => {
    removeReadModels(readModelsFile);
    await start();
    await caughtUp(logFile, readModelsFile);
    await programs.stop();
    expect(readModelRows(readModelsFile)).toEqual(rows);
  });
});

const LOOK_EVERY_MS = 50;

/** What the agencies have seen, once nothing is on its way any more. */
async function quiet(simulators: SimulatorsAdmin): Promise<EffectsReport> {
  for (;;) {
    const report = await simulators.report();
    if (report.pending === 0 && report.callbacks.underWay === 0) return report;
    await pause(LOOK_EVERY_MS);
  }
}

async function caughtUp(logFile: string, readModelsFile: string): Promise<void> {
  while (readModelsAt(readModelsFile) !== (await lastPosition(logFile))) await pause(LOOK_EVERY_MS);
}

async function lastPosition(logFile: string): Promise<string | undefined> {
  const store = await SqliteEventStore.open(logFile, { readOnly: true });
  try {
    for await (const { position } of store.readAll({ direction: 'backwards', limit: 1 })) return position;
    return undefined;
  } finally {
    await store.close();
  }
}

async function failedBy(programs: Programs): Promise<never> {
  throw new Failure('ended', await programs.ended);
}
