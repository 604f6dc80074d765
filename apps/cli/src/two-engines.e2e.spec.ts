import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KurrentDbFacade } from '@lienthong/event-store/kurrentdb/testing';
import { projectRoot } from '@lienthong/installation';
import { TestPostgres } from '@lienthong/postgres/testing';
import { ApiClient } from './api-client';
import { SimulatorsAdmin } from './demo/simulators-admin';
import { exchangeFile } from './testing/exchange-file';
import { started, type Started } from './testing/started-engine';
import { temporaryFolder, until } from './testing/started-program';

interface Example {
  readonly form: { readonly mother: object };
}

const OFFICER = 'kind=officer; id=test-officer; role=one-stop';
const DOSSIERS = 6;
/** Of an ordinary birth. */
const PROCEDURES = 4;

describe('two engines over one log in KurrentDB, with read models in PostgreSQL', () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const running: Started[] = [];
  const example = JSON.parse(readFileSync(join(projectRoot(), 'workflows/birth/examples/nguyen-bao-an.json'), 'utf8')) as Example;
  let facade: KurrentDbFacade;
  let postgres: TestPostgres;
  let simulators: SimulatorsAdmin;
  let environment: Record<string, string>;

  beforeAll(async () => {
    mkdirSync(data);
    [facade, postgres] = await Promise.all([KurrentDbFacade.start(), TestPostgres.start()]);
    const keys = join(data, 'signing-keys');
    const agencies = await start('agency-simulators', {
      LIENTHONG_SIMULATORS_PORT: '0',
      LIENTHONG_KEYS_DIR: keys,
      LIENTHONG_SIMULATOR_PACE_MS: '100',
    });
    const url = `http://127.0.0.1:${agencies.ready.port}`;
    simulators = new SimulatorsAdmin(url);
    environment = {
      LIENTHONG_PORT: '0',
      LIENTHONG_DATA_DIR: data,
      LIENTHONG_AGENCIES_URL: url,
      LIENTHONG_EXCHANGE_FILE: exchangeFile(folder.path),
      LIENTHONG_LOG_URL: `esdb://${facade.hosts}?tls=false`,
      LIENTHONG_READ_MODELS_URL: await postgres.database(),
    };
  });
  afterAll(async () => {
    for (const each of running.reverse()) await each.stop();
    await postgres.end();
    await facade.stop();
    folder.remove();
  });

  async function start(...what: Parameters<typeof started>): Promise<Started> {
    const program = await started(...what);
    running.push(program);
    return program;
  }
  const apiOf = ({ ready }: Started): ApiClient => new ApiClient(ready.url ?? '', OFFICER, 'en');
  /** The example, of a mother of her own. */
  const birth = (number: number): Example => {
    const personalId = `082196${String(number).padStart(6, '0')}`;
    return { ...example, form: { ...example.form, mother: { ...example.form.mother, personalId } } };
  };

  it('bring every dossier to its results, whichever was asked, also when one of them is killed, with each effect once', async () => {
    // One after the other: both would make the keys of a new installation.
    const engines = [await start('engine', environment), await start('engine', environment)];
    const apis = engines.map(apiOf) as [ApiClient, ApiClient];
    const ids: string[] = [];
    /** Filed at the one, received at the other, which has not heard of it. */
    const take = async (number: number, [here, there]: readonly [ApiClient, ApiClient]): Promise<void> => {
      const { id } = await here.submit(birth(number), randomUUID());
      await there.receive(id);
      ids.push(id);
    };
    for (let number = 1; number < DOSSIERS; number++) await take(number, number % 2 === 0 ? apis : [apis[1], apis[0]]);

    const again = await apis[0].submit(birth(1), randomUUID());
    await expect(apis[1].receive(again.id)).rejects.toMatchObject({ code: 'duplicate-undecided' });

    // Dies with what it has just received.
    await take(DOSSIERS, [apis[1], apis[0]]);
    await engines[0]?.kill();
    const left = apis[1];
    await until(async () => (await left.dossiers({ phase: 'returned' })).dossiers.length === DOSSIERS || undefined);
    const back = apiOf(await start('engine', environment));
    for (const id of ids) {
      const [one, other] = [await left.dossier(id), await back.dossier(id)];
      expect(one).toMatchObject({ phase: 'returned', outcome: 'completed' });
      expect(other).toEqual(one);
    }
    const report = await simulators.report();
    expect(report).toMatchObject({ effects: DOSSIERS * PROCEDURES, secondEffects: 0, conflicts: 0, violations: 0 });
  });

  it('let another one write the lists while the one that did stands still, and nothing worse comes of its waking up', async () => {
    // The one that was left wrote them; the one that came back did not.
    const [left, back] = running.slice(-2) as [Started, Started];
    const fence = async (): Promise<unknown> =>
      (await postgres.tell('select fence from lienthong.read_models', environment['LIENTHONG_READ_MODELS_URL']))[0]?.['fence'];
    const before = await fence();
    left.halt();
    const api = apiOf(back);
    const { id } = await api.submit(birth(DOSSIERS + 1), randomUUID());
    await until(async () => (await fence()) !== before || undefined);
    await api.receive(id);
    await until(async () => (await api.dossiers({ phase: 'returned' })).dossiers.some((each) => each.id === id) || undefined);
    const after = await fence();
    left.goOn();
    await until(async () => (await apiOf(left).dossiers({ phase: 'returned' })).dossiers.some((each) => each.id === id) || undefined);
    expect(await apiOf(left).dossier(id)).toEqual(await api.dossier(id));
    expect(await fence()).toBe(after);
    expect(await simulators.report()).toMatchObject({ effects: (DOSSIERS + 1) * PROCEDURES, secondEffects: 0 });
  });

  it('say in one line what is missing when they cannot start', async () => {
    const { LIENTHONG_READ_MODELS_URL: _, ...without } = environment;
    await expect(started('engine', without)).rejects.toThrow('could not be started');
    const nowhere = 'postgres://lienthong:sesame@127.0.0.1:1/nowhere';
    await expect(started('engine', { ...environment, LIENTHONG_READ_MODELS_URL: nowhere })).rejects.toThrow('could not be started');
  });
});
