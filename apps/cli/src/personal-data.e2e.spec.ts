import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { projectRoot } from '@lienthong/installation';
import { ApiClient } from './api-client';
import { SimulatorsAdmin } from './demo/simulators-admin';
import { exchangeFile } from './testing/exchange-file';
import { started, type Started } from './testing/started-engine';
import { temporaryFolder, until } from './testing/started-program';
import { TraceCollector } from './testing/trace-collector';
import { waysToWrite } from './testing/ways-to-write';

/** Nobody is called so, and no code, route or message of ours contains it. */
const PERSONS = {
  child: 'Thiên Hương Quỳnh',
  mother: 'Bùi Thị Xuyến Chi',
  father: 'Đặng Phước Tường',
  street: '417/9 Ngõ Hoa Sữa Nở Muộn',
  phone: '0987612345',
  email: 'xuyenchi.bui@thuhoang.example',
  motherId: '082196987123',
  fatherId: '079094765432',
  notice: '79025.GCS.99817.26',
  actor: 'xuyen.chi.bui',
  words: 'Gia đình bà Xuyến Chi xin nhận kết quả tại nhà',
  agency: 'Trẻ Quỳnh đã có tên trong sổ hộ của ông Tường',
} as const;
const SECRETS: readonly string[] = Object.values(PERSONS);

type Form = Record<string, Record<string, unknown>>;
const EXAMPLE = JSON.parse(readFileSync(join(projectRoot(), 'workflows/birth/examples/nguyen-bao-an.json'), 'utf8')) as { form: Form };

/** The example, of persons whom one would recognize anywhere. */
function birth(): Record<string, unknown> {
  const { form } = EXAMPLE;
  const residence = { commune: '26734', line: PERSONS.street, province: '79' };
  const father = { fullName: PERSONS.father, personalId: PERSONS.fatherId };
  return {
    ...EXAMPLE,
    form: {
      ...form,
      child: { ...form['child'], givenName: PERSONS.child, noticeNumber: PERSONS.notice },
      mother: { ...form['mother'], fullName: PERSONS.mother, personalId: PERSONS.motherId, residence },
      father: { ...form['father'], ...father, residence },
      requester: { ...form['requester'], ...father, address: residence, phone: PERSONS.phone, email: PERSONS.email },
      residence: { ...form['residence'], householder: { childRelation: 'Con đẻ', ...father }, requestedAddress: residence },
    },
  };
}

