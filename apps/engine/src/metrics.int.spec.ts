import { instant, ManualTimekeeper } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import { OFFICER, submission, TestApi } from './testing/test-api';

describe('GET /metrics', () => {
  const time = new ManualTimekeeper(instant('2026-10-26T03:00:00Z'));
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.open({ time });
  });
  afterAll(() => api.close());

  const text = async ({ app } = api): Promise<string> => {
    const { payload, statusCode, headers } = await app.inject({ method: 'GET', url: '/metrics' });
    expect([statusCode, headers['content-type']]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    return payload;
  };
  /** The value of one line, by its name and labels. */
  const valueOf = (metrics: string, line: string): number => {
    const found = metrics.split('\n').find((each) => each.startsWith(`${line} `));
    return found === undefined ? Number.NaN : Number(found.slice(line.length + 1));
  };
  const caughtUp = async ({ engine: { readModels } } = api): Promise<void> => {
    const { logEnd } = await readModels.state();
    if (logEnd !== undefined) await readModels.reached(logEnd);
  };

  it('tells how an empty engine stands, whoever asks', async () => {
    const metrics = await text();
    expect(valueOf(metrics, 'lienthong_ready')).toBe(1);
    expect(valueOf(metrics, 'lienthong_handoffs{agency="justice",standing="pending"}')).toBe(0);
    expect(valueOf(metrics, 'lienthong_handoff_oldest_due_age_seconds{agency="justice"}')).toBe(0);
    expect(valueOf(metrics, 'lienthong_dossiers_late')).toBe(0);
    expect(metrics).not.toContain('lienthong_trouble{');
  });

  it('counts requests by route, commands, events by type, appends, and calls to agencies by what came of them', async () => {
    const id = (await api.submitted()) as DossierId;
    expect((await api.post(`/dossiers/${id}/reception`, {}, OFFICER)).status).toBe(200);
    // Nobody listens at the agency's address: the engine tries, and records that it was in vain.
    for (;;) {
      const loaded = await api.engine.dossiers.load(id);
      if (Object.values(loaded?.dossier.handoffs ?? {}).some(({ stage }) => stage.is === 'retrying')) break;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await caughtUp();
    const metrics = await text();
    expect(
      valueOf(metrics, 'lienthong_http_request_duration_seconds_count{method="POST",route="/dossiers/:id/reception",status="200"}'),
    ).toBe(1);
    expect(valueOf(metrics, 'lienthong_dossier_events_total{type="DossierReceived"}')).toBe(1);
    expect(valueOf(metrics, 'lienthong_command_duration_seconds_count{command="ReceiveDossier",outcome="done"}')).toBe(1);
    expect((await api.post(`/dossiers/${id}/reception`, {}, { ...OFFICER, 'if-match': '"0"' })).status).toBe(412);
    expect((await api.post(`/dossiers/${id}/results/return`, {}, OFFICER)).status).toBe(409);
    expect(valueOf(await text(), 'lienthong_command_duration_seconds_count{command="ReceiveDossier",outcome="rejected"}')).toBe(1);
    expect(valueOf(await text(), 'lienthong_command_duration_seconds_count{command="ReturnResults",outcome="rejected"}')).toBe(1);
    expect(valueOf(metrics, 'lienthong_append_duration_seconds_count')).toBeGreaterThan(3);
    expect(valueOf(metrics, 'lienthong_agency_call_duration_seconds_count{agency="justice",call="deliver",outcome="unavailable"}')).toBe(1);
    expect(valueOf(metrics, 'lienthong_handoffs{agency="justice",standing="pending"}')).toBe(1);
    expect(valueOf(metrics, 'lienthong_log_events')).toBeGreaterThan(5);
    expect(valueOf(metrics, 'lienthong_read_models_lag_events')).toBe(0);
  });

  it('shows how long the oldest handoff has stood, what became late, and what waits for a person', async () => {
    const at = new ManualTimekeeper(instant('2026-10-26T03:00:00Z'));
    const idle = await TestApi.open({ time: at, working: false });
    try {
      const id = await idle.submitted();
      await idle.post(`/dossiers/${id}/reception`, {}, OFFICER);
      await idle.submitted();
      at.moveTo(instant('2026-11-02T03:00:00Z'));
      await caughtUp(idle);
      const metrics = await text(idle);
      expect(valueOf(metrics, 'lienthong_handoff_oldest_age_seconds{agency="justice",standing="pending"}')).toBe(7 * 86_400);
      expect(valueOf(metrics, 'lienthong_handoff_oldest_due_age_seconds{agency="justice"}')).toBe(7 * 86_400);
      expect(valueOf(metrics, 'lienthong_handoffs_due{agency="justice"}')).toBe(1);
      expect(valueOf(metrics, 'lienthong_dossiers_late')).toBe(1);
      expect(valueOf(metrics, 'lienthong_tasks{task="receive"}')).toBe(1);
    } finally {
      await idle.close();
    }
  });

  it('counts addresses that nobody made as one, and names no dossier and nothing personal', async () => {
    for (const path of ['/nowhere', '/dossiers/not-an-id/%F0%9F%98%80', `/${'x'.repeat(300)}`]) await api.get(path);
    const metrics = await text();
    expect(valueOf(metrics, 'lienthong_http_request_duration_seconds_count{method="GET",route="none",status="404"}')).toBeGreaterThan(0);
    expect(metrics).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-|nowhere|xxx/);
    const { form } = submission() as { form: unknown };
    const personal = JSON.stringify(form).match(/"(?:[^"\\]|\\.){6,}"(?=[,}\]])/g) ?? [];
    expect(personal.length).toBeGreaterThan(20);
    for (const value of personal) expect(metrics).not.toContain(value.slice(1, -1));
  });

  it('has a help and a type for every metric, in the names of Prometheus', async () => {
    const metrics = await text();
    const families = [...metrics.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
    expect(families.length).toBeGreaterThan(15);
    for (const [, name = '', type = ''] of families) {
      expect(metrics).toContain(`# HELP ${name} `);
      expect(name).toMatch(type === 'counter' ? /^lienthong_[a-z_]+_total$/ : /^lienthong_[a-z_]+$/);
    }
  });
});
