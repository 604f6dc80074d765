import { instant, ManualTimekeeper } from '@lienthong/calendar';
import { handoffId, type DossierId, type HandoffId, type Sha256 } from '@lienthong/dossier/domain';
import { CITIZEN, OFFICER, submission, TestApi } from './testing/test-api';

const AT_NINE = instant('2026-10-26T09:00:00+07:00');
const AT_TEN = instant('2026-10-26T10:00:00+07:00');
const AT_NOON = instant('2026-10-26T12:00:00+07:00');

/** The revision at which a reception leaves a dossier, with all that is decided upon it. */
const RECEIVED = 5;
/** And a report about its handoff. */
const REPORTED = RECEIVED + 1;

describe('the versions of a dossier', () => {
  const time = new ManualTimekeeper(AT_NINE);
  let api: TestApi;
  let id: string;
  beforeAll(async () => {
    api = await TestApi.open({ time, working: false });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    id = await api.submitted();
  });

  const receive = (headers: Record<string, string> = {}) => api.post(`/dossiers/${id}/reception`, {}, { ...OFFICER, ...headers });
  const birth = () => handoffId(id as DossierId, 'birth-registration' as Parameters<typeof handoffId>[1]);
  const execute = (command: Parameters<typeof api.engine.dossiers.execute>[1]) =>
    api.engine.dossiers.execute(id as DossierId, command, { commandId: command.type, actor: { kind: 'agency', id: 'justice' } });
  const parked = async (): Promise<HandoffId> => {
    await receive();
    await execute({ type: 'RecordHandoffRefusal', handoff: birth(), by: 'agency', code: 'HS03', detail: 'wrong office' });
    return birth();
  };

  describe('that are past', () => {
    let past: string;
    beforeAll(async () => {
      id = past = await api.submitted();
      time.moveTo(AT_TEN);
      await receive();
      time.moveTo(AT_NOON);
      await execute({
        type: 'RecordAgencyStatus',
        handoff: birth(),
        message: 'm-1',
        via: 'poll',
        status: 'in-process',
        received: 'a'.repeat(64) as Sha256,
      });
    });
    beforeEach(() => {
      id = past;
    });

    it.each([
      ['0', { revision: 0, phase: 'submitted', procedures: [{ status: 'waiting' }, {}, {}, {}] }],
      [
        `${RECEIVED}`,
        {
          revision: RECEIVED,
          phase: 'under-way',
          procedures: [{ status: 'started', handoff: { stage: { is: 'requested' } } }, {}, {}, {}],
        },
      ],
      [`${REPORTED}`, { revision: REPORTED, procedures: [{ handoff: { stage: { is: 'acknowledged' } } }, {}, {}, {}] }],
      ['2026-10-26T09:00:00%2B07:00', { revision: 0, phase: 'submitted' }],
      ['2026-10-26T09:59:59.999%2B07:00', { revision: 0, phase: 'submitted' }],
      ['2026-10-26T10:00:00+07:00', { revision: RECEIVED, phase: 'under-way' }],
      ['2026-10-26T05:00:00Z', { revision: REPORTED }],
    ])('can be seen: at %s', async (at, dossier) => {
      const { status, headers, body } = await api.get(`/dossiers/${id}?at=${at}`);
      expect([status, body]).toEqual([200, expect.objectContaining({ id })]);
      expect(body).toMatchObject(dossier);
      expect(headers['etag']).toBe(`"${dossier.revision}"`);
      expect(headers['lienthong-position']).toBe(body['position']);
    });

    it('bear the title of the version that was pinned then, and none before one was', async () => {
      const title = async (at: string) => (await api.get(`/dossiers/${id}?at=${at}`)).body['bundle'];
      expect(await title('0')).toEqual({ code: 'birth' });
      expect(await title('1')).toMatchObject({ version: 'birth@2026-09-01', title: api.engine.workflows.get('birth@2026-09-01')?.title });
    });

    it('stay as they were when more happens', async () => {
      id = await api.submitted();
      await receive();
      const before = await api.get(`/dossiers/${id}?at=${RECEIVED}`);
      await execute({ type: 'RecordHandoffRefusal', handoff: birth(), by: 'agency', code: 'HS03', detail: 'wrong office' });
      expect((await api.get(`/dossiers/${id}?at=${RECEIVED}`)).body).toEqual(before.body);
    });

    it('are the present one at the last revision', async () => {
      expect((await api.get(`/dossiers/${id}?at=${REPORTED}`)).body).toEqual((await api.get(`/dossiers/${id}`)).body);
    });

    it('show no person whose data was erased', async () => {
      id = await api.submitted();
      await api.engine.vault.erase(id);
      expect((await api.get(`/dossiers/${id}?at=0`)).body).toMatchObject({ form: { erased: true } });
    });

    it.each([
      [`${REPORTED + 1}`, 404, 'revision-not-there', new RegExp(`0 to ${REPORTED}`)],
      ['999999999', 404, 'revision-not-there', new RegExp(`0 to ${REPORTED}`)],
      ['2026-10-26T08:59:59%2B07:00', 404, 'not-yet-submitted', /2026-10-26T02:00:00/],
      ['2026-10-26T12:00:00.001%2B07:00', 400, 'at-in-future', /Leave "at" out/],
      ['2026-10-26', 400, 'at-invalid', /a day alone/],
      ['2026-02-30T00:00:00Z', 400, 'at-invalid', /offset/],
      ['-1', 400, 'at-invalid', /revision/],
      ['', 400, 'at-invalid', /revision/],
      ['1&at=2', 400, 'request-invalid', /breaches/],
    ])('are refused clearly: at %s', async (at, status, code, said) => {
      const answer = await api.get(`/dossiers/${id}?at=${at}`);
      expect(answer).toMatchObject({ status, body: { code } });
      expect((answer.body['messages'] as { en: string }).en).toMatch(said);
    });
  });

  it('go out as entity tags with every answer, with the place in the log', async () => {
    const { headers, body } = await api.get(`/dossiers/${id}`);
    expect([headers['etag'], headers['lienthong-position']]).toEqual(['"0"', body['position']]);
    const received = await receive();
    expect(received.headers).toMatchObject({ etag: `"${RECEIVED}"`, 'lienthong-position': received.body['position'] });
    expect(received.body['position']).toBe((await api.get(`/dossiers/${id}`)).body['position']);
  });

  it('are not sent to who has them', async () => {
    for (const tag of ['"0"', 'W/"0"', '"7", "0"', '*']) {
      const { status, headers, body } = await api.get(`/dossiers/${id}`, { ...OFFICER, 'if-none-match': tag });
      expect([tag, status, headers['etag'], body]).toEqual([tag, 304, '"0"', {}]);
    }
    expect(await api.get(`/dossiers/${id}`, { ...OFFICER, 'if-none-match': '"1"' })).toMatchObject({ status: 200 });
    expect(await api.get(`/dossiers/${id}`, { ...OFFICER, 'if-none-match': '0' })).toMatchObject({
      body: { code: 'precondition-invalid' },
    });
  });

  it('are sent anew once they were erased', async () => {
    await api.engine.vault.erase(id);
    expect(await api.get(`/dossiers/${id}`, { ...OFFICER, 'if-none-match': '"0"' })).toMatchObject({ status: 200 });
  });

  describe('for which a command is meant', () => {
    it.each(['"1"', '"00"', 'W/"0"', '"other"'])('are compared: %s is not the one that is there', async (tag) => {
      const { status, body } = await receive({ 'if-match': tag });
      expect([status, body]).toMatchObject([412, { code: 'version-changed', details: { revision: 0 } }]);
      expect((await api.get(`/dossiers/${id}`)).body['revision']).toBe(0);
    });

    it.each(['"0"', '*', '"5", "0"'])('are compared: %s is there', async (tag) => {
      expect(await receive({ 'if-match': tag })).toMatchObject({ status: 200 });
    });

    it.each(['0', '', '"0', '"0" "1"'])('are refused when they are none: %j', async (tag) => {
      expect(await receive({ 'if-match': tag })).toMatchObject({ status: 400, body: { code: 'precondition-invalid' } });
      expect((await api.get(`/dossiers/${id}`)).body['revision']).toBe(0);
    });

    it('do not hinder the repetition of what was carried out', async () => {
      const once = { 'if-match': '"0"', 'idempotency-key': 'once' };
      expect(await receive(once)).toMatchObject({ status: 200, body: { revision: RECEIVED } });
      expect(await receive(once)).toMatchObject({ status: 200, body: { revision: RECEIVED } });
      expect(await receive({ ...once, 'idempotency-key': 'twice' })).toMatchObject({ status: 412 });
    });

    it('let one of two through that come at once', async () => {
      const both = await Promise.all([receive({ 'if-match': '"0"' }), receive({ 'if-match': '"0"' })]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
    });

    it('are those of the dossier when a handoff is released', async () => {
      const handoff = await parked();
      const { revision } = (await api.get(`/dossiers/${id}`)).body as { revision: number };
      const release = (tag: string) => api.post(`/handoffs/${handoff}/release`, { reason: 'put right' }, { ...OFFICER, 'if-match': tag });
      expect(await release(`"${RECEIVED}"`)).toMatchObject({ status: 412, body: { details: { revision } } });
      expect(await release(`"${revision}"`)).toMatchObject({ status: 200, body: { handoff, revision: revision + 1 } });
      const { events } = (await api.get(`/dossiers/${id}/events?after=${revision}`)).body as { events: unknown[] };
      expect(events).toMatchObject([{ type: 'HandoffReleased', actor: { id: 'tran.thi.b' }, data: { reason: 'put right' } }]);
    });

    it('are compared before results are returned', async () => {
      id = await api.submitted({ delivery: 'one-stop' });
      await receive();
      const received = 'b'.repeat(64) as Sha256;
      const { revision } = await execute({
        type: 'RecordAgencyStatus',
        handoff: birth(),
        message: 'm',
        via: 'poll',
        status: 'refused',
        received,
      });
      const giveBack = (tag: string) => api.post(`/dossiers/${id}/results/return`, {}, { ...OFFICER, 'if-match': tag });
      expect(await giveBack('"0"')).toMatchObject({ status: 412, body: { details: { revision } } });
      expect(await giveBack(`"${revision}"`)).toMatchObject({ status: 200, body: { id, revision: revision + 1 } });
    });

    it('do not tell whether a dossier is there to who may not change it', async () => {
      expect(await api.post(`/dossiers/${id}/reception`, {}, { ...CITIZEN, 'if-match': '"9"' })).toMatchObject({ status: 403 });
    });
  });

  it('are answered to a submission as they were, however often it is repeated', async () => {
    const submit = () => api.post('/dossiers', submission(), { ...CITIZEN, 'idempotency-key': 'k' });
    const first = await submit();
    expect(first).toMatchObject({ status: 201, headers: { etag: '"0"', location: `/dossiers/${String(first.body['id'])}` } });
    id = String(first.body['id']);
    await receive();
    const again = await submit();
    expect([again.body, again.headers['etag']]).toEqual([first.body, '"0"']);
  });
});