describe('what an engine tells of itself', () => {
  const folder = temporaryFolder();
  const running: Started[] = [];
  let collector: TraceCollector;
  let said = '';
  let metrics = '';
  let dossier = '';

  const start = async (...what: Parameters<typeof started>): Promise<Started> => {
    const program = await started(...what);
    running.push(program);
    return program;
  };

  beforeAll(async () => {
    collector = await TraceCollector.start();
    const agencies = await start('agency-simulators', {
      LIENTHONG_SIMULATORS_PORT: '0',
      LIENTHONG_KEYS_DIR: join(folder.path, 'signing-keys'),
      LIENTHONG_SIMULATOR_PACE_MS: '50',
    });
    const simulators = `http://127.0.0.1:${agencies.ready.port}`;
    const engine = await start(
      'engine',
      {
        LIENTHONG_PORT: '0',
        LIENTHONG_DATA_DIR: folder.path,
        LIENTHONG_AGENCIES_URL: simulators,
        LIENTHONG_EXCHANGE_FILE: exchangeFile(folder.path),
        LIENTHONG_LOG_FORMAT: 'json',
        LIENTHONG_LOG_LEVEL: 'debug',
        LIENTHONG_TRACES_URL: collector.url,
      },
      (text) => (said += text),
    );
    await failInEveryWay(new SimulatorsAdmin(simulators));
    const url = engine.ready.url ?? '';
    dossier = await file(url);
    await askBadly(url);
    const api = new ApiClient(url, 'kind=officer; id=test-officer; role=one-stop', 'en');
    await api.receive(dossier);
    await until(async () => (await api.dossier(dossier)).phase === 'returned' || undefined);
    metrics = await (await fetch(`${url}/metrics`)).text();
    await engine.stop();
  });
  afterAll(async () => {
    for (const each of running.reverse()) await each.stop();
    await collector.stop();
    folder.remove();
  });

  /** Agencies fail, and speak of persons when they do. */
  async function failInEveryWay(simulators: SimulatorsAdmin): Promise<void> {
    const words = { kind: 'error', code: PERSONS.motherId, text: PERSONS.agency, status: 500, times: 1 };
    await simulators.switchOnAll('justice', [{ kind: 'malformed', mode: 'garbage', on: 'push', times: 1 }, words]);
    await simulators.switchOnAll('police', [
      { kind: 'down', mode: '503', retryAfterSeconds: 0, times: 1 },
      words,
      { kind: 'supplement', note: PERSONS.agency, ms: 50, times: 1 },
    ]);
    await simulators.switchOnAll('social-insurance', [
      { kind: 'time-out-after-processing', mode: 'reset', times: 1 },
      { kind: 'wrong-signature', times: 1 },
      { kind: 'refuse', reason: PERSONS.agency },
    ]);
  }

  const citizen = { 'lienthong-actor': `kind=citizen; id=${PERSONS.actor}`, 'content-type': 'application/json' };

  async function file(url: string): Promise<string> {
    const response = await fetch(`${url}/dossiers`, { method: 'POST', headers: citizen, body: JSON.stringify(birth()) });
    return ((await response.json()) as { id: string }).id;
  }

  /** Mistakes of callers, with persons in all places in which a mistake can be made. */
  async function askBadly(url: string): Promise<void> {
    const said = encodeURIComponent(PERSONS.mother);
    const whole = birth();
    const statuses = [
      await fetch(`${url}/dossiers`, { method: 'POST', headers: citizen, body: `{"form": "${PERSONS.words}` }),
      await fetch(`${url}/dossiers`, { method: 'POST', headers: citizen, body: JSON.stringify({ ...whole, office: PERSONS.street }) }),
      await fetch(`${url}/dossiers`, {
        method: 'POST',
        headers: citizen,
        body: JSON.stringify({ ...whole, [PERSONS.child]: PERSONS.words }),
      }),
      await fetch(`${url}/dossiers/${said}`, { headers: citizen }),
      await fetch(`${url}/dossiers?phase=${said}`, { headers: citizen }),
      await fetch(`${url}/${said}/${PERSONS.motherId}`, { headers: { ...citizen, traceparent: PERSONS.motherId } }),
      await fetch(`${url}/dossiers/${dossier}/decline`, {
        method: 'POST',
        headers: citizen,
        body: JSON.stringify({ reason: PERSONS.words }),
      }),
      await fetch(`${url}/agencies/police/messages`, { method: 'POST', headers: citizen, body: JSON.stringify({ note: PERSONS.agency }) }),
    ].map(({ status }) => status);
    for (const status of statuses) expect([400, 401, 403, 404, 409, 422]).toContain(status);
  }

  const lines = (): readonly Record<string, unknown>[] =>
    said
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it('is told of this dossier and its failures at all, in lines, figures and spans', () => {
    expect(JSON.stringify(birth())).toContain(PERSONS.mother);
    expect(lines()).toContainEqual(
      expect.objectContaining({
        level: 'debug',
        message: 'RecordAttemptFailure: done',
        dossier,
        trace: expect.stringMatching(/^[0-9a-f]{32}$/),
      }),
    );
    expect(metrics).toContain('lienthong_command_duration_seconds_count{command="RecordAttemptFailure",outcome="done"}');
    expect(collector.spans.filter(({ attributes }) => attributes['lienthong.dossier'] === dossier).length).toBeGreaterThan(20);
    expect(collector.spans.some(({ name, attributes }) => name === 'deliver police' && attributes['lienthong.code'] !== undefined)).toBe(
      true,
    );
    expect(collector.spans.some(({ attributes }) => attributes['http.response.status_code'] === '404')).toBe(true);
  });

  it.each(SECRETS)('holds “%s” in no line, figure or span, in whatever way it is written', (secret) => {
    for (const written of waysToWrite(secret)) {
      expect(said.includes(written)).toBe(false);
      expect(metrics.includes(written)).toBe(false);
      expect(collector.bodies.some((body) => body.includes(written))).toBe(false);
    }
  });
});
