import { instant, ManualTimekeeper } from '@lienthong/calendar';
import { anotherBirth, CITIZEN, OFFICER, TestApi, type Answered } from './testing/test-api';

const OPERATOR = { 'lienthong-actor': 'kind=operator; id=le.van.c' };
const REASON = 'Công dân xác nhận nơi cư trú';

describe('a dossier for a commune that nobody serves', () => {
  let api: TestApi;
  let births = 0;
  beforeAll(async () => {
    api = await TestApi.open({ time: new ManualTimekeeper(instant('2026-10-26T09:00:00+07:00')), working: false });
  });
  beforeEach(() => births++);
  afterAll(() => api.close());

  const filed = (office = '99999', more: object = {}, headers: Record<string, string> = CITIZEN): Promise<Answered> =>
    api.post('/dossiers', { ...anotherBirth(births), channel: 'online', office, ...more }, headers);
  const idOf = ({ body }: Answered): string => String(body['id']);
  const assign = (id: string, office: string, headers: Record<string, string> = OPERATOR): Promise<Answered> =>
    api.post(`/dossiers/${id}/office`, { office, reason: REASON }, headers);
  const view = async (id: string) => (await api.get(`/dossiers/${id}`)).body;

  it('is taken in and says so, the same again under the same key, also after it was assigned', async () => {
    const keyed = { ...CITIZEN, 'idempotency-key': 'quarantine-1' };
    const first = await filed('99999', {}, keyed);
    expect(first).toMatchObject({ status: 201, body: { revision: 1, quarantined: 'office-unknown' } });
    expect((await filed('99999', {}, keyed)).body).toEqual(first.body);
    await assign(idOf(first), '26734');
    expect((await filed('99999', {}, keyed)).body).toEqual(first.body);
  });

  it('shows why, as what the citizen wrote and as the task of a person', async () => {
    const id = idOf(await filed());
    expect(await view(id)).toMatchObject({
      phase: 'submitted',
      office: '99999',
      quarantine: { why: 'office-unknown', since: '2026-10-26T02:00:00.000Z' },
      waitsFor: [{ on: 'task', task: 'assign-office' }],
    });
    expect((await api.get('/dossiers?task=assign-office')).status).toBe(200);
  });

  it('is not received before it is assigned, and goes on as any other afterwards', async () => {
    const id = idOf(await filed());
    const receive = () => api.post(`/dossiers/${id}/reception`, {});
    expect(await receive()).toMatchObject({ status: 409, body: { code: 'office-unassigned' } });
    expect(await assign(id, '26734')).toMatchObject({ status: 200, body: { id, revision: 2 } });
    expect(await view(id)).toMatchObject({ office: '26734', officeAsked: '99999', waitsFor: [{ task: 'receive' }] });
    expect((await receive()).status).toBe(200);
    expect(await view(id)).toMatchObject({ phase: 'under-way', office: '26734' });
  });

  it('is assigned to the successor, where a commune is named that was merged away', async () => {
    const id = idOf(await filed());
    await assign(id, '26737');
    expect(await view(id)).toMatchObject({ office: '26734', officeAsked: '99999' });
  });

  it('tells its history without the reason, which is sealed', async () => {
    const id = idOf(await filed());
    await assign(id, '26734');
    expect((await api.get(`/dossiers/${id}/events`)).body['events']).toMatchObject([
      { type: 'DossierSubmitted', decidedBy: 'fact' },
      { type: 'DossierQuarantined', decidedBy: 'fact', data: { why: 'office-unknown', office: '99999' } },
      { type: 'OfficeAssigned', actor: { kind: 'operator' }, data: { office: '26734', reason: 'sealed' } },
    ]);
  });

  it('is compared with others about the same matter all the same', async () => {
    const stray = idOf(await filed());
    const { body } = await api.get(`/dossiers/${idOf(await filed('26734'))}/duplicates`);
    expect(body['candidates']).toMatchObject([{ id: stray, office: '99999' }]);
  });

  it('may be declined as it is', async () => {
    const id = idOf(await filed());
    expect((await api.post(`/dossiers/${id}/refusal`, { reason: 'Thuộc tỉnh khác' })).status).toBe(200);
    expect(await assign(id, '26734')).toMatchObject({ status: 409, body: { code: 'dossier-ended' } });
  });

  it('is refused at the counter, where somebody is there to write another code; and so is a code that is none', async () => {
    const counter = await filed('99999', { channel: 'counter' }, OFFICER);
    expect(counter).toMatchObject({ status: 422, body: { code: 'office-unknown', details: { office: '99999' } } });
    for (const office of ['2673', '267344', 'ABCDE', '']) {
      expect(await filed(office)).toMatchObject({ status: 400, body: { code: 'request-invalid', breaches: [{ field: '/office' }] } });
    }
  });

  it.each([
    ['by a citizen', '26734', CITIZEN, 403, 'not-allowed'],
    ['to a commune that nobody serves either', '99998', OFFICER, 422, 'office-unknown'],
    ['to what is no commune', '2673', OFFICER, 400, 'request-invalid'],
  ] as const)('is not assigned %s', async (_, office, headers, status, code) => {
    const id = idOf(await filed());
    expect(await assign(id, office, headers)).toMatchObject({ status, body: { code } });
    expect(await view(id)).toMatchObject({ waitsFor: [{ task: 'assign-office' }] });
  });

  it('is something else than one that has its one-stop', async () => {
    const id = idOf(await filed('26734'));
    expect(await assign(id, '26740')).toMatchObject({ status: 409, body: { code: 'not-quarantined' } });
  });
});
