import { instant, ManualTimekeeper } from '@lienthong/calendar';
import { CITIZEN, OFFICER, submission, TestApi } from './testing/test-api';

describe('the statistics', () => {
  const time = new ManualTimekeeper(instant('2026-10-26T09:00:00+07:00'));
  let api: TestApi;
  let position: string;

  beforeAll(async () => {
    api = await TestApi.open({ time, working: false });
    await api.submitted();
    const id = await api.submitted({ channel: 'counter', office: '00070' });
    const { headers } = await api.post(`/dossiers/${id}/reception`, {});
    position = String(headers['lienthong-position']);
  });
  afterAll(() => api.close());

  const csv = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await api.app.inject({ method: 'GET', url, headers: { ...OFFICER, ...headers } });
    return { type: answer.headers['content-type'], rows: answer.body.split('\r\n') };
  };

  it('count all dossiers, and those of an office, a channel, a bundle or a period', async () => {
    const count = async (filter: string): Promise<unknown> => (await api.get(`/statistics?after=${position}${filter}`)).body['total'];
    expect(await count('')).toMatchObject({ dossiers: 2, received: 1, online: 1, openOnTime: 2 });
    expect(await count('&office=00070')).toMatchObject({ dossiers: 1, online: 0 });
    expect(await count('&channel=online')).toMatchObject({ dossiers: 1, received: 0 });
    expect(await count('&bundle=death')).toMatchObject({ dossiers: 0 });
    expect(await count('&from=2026-10-26&to=2026-10-26')).toMatchObject({ dossiers: 2 });
    expect(await count('&to=2026-10-25')).toMatchObject({ dossiers: 0 });
  });

  it('have a line for each office', async () => {
    const { body } = await api.get(`/statistics?after=${position}&by=office`);
    expect(body['lines']).toMatchObject([
      { key: '00070', dossiers: 1 },
      { key: submission()['office'], dossiers: 1 },
    ]);
  });

  it('come for spreadsheets, by the parameter or by the header', async () => {
    const asked = await csv(`/statistics?after=${position}&by=channel&format=csv`);
    expect(asked.type).toBe('text/csv; charset=utf-8');
    expect(asked.rows[0]).toMatch(/^\uFEFFchannel,dossiers,received,online,/);
    expect(asked.rows.slice(1).map((row) => row.slice(0, 12))).toEqual(['counter,1,1,', 'online,1,0,1', '']);
    expect(await csv(`/statistics?after=${position}&by=channel`, { accept: 'text/csv' })).toEqual(asked);
  });

  it('are for officers and operators, and refuse what is no day and no group', async () => {
    expect(await api.get('/statistics', CITIZEN)).toMatchObject({ status: 403 });
    for (const query of ['from=2026-02-30', 'to=26/10/2026', 'by=name', 'format=pdf', 'office=1']) {
      expect(await api.get(`/statistics?${query}`)).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    }
    expect(await api.get('/procedures', { ...OFFICER, accept: 'text/csv' })).toMatchObject({ status: 406 });
  });
});
