import { instant, ManualTimekeeper, plusMillis } from '@lienthong/calendar';
import { CITIZEN, OFFICER, submission, TestApi } from './testing/test-api';

/** Of what is received at nine on a Monday the gate is due on that day, and the whole on the Wednesday. */
const GATE = instant('2026-10-26T17:00:00+07:00');
const WHOLE = instant('2026-10-28T17:00:00+07:00');

describe('what is due, over the API', () => {
  const time = new ManualTimekeeper(instant('2026-10-26T09:00:00+07:00'));
  let api: TestApi;
  let here: string;
  let position: string;

  beforeAll(async () => {
    // Nothing but the clock moves: what becomes late does so without an event.
    api = await TestApi.open({ time, working: false });
    here = await api.submitted({ linkedNumber: 'G22.99.08-261026-896048' });
    await api.post(`/dossiers/${here}/reception`, { oneStopCode: 'H29.35.38-261026-0001' });
    const there = await api.submitted({ channel: 'counter', office: '00070' });
    const { headers } = await api.post(`/dossiers/${there}/reception`, {});
    position = String(headers['lienthong-position']);
  });
  afterAll(() => api.close());

  const due = async (query = '') => (await api.get(`/dossiers/due?after=${position}${query}`)).body;
  const listed = async (query = '') =>
    ((await due(query))['due'] as { of: string; state: string; office: string }[]).map(
      ({ of, state, office }) => `${office} ${of} ${state}`,
    );

  it('is told with the codes by which an officer knows the dossier, and who has it', async () => {
    const office = String(submission()['office']);
    expect(await due(`&office=${office}`)).toEqual({
      due: [
        {
          dossier: here,
          linkedNumber: 'G22.99.08-261026-896048',
          oneStopCode: 'H29.35.38-261026-0001',
          office,
          of: 'birth-registration',
          promised: GATE,
          legal: GATE,
          state: 'soon',
          holder: 'in-transit',
        },
      ],
      position,
    });
  });

  it('becomes late by the clock alone, and is asked for by state, office and agency', async () => {
    time.moveTo(GATE);
    expect(await listed('&state=late')).toEqual([]);
    time.moveTo(plusMillis(WHOLE, 3_600_000));
    expect(await listed('&office=00070')).toEqual(['00070 birth-registration late', '00070 dossier late']);
    expect(await listed('&office=00070&agency=justice&state=late')).toEqual(['00070 birth-registration late']);
    expect(await listed('&state=soon')).toEqual([]);
    const { due: rows } = await due('&office=00070');
    expect(rows).toMatchObject([{ lateFor: { days: 2, hours: 1 } }, { lateFor: { days: 0, hours: 1 } }]);
  });

  it('comes in pages', async () => {
    const { due: first, next } = await due('&limit=3');
    const { due: second, next: none } = await due(`&limit=3&cursor=${String(next)}`);
    expect([first, second, none]).toMatchObject([{ length: 3 }, { length: 1 }, undefined]);
    expect(await api.get(`/dossiers/due?state=late&cursor=${String(next)}`)).toMatchObject({
      status: 400,
      body: { code: 'cursor-invalid' },
    });
  });

  it('is for officers and operators, and refuses what is no state and no office', async () => {
    expect(await api.get('/dossiers/due', CITIZEN)).toMatchObject({ status: 403, body: { code: 'not-allowed' } });
    expect(await api.get('/dossiers/due', { 'lienthong-actor': 'kind=operator; id=le.van.c' })).toMatchObject({ status: 200 });
    for (const query of ['state=paused', 'office=1', 'limit=0', 'of=dossier']) {
      expect(await api.get(`/dossiers/due?${query}`, OFFICER)).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    }
  });
});
