import { instant, ManualTimekeeper } from '@lienthong/calendar';
import { handoffId, type DossierId, type Sha256 } from '@lienthong/dossier/domain';
import { CITIZEN, OFFICER, submission, TestApi, type Answered } from './testing/test-api';

const BIRTH = 'birth-registration';
const FORM = submission()['form'] as Record<string, unknown>;
const RESULT = { number: '118', book: '01/2026', page: '59', registeredOn: '2026-10-26', document: { code: 'KQ.G15.000031' } };
const OPERATOR = { 'lienthong-actor': 'kind=operator; id=le.van.c' };

describe('what citizens and officers do about a dossier', () => {
  let api: TestApi;
  let id: string;
  beforeAll(async () => {
    api = await TestApi.open({ time: new ManualTimekeeper(instant('2026-10-26T09:00:00+07:00')), working: false });
  });
  afterAll(() => api.close());
  beforeEach(async () => {
    id = await api.submitted();
  });

  const act = (path: string, body: unknown, headers: Record<string, string> = OFFICER): Promise<Answered> =>
    api.post(`/dossiers/${id}/${path}`, body, headers);
  const receive = () => act('reception', {});
  const types = async (): Promise<string[]> =>
    ((await api.get(`/dossiers/${id}/events`)).body['events'] as { type: string }[]).map(({ type }) => type);
  const phase = async () => (await api.get(`/dossiers/${id}`)).body;
  async function registered(): Promise<void> {
    await receive();
    const handoff = handoffId(id as DossierId, BIRTH as Parameters<typeof handoffId>[1]);
    const received = 'a'.repeat(64) as Sha256;
    await api.engine.dossiers.execute(
      id as DossierId,
      { type: 'RecordAgencyStatus', handoff, message: 'm-1', via: 'poll', status: 'completed', result: RESULT, received },
      { commandId: 'm-1', actor: { kind: 'agency', id: 'justice' } },
    );
  }

  const ask = () => act('supplements', { what: 'Giấy chứng nhận kết hôn' });
  const charge = () => act('payments', { amount: 24_000, purpose: 'Ba bản sao' });
  const reason = { reason: 'Nộp nhầm nơi' };
  const nothing = async () => undefined;

  // What has to happen before, the address, the body, and what is recorded.
  const acts = [
    ['asking for a supplement', nothing, 'supplements', { what: 'Giấy chứng nhận kết hôn', fields: ['/marriage'] }, 'SupplementRequested'],
    ['providing it', ask, 'supplements/1/provision', { form: FORM, note: 'Bản chính' }, 'SupplementProvided'],
    ['asking for a payment', nothing, 'payments', { amount: 24_000, purpose: 'Ba bản sao' }, 'PaymentRequested'],
    ['recording it', charge, 'payments/1/receipt', { reference: 'BL-2026-000417' }, 'PaymentReceived'],
    ['withdrawing', nothing, 'withdrawal', reason, 'WithdrawalRequested'],
    ['not taking in', nothing, 'refusal', reason, 'DossierDeclined'],
    ['stopping', receive, 'stop', reason, 'DossierStopped'],
    ['correcting', registered, 'corrections', { ...reason, results: { [BIRTH]: { number: '119' } } }, 'DossierCorrected'],
  ] as const;

  describe.each(acts)('%s', (_, before, path, body, type) => {
    it('is recorded, and answered with the version of the dossier', async () => {
      await before();
      const { status, body: answer, headers } = await act(path, body);
      expect([status, answer]).toEqual([200, expect.objectContaining({ id })]);
      const { body: seen, headers: there } = await api.get(`/dossiers/${id}`);
      expect([answer['revision'], answer['position']]).toEqual([seen['revision'], seen['position']]);
      expect([headers['etag'], headers['lienthong-position']]).toEqual([there['etag'], there['lienthong-position']]);
      expect(await types()).toContain(type);
    });

    it('is done once under the same key, with the same answer', async () => {
      await before();
      const once = { ...OFFICER, 'idempotency-key': 'once' };
      const first = await act(path, body, once);
      expect(await act(path, body, once)).toMatchObject({ status: 200, body: first.body });
      expect((await types()).filter((each) => each === type)).toHaveLength(1);
    });

    it('is not done to another version than the one that was seen', async () => {
      await before();
      const { revision } = (await api.get(`/dossiers/${id}`)).body;
      const seen = (tag: number) => act(path, body, { ...OFFICER, 'if-match': `"${tag}"` });
      expect(await seen(Number(revision) + 1)).toMatchObject({ status: 412, body: { code: 'version-changed', details: { revision } } });
      expect(await seen(Number(revision))).toMatchObject({ status: 200 });
    });

    it('is not for operators, and needs a body without anything unknown', async () => {
      await before();
      expect(await act(path, body, OPERATOR)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
      expect(await act(path, { ...body, extra: 1 })).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
      expect(await api.post(`/dossiers/019a9f00-0000-7000-8000-000000000001/${path}`, body)).toMatchObject({ status: 404 });
      expect(await types()).not.toContain(type);
    });
  });

  it.each(acts.map(([name, before, path, body]) => [name, path, before, body] as const))(
    'citizens may provide and withdraw, and nothing else: %s',
    async (_, path, before, body) => {
      await before();
      const mayCitizens = path.endsWith('provision') || path === 'withdrawal';
      expect((await act(path, body, CITIZEN)).status).toBe(mayCitizens ? 200 : 403);
    },
  );

  it.each([
    ['a reason that is blank', 'withdrawal', { reason: ' \n' }, '/reason'],
    ['a reason that is too long', 'refusal', { reason: 'x'.repeat(1_001) }, '/reason'],
    ['no reason', 'stop', {}, '/reason'],
    ['a correction without a reason', 'corrections', { form: FORM }, '/reason'],
    ['nothing that is missing', 'supplements', { what: '' }, '/what'],
    ['a field that is no JSON Pointer', 'supplements', { what: 'x', fields: ['marriage'] }, '/fields'],
    ['a form that is none', 'supplements/1/provision', { form: 'x' }, '/form'],
    ['no amount', 'payments', { amount: 0, purpose: 'x' }, '/amount'],
    ['a broken amount', 'payments', { amount: 0.5, purpose: 'x' }, '/amount'],
    ['an amount that nobody has', 'payments', { amount: 1e12 + 1, purpose: 'x' }, '/amount'],
    ['no receipt', 'payments/1/receipt', {}, '/reference'],
  ] as const)('is refused with the field that is wrong: %s', async (_, path, body, field) => {
    const { status, body: problem } = await act(path, body);
    expect([status, problem]).toMatchObject([400, { code: 'request-invalid', breaches: [{ field }] }]);
    expect(await types()).toEqual(['DossierSubmitted']);
  });

  it.each([
    [
      'a supplement of a procedure that the dossier does not have',
      'supplements',
      { what: 'x', procedure: 'marriage' },
      422,
      'procedure-unknown',
    ],
    ['a supplement of a procedure before the reception', 'supplements', { what: 'x', procedure: BIRTH }, 409, 'procedure-not-under-way'],
    [
      'a payment for a procedure that the dossier does not have',
      'payments',
      { amount: 1, purpose: 'x', procedure: 'x' },
      422,
      'procedure-unknown',
    ],
    ['a supplement that nobody asked for', 'supplements/1/provision', {}, 404, 'supplement-not-found'],
    ['a supplement without a number', 'supplements/01/provision', {}, 404, 'supplement-not-found'],
    ['a payment that nobody asked for', 'payments/7/receipt', { reference: 'x' }, 404, 'payment-not-found'],
    ['a stop before the reception', 'stop', reason, 409, 'not-received'],
    ['a correction before the reception', 'corrections', { ...reason, form: FORM }, 409, 'not-received'],
  ] as const)('is refused: %s', async (_, path, body, status, code) => {
    const answer = await act(path, body);
    expect([answer.status, answer.body]).toMatchObject([status, { code }]);
    expect(await types()).toEqual(['DossierSubmitted']);
  });

  it('says of a blank reason, in both languages, that it says nothing', async () => {
    const { body } = await act('withdrawal', { reason: '\t' });
    const message = { vi: 'Phải ghi nội dung, không để trống.', en: 'reason must be a text that says something' };
    expect(body['breaches']).toEqual([{ field: '/reason', rule: 'isNotBlank', message }]);
  });

  it('names the procedures that the dossier has', async () => {
    const { body } = await act('payments', { amount: 1, purpose: 'x', procedure: 'marriage' });
    expect(body['details']).toMatchObject({ procedure: 'marriage', chosen: expect.stringContaining(BIRTH) as string });
  });

  it('keeps a dossier from being received until the supplement is there, with the form that came', async () => {
    expect((await ask()).body).toMatchObject({ supplement: 1, revision: 1 });
    expect(await receive()).toMatchObject({ status: 409, body: { code: 'supplement-open' } });
    const filed = (await phase())['form'] as typeof FORM;
    const form = { ...filed, child: { ...(filed['child'] as object), copies: 5 } };
    expect(await act('supplements/1/provision', { form }, CITIZEN)).toMatchObject({ status: 200, body: { revision: 2 } });
    expect(await act('supplements/1/provision', {})).toMatchObject({ status: 409, body: { code: 'supplement-closed' } });
    expect(await phase()).toMatchObject({ form });
    expect(await receive()).toMatchObject({ status: 200 });
    expect((await ask()).body['code']).toBe('procedure-not-under-way');
    expect((await act('supplements', { what: 'x', procedure: BIRTH })).body).toMatchObject({ supplement: 2 });
  });

  it('names every field of a supplement and of a correction that breaks the schema', async () => {
    await ask();
    const fieldsOf = ({ status, body }: Answered) => {
      expect([status, body['code']]).toEqual([422, 'submission-invalid']);
      return (body['breaches'] as { field: string }[]).map(({ field }) => field);
    };
    expect(fieldsOf(await act('supplements/1/provision', { form: { case: 'x' } }))).toEqual(
      expect.arrayContaining(['/form/case', '/form/requester', '/form/insurance']),
    );
    await act('supplements/1/provision', {});
    await registered();
    const results = { [BIRTH]: { number: 7 } };
    expect(fieldsOf(await act('corrections', { ...reason, form: {}, results }))).toEqual(
      expect.arrayContaining(['/form/case', `/results/${BIRTH}/number`]),
    );
    for (const wrong of [null, 'x', [1], 5]) {
      expect(fieldsOf(await act('corrections', { ...reason, results: { [BIRTH]: wrong } }))).toEqual([`/results/${BIRTH}`]);
    }
  });

  it('corrects what becomes another, and only where there is a result', async () => {
    await registered();
    const correct = (results: unknown) => act('corrections', { ...reason, results });
    expect(await correct({ [BIRTH]: { number: RESULT.number } })).toMatchObject({ status: 409, body: { code: 'nothing-to-correct' } });
    expect(await correct({ 'permanent-residence': { x: 1 } })).toMatchObject({ status: 409, body: { code: 'nothing-to-correct' } });
    expect(await correct({ marriage: {} })).toMatchObject({ status: 422, body: { code: 'procedure-unknown' } });
    expect(await correct({ [BIRTH]: { number: '119' } })).toMatchObject({ status: 200, body: { correction: 1 } });
    expect(await phase()).toMatchObject({ procedures: [{ result: { ...RESULT, number: '119' } }, {}, {}, {}] });
  });

  it('takes a payment once', async () => {
    expect((await charge()).body).toMatchObject({ payment: 1 });
    expect((await charge()).body).toMatchObject({ payment: 2 });
    const pay = () => act('payments/2/receipt', { reference: 'BL-1' });
    expect([(await pay()).status, await pay()]).toMatchObject([200, { status: 409, body: { code: 'payment-already-received' } }]);
  });

  it.each(['withdrawal', 'refusal'])('ends a submitted dossier: %s', async (path) => {
    await act(path, reason);
    expect(await phase()).toMatchObject({ phase: 'closed', waitsFor: [] });
    for (const [after, body] of [
      ['reception', {}],
      ['supplements', { what: 'x' }],
      ['payments', { amount: 1, purpose: 'x' }],
      ['withdrawal', reason],
      ['refusal', reason],
    ] as const) {
      expect([after, await act(after, body)]).toMatchObject([after, { status: 409, body: { code: 'dossier-ended' } }]);
    }
  });

  it('does not withdraw what was registered, but stops the rest', async () => {
    await registered();
    expect(await act('withdrawal', reason, CITIZEN)).toMatchObject({ status: 409, body: { code: 'already-decided' } });
    expect(await act('refusal', reason)).toMatchObject({ status: 409, body: { code: 'already-received' } });
    expect(await act('stop', reason)).toMatchObject({ status: 200 });
    expect(await phase()).toMatchObject({ outcome: 'stopped', procedures: [{ status: 'completed' }, {}, {}, {}] });
    expect(await act('stop', reason)).toMatchObject({ status: 409, body: { code: 'dossier-ended' } });
  });

  it('keeps what is said of a person out of the history', async () => {
    await ask();
    await act('supplements/1/provision', { note: 'Bản chính' });
    await act('withdrawal', reason);
    const { body } = await api.get(`/dossiers/${id}/events`);
    for (const said of ['Giấy chứng nhận', 'Bản chính', reason.reason]) expect(JSON.stringify(body)).not.toContain(said);
  });

  it('takes nothing into an erased dossier that would be lost, and still lets it end', async () => {
    await ask();
    await api.engine.vault.erase(id);
    for (const [path, body] of [
      ['supplements', { what: 'x' }],
      ['supplements/1/provision', { note: 'x' }],
    ] as const) {
      expect([path, await act(path, body)]).toMatchObject([path, { status: 410, body: { code: 'personal-data-erased' } }]);
    }
    expect(await act('withdrawal', reason)).toMatchObject({ status: 200 });
  });

  it('takes no act into an erased dossier that is under way, whose words would be lost, and still lets it be stopped', async () => {
    await registered();
    await api.engine.vault.erase(id);
    for (const [path, body] of [
      ['apologies', { cause: 'x', newDay: '2026-12-18' }],
      ['corrections', { ...reason, results: { [BIRTH]: { number: '3041' } } }],
      ['supplements', { what: 'x', procedure: BIRTH }],
    ] as const) {
      expect([path, await act(path, body)]).toMatchObject([path, { status: 410, body: { code: 'personal-data-erased' } }]);
    }
    expect(await act('stop', reason)).toMatchObject({ status: 200 });
  });

  describe('is shown with the dossier', () => {
    const view = async (query = '') => (await api.get(`/dossiers/${id}${query}`)).body;

    it('as supplements, with what is asked for, what came, and until when', async () => {
      await act('supplements', { what: 'Giấy chứng nhận kết hôn', fields: ['/marriage'] });
      const open = { number: 1, state: 'open', by: 'one-stop', what: 'Giấy chứng nhận kết hôn', fields: ['/marriage'], repeated: false };
      expect(await view()).toMatchObject({ formVersion: 1, supplements: [open], waitsFor: [{ task: 'supplement' }] });
      await act('supplements/1/provision', { form: FORM, note: 'Bản chính' });
      expect(await view()).toMatchObject({ formVersion: 2, supplements: [{ ...open, state: 'provided', note: 'Bản chính' }] });
      expect(await view('?at=1')).toMatchObject({ formVersion: 1, supplements: [open] });
      expect(await view('?at=0')).toMatchObject({ supplements: [], payments: [], corrections: [] });
    });

    it('as a supplement in the words of the agency that asks, until it goes on without it', async () => {
      await receive();
      const handoff = handoffId(id as DossierId, BIRTH as Parameters<typeof handoffId>[1]);
      const report = (message: string, status: 'supplement-needed' | 'in-process', note: string) =>
        api.engine.dossiers.execute(
          id as DossierId,
          { type: 'RecordAgencyStatus', handoff, message, via: 'poll', status, note, received: 'a'.repeat(64) as Sha256 },
          { commandId: message, actor: { kind: 'agency', id: 'justice' } },
        );
      await report('m-1', 'supplement-needed', 'Thiếu giấy chứng sinh');
      const asked = { number: 1, by: 'agency', procedure: BIRTH, what: 'Thiếu giấy chứng sinh' };
      expect(await view()).toMatchObject({ supplements: [{ ...asked, state: 'open' }] });
      await report('m-2', 'in-process', 'Đã có');
      expect(await view()).toMatchObject({ supplements: [{ ...asked, state: 'overtaken' }] });
    });

    it('as payments and corrections', async () => {
      await registered();
      await charge();
      await act('payments/1/receipt', { reference: 'BL-1' });
      await charge();
      await act('corrections', { ...reason, results: { [BIRTH]: { number: '119' } } });
      expect(await view()).toMatchObject({
        payments: [
          { number: 1, state: 'received', amount: 24_000, purpose: 'Ba bản sao', reference: 'BL-1' },
          { number: 2, state: 'open' },
        ],
        corrections: [{ number: 1, ...reason, affected: [] }],
      });
    });

    it('as notices to the agencies that have a procedure', async () => {
      await receive();
      const handoff = handoffId(id as DossierId, BIRTH as Parameters<typeof handoffId>[1]);
      await api.engine.dossiers.execute(
        id as DossierId,
        { type: 'AttemptHandoff', handoff, sent: 'a'.repeat(64) as Sha256 },
        { commandId: 'attempt', actor: { kind: 'system', id: 'exchange' } },
      );
      await act('withdrawal', reason, CITIZEN);
      const notice = { id: `${handoff}-withdrawal-1`, kind: 'withdrawal', number: 1, stage: { is: 'requested' } };
      expect(await view()).toMatchObject({ procedures: [{ notices: [notice] }, {}, {}, {}] });
    });

    it('without what was erased', async () => {
      await act('supplements', { what: 'Giấy chứng nhận kết hôn' });
      await act('supplements/1/provision', { note: 'Bản chính' });
      await api.engine.vault.erase(id);
      expect(await view()).toMatchObject({ supplements: [{ what: { erased: true }, note: { erased: true } }] });
    });
  });

  describe('leaves every version of the form', () => {
    const versions = async (query = '') => (await api.get(`/dossiers/${id}/form-versions${query}`)).body;
    const child = FORM['child'] as Record<string, unknown>;
    let filed: typeof FORM;
    let more: typeof FORM;
    beforeEach(async () => {
      filed = (await phase())['form'] as typeof FORM;
      more = { ...filed, child: { ...child, copies: 5 } };
    });

    it('with who brought it and by what', async () => {
      await ask();
      await act('supplements/1/provision', { form: more }, CITIZEN);
      await receive();
      const mended = { ...more, child: { ...(more['child'] as object), givenName: 'Ân' } };
      await act('corrections', { ...reason, form: mended });
      expect(await versions()).toEqual({
        id,
        versions: [
          { version: 1, at: '2026-10-26T02:00:00.000Z', actor: 'citizen', by: 'submission', form: filed },
          { version: 2, at: '2026-10-26T02:00:00.000Z', actor: 'citizen', by: 'supplement', form: more },
          { version: 3, at: '2026-10-26T02:00:00.000Z', actor: 'officer', by: 'correction', form: mended },
        ],
      });
    });

    it('with what each changed, if that is asked for', async () => {
      await ask();
      await act('supplements/1/provision', { form: more });
      const { versions: compared } = (await versions('?diff=true')) as { versions: object[] };
      expect(compared[0]).not.toHaveProperty('changes');
      expect(compared[1]).toMatchObject({ changes: [{ field: '/child/copies', before: child['copies'], after: 5 }] });
    });

    it('but for what was erased', async () => {
      await ask();
      await act('supplements/1/provision', { form: more });
      await api.engine.vault.erase(id);
      const erased = { erased: true };
      expect(await versions('?diff=true')).toMatchObject({ versions: [{ form: erased }, { form: erased, changes: erased }] });
    });

    it.each([
      ['/dossiers/019a9f00-0000-7000-8000-000000000001/form-versions', 404, 'dossier-not-found'],
      ['/dossiers/x/form-versions', 404, 'dossier-not-found'],
      ['/dossiers/019a9f00-0000-7000-8000-000000000001/form-versions?diff=yes', 400, 'request-invalid'],
    ])('of a dossier that is there: %s', async (url, status, code) => {
      expect(await api.get(url)).toMatchObject({ status, body: { code } });
    });
  });
});
