import { instant, ManualTimekeeper, systemTimekeeper } from '@lienthong/calendar';
import type { Engine } from './engine';
import { PROBLEMS } from './http/problems';
import { anotherBirth, CITIZEN, OFFICER, submission, TestApi } from './testing/test-api';

const UNKNOWN = '/dossiers/019a9f00-0000-7000-8000-000000000001';

describe('the API', () => {
  let api: TestApi;
  let engine: Engine;

  beforeAll(async () => {
    api = await TestApi.open();
    engine = api.engine;
  });
  afterAll(() => api.close());

  const call = (method: 'GET' | 'POST', url: string, body?: unknown, headers: Record<string, string> = OFFICER) =>
    api.call(method, url, body, headers);

  let births = 0;
  /** Each is a birth of its own; under a key it is the same one. */
  const submit = async (key?: string) =>
    call('POST', '/dossiers', anotherBirth(key === undefined ? ++births : 0), {
      ...CITIZEN,
      ...(key !== undefined && { 'idempotency-key': key }),
    });

  it('takes a dossier, and shows it waiting for an officer', async () => {
    const { status, body } = await submit();
    expect(status).toBe(201);
    const shown = await call('GET', `/dossiers/${String(body['id'])}`);
    expect(shown.body).toMatchObject({
      phase: 'submitted',
      waitsFor: [{ on: 'task', task: 'receive' }],
      form: anotherBirth(births)['form'],
    });
  });

  it('keeps personal data out of the history', async () => {
    const { body } = await submit();
    const history = await call('GET', `/dossiers/${String(body['id'])}/events`);
    expect(history.body).toMatchObject({ events: [{ type: 'DossierSubmitted', actor: { kind: 'citizen' }, data: { form: 'sealed' } }] });
    expect(JSON.stringify(history.body)).not.toContain('Nguyễn');
  });

  it('receives once, pins the version in force, and tells the second officer', async () => {
    const { body } = await submit();
    const path = `/dossiers/${String(body['id'])}/reception`;
    expect(await call('POST', path, { oneStopCode: 'H29.26734-261122-0001' })).toMatchObject({ status: 400 });
    expect(await call('POST', path, { oneStopCode: 'H29.35.38-261122-0001' })).toMatchObject({
      status: 200,
      body: { bundle: engine.workflows.inForce('birth', systemTimekeeper.now())?.ref },
    });
    expect(await call('POST', path, {})).toMatchObject({ status: 409, body: { code: 'already-received' } });
  });

  it('does not receive what it could name no due date for', async () => {
    const later = await TestApi.open({ time: new ManualTimekeeper(instant('2031-03-17T09:00:00+07:00')), working: false });
    const id = await later.submitted();
    expect(await later.post(`/dossiers/${id}/reception`, {})).toMatchObject({ status: 409, body: { code: 'calendar-missing' } });
    expect(await later.get(`/dossiers/${id}`)).toMatchObject({ body: { revision: 0, phase: 'submitted' } });
    await later.close();
  });

  it('gives the same answer for the same idempotency key, and refuses the key for another request', async () => {
    const [first, again] = [await submit('key-1'), await submit('key-1')];
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = { ...submission(), office: '00004' };
    const refused = await call('POST', '/dossiers', other, { ...CITIZEN, 'idempotency-key': 'key-1' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  it('repeats a reception under the same key without harm', async () => {
    const { body } = await submit();
    const receive = () => call('POST', `/dossiers/${String(body['id'])}/reception`, {}, { ...OFFICER, 'idempotency-key': 'key-2' });
    const first = await receive();
    // The revision may have moved on: the engine has begun to work.
    expect(await receive()).toMatchObject({ status: 200, body: { id: body['id'], bundle: first.body['bundle'] } });
    const { body: history } = await call('GET', `/dossiers/${String(body['id'])}/events`);
    expect((history['events'] as { type: string }[]).filter(({ type }) => type === 'DossierReceived')).toHaveLength(1);
  });

  it.each([
    ['nobody says who asks', 'GET', UNKNOWN, undefined, {}, 401, 'actor-required'],
    ['the actor is invented', 'GET', UNKNOWN, undefined, { 'lienthong-actor': 'kind=system; id=saga' }, 401, 'actor-required'],
    ['a citizen receives', 'POST', `${UNKNOWN}/reception`, {}, CITIZEN, 403, 'not-allowed'],
    ['a citizen releases', 'POST', '/handoffs/x/release', { reason: 'because' }, CITIZEN, 404, 'handoff-not-found'],
    ['the dossier is unknown', 'GET', UNKNOWN, undefined, OFFICER, 404, 'dossier-not-found'],
    ['the id is none', 'GET', '/dossiers/__proto__', undefined, OFFICER, 404, 'dossier-not-found'],
    ['the dossier to receive is unknown', 'POST', `${UNKNOWN}/reception`, {}, OFFICER, 404, 'dossier-not-found'],
    ['the address is unknown', 'GET', '/nothing', undefined, OFFICER, 404, 'not-found'],
    ['the body is no JSON', 'POST', '/dossiers', '{"a"', CITIZEN, 400, 'not-json'],
    ['the body is empty', 'POST', '/dossiers', '', CITIZEN, 400, 'not-json'],
    ['the body is not UTF-8', 'POST', '/dossiers', Buffer.from([0x22, 0xc3, 0x28, 0x22]), CITIZEN, 400, 'not-json'],
    ['the body is a list', 'POST', '/dossiers', [1], CITIZEN, 400, 'request-invalid'],
    ['the body has a prototype in it', 'POST', '/dossiers', '{"__proto__":{"x":1}}', CITIZEN, 400, 'not-json'],
    ['the body is too large', 'POST', '/dossiers', JSON.stringify('x'.repeat(600_000)), CITIZEN, 413, 'too-large'],
    ['a field is unknown', 'POST', '/dossiers', { ...submission(), extra: 1 }, CITIZEN, 400, 'request-invalid'],
    ['the bundle is unknown', 'POST', '/dossiers', { ...submission(), bundle: 'marriage' }, CITIZEN, 422, 'bundle-unknown'],
    ['the version is unknown', 'POST', '/dossiers', { ...submission(), version: 'birth@2025-01-01' }, CITIZEN, 422, 'version-unknown'],
    [
      'the version is another one',
      'POST',
      '/dossiers',
      { ...submission(), version: 'birth@2024-07-01' },
      CITIZEN,
      409,
      'version-not-in-force',
    ],
    ['the version is none', 'POST', '/dossiers', { ...submission(), version: 'latest' }, CITIZEN, 400, 'request-invalid'],
    [
      'the office is unknown',
      'POST',
      '/dossiers',
      { ...submission(), channel: 'counter', office: '99999' },
      OFFICER,
      422,
      'office-unknown',
    ],
    ['the office is none', 'POST', '/dossiers', { ...submission(), office: '2673' }, CITIZEN, 400, 'request-invalid'],
    ['the form is wrong', 'POST', '/dossiers', { ...submission(), form: {} }, CITIZEN, 422, 'submission-invalid'],
    ['the handoff is unknown', 'POST', '/handoffs/x/release', { reason: 'because' }, OFFICER, 404, 'handoff-not-found'],
    ['no reason is given', 'POST', '/handoffs/x/release', {}, OFFICER, 400, 'request-invalid'],
    ['a citizen lists dossiers', 'GET', '/dossiers', undefined, CITIZEN, 403, 'not-allowed'],
    ['a citizen lists procedures', 'GET', '/procedures', undefined, CITIZEN, 403, 'not-allowed'],
    ['the phase is unknown', 'GET', '/dossiers?phase=lost', undefined, OFFICER, 400, 'request-invalid'],
    ['the moment has no offset', 'GET', '/dossiers?submittedFrom=2026-09-01T00:00:00', undefined, OFFICER, 400, 'request-invalid'],
    ['the day is none', 'GET', '/dossiers?submittedFrom=2026-02-30T00:00:00Z', undefined, OFFICER, 400, 'request-invalid'],
    ['the status is unknown', 'GET', '/procedures?status=lost', undefined, OFFICER, 400, 'request-invalid'],
    ['the position is none', 'GET', '/handoffs?after=12', undefined, OFFICER, 400, 'request-invalid'],
    ['the cursor is none', 'GET', '/dossiers?cursor=x', undefined, OFFICER, 400, 'cursor-invalid'],
    ['an officer has the lists made anew', 'POST', '/read-models/rebuild', undefined, OFFICER, 403, 'not-allowed'],
    ['a citizen asks how the lists stand', 'GET', '/read-models', undefined, CITIZEN, 403, 'not-allowed'],
    ['the group is unknown', 'GET', '/handoffs?group=lost', undefined, OFFICER, 400, 'request-invalid'],
    ['the message is unsigned', 'POST', '/agencies/police/messages', {}, {}, 401, 'unsigned'],
    ['the agency is unknown', 'POST', '/agencies/customs/messages', {}, {}, 401, 'unsigned'],
  ] as const)('says what is wrong when %s', async (_, method, url, body, headers, status, code) => {
    const answer = await call(method, url, body, headers as Record<string, string>);
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.type).toMatch(/^application\/problem\+json/);
    expect(answer.body['messages']).toMatchObject({ vi: expect.stringMatching(/\S/) as string, en: expect.stringMatching(/\S/) as string });
  });

  it('names every field of a form that is wrong, in both languages', async () => {
    const { body } = await call('POST', '/dossiers', { ...submission(), form: { case: 'x' } }, { ...CITIZEN, 'accept-language': 'en' });
    const breaches = body['breaches'] as { field: string; message: { vi: string; en: string } }[];
    expect(breaches.map(({ field }) => field)).toEqual(expect.arrayContaining(['/form/case', '/form/requester', '/form/child']));
    for (const { message } of breaches) expect([message.vi, message.en]).not.toContain('');
    expect(body['title']).toBe(PROBLEMS['submission-invalid'].title.en);
  });

  it('takes a submission for the version in force', async () => {
    expect(await call('POST', '/dossiers', { ...submission(), version: 'birth@2026-09-01' }, CITIZEN)).toMatchObject({ status: 201 });
    const { body } = await call('POST', '/dossiers', { ...submission(), version: 'birth@2024-07-01' }, CITIZEN);
    expect(body['details']).toEqual({ version: 'birth@2024-07-01', inForce: 'birth@2026-09-01' });
  });

  it('gives what is submitted to an office that has ended to its successor', async () => {
    const { status, body } = await call('POST', '/dossiers', { ...anotherBirth(++births), office: '26737' }, CITIZEN);
    expect(status).toBe(201);
    expect((await call('GET', `/dossiers/${String(body['id'])}`)).body).toMatchObject({ office: '26734', officeAsked: '26737' });
  });

  it.each([
    ['no signature', 'police', {}, 'missing: the request carries no signature'],
    ['another digest', 'police', { 'content-digest': 'sha-256=:AAAA:' }, 'digest: the body is not the one digested'],
    ['an agency that is none', 'customs', {}, 'no agency customs'],
  ])('tells an agency why its signature is not accepted: %s', async (_, agency, headers: Record<string, string>, reason) => {
    const { body } = await call('POST', `/agencies/${agency}/messages`, {}, headers);
    expect(body).toMatchObject({ code: 'unsigned', details: { reason } });
  });

  it('speaks Vietnamese unless English is preferred', async () => {
    const { body } = await call('GET', UNKNOWN);
    expect(body['title']).toBe(PROBLEMS['dossier-not-found'].title.vi);
  });

  it('stores nothing of what it refuses', async () => {
    const { body } = await call('POST', '/dossiers', { ...submission(), form: {} }, { ...CITIZEN, 'idempotency-key': 'refused' });
    expect(body['code']).toBe('submission-invalid');
    // The key is still free: the mended request may use it.
    expect(await submit('refused')).toMatchObject({ status: 201 });
    expect(await engine.health.troubles()).toEqual([]);
  });

  describe('of lists', () => {
    const OPERATOR = { 'lienthong-actor': 'kind=operator; id=ops' };
    const logEnd = async (): Promise<string> => String((await call('GET', '/read-models')).body['logEnd']);

    it('shows what was written before, when it is told to wait for it', async () => {
      const { body } = await submit();
      const { body: page, headers, status } = await call('GET', `/dossiers?limit=1&after=${await logEnd()}`);
      expect(status).toBe(200);
      expect(page).toMatchObject({
        dossiers: [{ id: body['id'], phase: 'submitted', waitsFor: 'task', task: 'receive', office: '26734' }],
      });
      expect(page['position']).toBe(headers['lienthong-position']);
      expect(String(page['position'])).toMatch(/^\d{20}$/);
      expect(headers['cache-control']).toBe('no-store');
      expect(JSON.stringify(page)).not.toContain('Nguyễn');
    });

    it('goes from page to page by its cursor, and refuses it for another filter', async () => {
      await submit();
      await submit();
      const after = await logEnd();
      const first = await call('GET', `/dossiers?limit=1&phase=submitted&after=${after}`);
      const next = encodeURIComponent(String(first.body['next']));
      const second = await call('GET', `/dossiers?limit=1&phase=submitted&cursor=${next}`);
      expect([first.status, second.status]).toEqual([200, 200]);
      expect(second.body['dossiers']).toHaveLength(1);
      expect(second.body['dossiers']).not.toEqual(first.body['dossiers']);
      expect(await call('GET', `/dossiers?cursor=${next}`)).toMatchObject({ status: 400, body: { code: 'cursor-invalid' } });
    });

    it('shows procedures and handoffs of one dossier, and their position', async () => {
      const { body } = await submit();
      const id = String(body['id']);
      await call('POST', `/dossiers/${id}/reception`, {});
      const after = await logEnd();
      const procedures = await call('GET', `/procedures?dossier=${id}&after=${after}&status=started`);
      expect(procedures.body).toMatchObject({ procedures: [{ dossier: id, procedure: 'birth-registration', agency: 'justice' }] });
      const handoffs = await call('GET', `/handoffs?dossier=${id}&after=${after}`);
      expect(handoffs.body).toMatchObject({ handoffs: [{ dossier: id, agency: 'justice' }] });
      expect(handoffs.headers['lienthong-position']).toBe(handoffs.body['position']);
    });

    it('says in time that it does not show yet what it is asked to wait for', async () => {
      const { status, body, headers } = await call('GET', `/dossiers?after=${'9'.repeat(20)}`);
      expect({ status, body }).toMatchObject({ status: 503, body: { code: 'read-models-behind' } });
      expect(headers['retry-after']).toBe('1');
    });

    it('has them made anew for an operator, one at a time, and tells how it stands', async () => {
      await submit();
      const [first, second] = await Promise.all([1, 2].map(() => call('POST', '/read-models/rebuild', undefined, OPERATOR)));
      expect([first, second]).toMatchObject([
        { status: 202, body: { state: 'running' } },
        { status: 409, body: { code: 'rebuild-under-way' } },
      ]);
      await engine.readModels.rebuilt();
      const { body } = await call('GET', '/read-models');
      const { events, of } = body['rebuild'] as { events: number; of: number };
      expect(body).toMatchObject({ position: expect.stringMatching(/^\d{20}$/) as string, rebuild: { state: 'done' } });
      expect(events).toBeGreaterThanOrEqual(of);
      expect(engine.troubles).toEqual([]);
    });
  });

  it('is live and ready, and describes itself', async () => {
    expect(await call('GET', '/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    expect(await call('GET', '/health/ready')).toMatchObject({ status: 200, body: { status: 'ready', reasons: [] } });
    const { body } = await call('GET', '/docs-json');
    const paths = Object.keys(body['paths'] as object);
    expect(paths).toEqual(
      expect.arrayContaining(['/dossiers', '/dossiers/{id}/reception', '/handoffs/{handoff}/release', '/agencies/{agency}/messages']),
    );
    expect(await call('GET', '/problems/not-json')).toMatchObject({ status: 200, body: { status: 400 } });
  });
});
