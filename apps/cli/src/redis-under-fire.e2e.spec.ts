import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { TestRedis } from '@lienthong/handoff-bullmq/testing';
import { installationFrom } from '@lienthong/installation';
import { ApiClient } from './api-client';
import { SimulatorsAdmin } from './demo/simulators-admin';
import { Programs } from './programs';
import { Counter } from './testing/counter';
import { exchangeFile } from './testing/exchange-file';
import { fates } from './testing/fates';
import { inspectInstallation } from './testing/inspection';
import { misbehave } from './testing/misbehaviour';
import { disasters } from './testing/redis-disasters';
import { logInFile } from './testing/open-log';
import { SeededRandom } from './testing/seeded-random';
import { temporaryFolder } from './testing/started-program';

const DOSSIERS = 40;
/** Of what is random here. The same seed repeats a run as nearly as the machine allows. */
const SEED = process.env['LIENTHONG_FIRE_SEED'] ?? randomUUID();

describe(`${DOSSIERS} dossiers through a queue in Redis that is emptied and killed (LIENTHONG_FIRE_SEED=${SEED})`, () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const installation = installationFrom({ LIENTHONG_DATA_DIR: data });
  const { logFile, signingKeysDir } = installation;
  const random = (what: string) => new SeededRandom(SEED, what);
  const planned = fates(DOSSIERS, random('fates'));
  const ends = planned.flatMap((fate) => Object.values(fate.ends));
  const over = new AbortController();
  let redis: TestRedis;
  let programs: Programs | undefined;

  beforeAll(async () => {
    redis = await TestRedis.start();
  });
  afterAll(async () => {
    over.abort();
    await programs?.stop();
    await redis.end();
    folder.remove();
  });

  it('all end as the agencies decided, with one effect for each completed procedure', async () => {
    const environment = {
      LIENTHONG_EXCHANGE_FILE: exchangeFile(folder.path),
      LIENTHONG_QUEUE: redis.url,
      LIENTHONG_SIMULATOR_PACE_MS: '150',
      LIENTHONG_SEED: SEED,
    };
    programs = await Programs.start({ dataDir: data, signingKeysDir, enginePort: 0, simulatorsPort: 0, quiet: true, environment });
    const { engineUrl: url } = programs;
    const simulators = new SimulatorsAdmin(programs.simulatorsUrl);
    await misbehave(simulators);
    const counter = new Counter((actor) => new ApiClient(url, actor, 'en'), logInFile(logFile), over.signal);
    const [, happened] = await Promise.all([
      counter.submitAll(planned, random('citizens')),
      disasters(Math.floor(ends.length / 10), redis, programs, logInFile(logFile), over.signal),
      counter.attend(DOSSIERS),
    ]);
    expect(happened).toHaveLength(6);
    const report = await simulators.report();
    await programs.stop();

    const completed = ends.filter((end) => end === 'completed').length;
    expect(report).toMatchObject({ effects: completed, secondEffects: 0, duplicates: 0, conflicts: 0, violations: 0 });
    const dossiers = [...(await inspectInstallation(installation)).values()].map(({ dossier }) => dossier);
    const ended = (each: { readonly [key: string]: { readonly status: string } } | undefined) =>
      Object.values(each ?? {})
        .map(({ status }) => status)
        .sort();
    expect(dossiers.map((dossier) => dossier?.phase)).toEqual(planned.map(() => 'returned'));
    expect(dossiers.flatMap((dossier) => ended(dossier?.procedures)).sort()).toEqual(ends.sort());
  });
});
