import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { ApiClient } from './api-client';
import { SimulatorsAdmin } from './demo/simulators-admin';
import { started, type Started } from './testing/started-engine';
import { lienthong, temporaryFolder, until } from './testing/started-program';

const BEFORE = 8;
const AFTER = 3;

interface Example {
  readonly form: { readonly mother: object };
}

describe('an engine that is started on a backup of an earlier moment', () => {
  const folder = temporaryFolder();
  const path = (name: string): string => join(folder.path, name);
  const running: Started[] = [];
  const example = JSON.parse(readFileSync(join(projectRoot(), 'workflows/birth/examples/nguyen-bao-an.json'), 'utf8')) as Example;
  let mothers = 0;
  /** The example, of a mother of her own: no two are the same birth. */
  const ofAnotherMother = (): Example => {
    const { mother } = example.form;
    return { ...example, form: { ...example.form, mother: { ...mother, personalId: `082196${String(++mothers).padStart(6, '0')}` } } };
  };
  let simulators: SimulatorsAdmin;
  let agenciesUrl: string;

  beforeAll(async () => {
    mkdirSync(path('data'));
    const { ready } = await start('agency-simulators', {
      LIENTHONG_SIMULATORS_PORT: '0',
      LIENTHONG_KEYS_DIR: path('data/signing-keys'),
    });
    agenciesUrl = `http://127.0.0.1:${ready.port}`;
    simulators = new SimulatorsAdmin(agenciesUrl);
    // What was told to the engine before its end is not told again: the restored one has to ask, and shall not wait long.
    const exchange = readFileSync(join(projectRoot(), 'apps/engine/config/exchange.development.yaml'), 'utf8');
    writeFileSync(
      path('exchange.yaml'),
      exchange
        .replaceAll(/follow(After|Every): .*/g, 'follow$1: PT0.3S')
        .replaceAll('callTimeout: PT3S', 'callTimeout: PT1S')
        .replaceAll('attemptPatience: PT5S', 'attemptPatience: PT1.5S'),
    );
  });
  afterAll(async () => {
    for (const each of running.reverse()) await each.stop();
    folder.remove();
  });

  async function start(...what: Parameters<typeof started>): Promise<Started> {
    const program = await started(...what);
    running.push(program);
    return program;
  }

  async function startEngine(data: string, port = '0'): Promise<{ engine: Started; api: ApiClient }> {
    const engine = await start('engine', {
      LIENTHONG_PORT: port,
      LIENTHONG_DATA_DIR: path(data),
      LIENTHONG_AGENCIES_URL: agenciesUrl,
      LIENTHONG_EXCHANGE_FILE: path('exchange.yaml'),
    });
    return { engine, api: new ApiClient(engine.ready.url ?? '', 'kind=officer; id=test-officer', 'en') };
  }

  async function submit(api: ApiClient, count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let i = 0; i < count; i++) {
      const { id } = await api.submit(ofAnotherMother(), randomUUID());
      await api.receive(id);
      ids.push(id);
    }
    return ids;
  }

  const allReturned = (api: ApiClient, ids: readonly string[]) =>
    until(async () => {
      const views = await Promise.all(ids.map((id) => api.dossier(id)));
      return views.every(({ phase }) => phase === 'returned') ? views : undefined;
    });

  it('brings every dossier of it to its end, and no agency does anything twice', async () => {
    // No dossier can end before the backup is made; what else is under way then may be at any step.
    await simulators.switchOn('police', { kind: 'down', match: { procedure: 'identity-card-under-six' } });
    await simulators.switchOn('social-insurance', { kind: 'time-out-after-processing', mode: 'reset', every: { n: 1, of: 2 } });
    const { engine, api } = await startEngine('data');
    const before = await submit(api, BEFORE);
    await until(async () => {
      const views = await Promise.all(before.map((id) => api.dossier(id)));
      return views.some(({ procedures }) => procedures.some(({ status }) => status === 'completed')) ? true : undefined;
    });
    const backup = await lienthong(['--json', 'backup', path('backup'), '--data', path('data'), '--with-development-key']);
    expect(backup).toMatchObject({ code: 0 });
    await simulators.switchOff('police');

    const after = await submit(api, AFTER);
    await allReturned(api, [...before, ...after]);
    const { port } = new URL(api.url);
    await engine.stop();
    expect(await lienthong(['--json', 'restore', path('backup'), '--data', path('restored')])).toMatchObject({ code: 0 });
    const exported = await lienthong(['export', '--data', path('restored')]);
    const types = new Set(
      exported.stdout
        .trimEnd()
        .split('\n')
        .map((line) => (JSON.parse(line) as { type: string }).type),
    );
    expect([types.has('HandoffAttempted'), types.has('ResultsReturned')]).toEqual([true, false]);

    const restored = await startEngine('restored', port);
    expect((await allReturned(restored.api, before)).map(({ outcome }) => outcome)).toEqual(before.map(() => 'completed'));
    for (const id of after) await expect(restored.api.dossier(id)).rejects.toMatchObject({ code: 'dossier-not-found' });
    // What an agency still has to tell about a dossier that is lost is kept, too: so one learns that there was one.
    for (const { handoff, reason } of await restored.api.quarantine())
      expect([after.includes(handoff?.split('.')[0] ?? ''), reason]).toEqual([true, 'unknown-dossier']);
    expect(await simulators.report()).toMatchObject({ effects: 4 * (BEFORE + AFTER), secondEffects: 0, violations: 0, conflicts: 0 });
    expect(await lienthong(['audit', 'verify', '--data', path('restored')])).toMatchObject({ code: 0 });
    expect(await lienthong(['audit', 'replay', '--all', '--data', path('restored')])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`${BEFORE} equal`) as string,
    });
  });
});
