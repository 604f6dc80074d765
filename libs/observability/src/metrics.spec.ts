import type { AgencyCode } from '@lienthong/bundle';
import { Metrics } from './metrics';
import type { Reading } from './reading';

const NOW = Date.parse('2026-10-26T03:00:00Z');
const NONE = { count: 0 };
const justice = 'justice' as AgencyCode;
const WELL: Reading = {
  now: NOW,
  figures: {
    agencies: [
      {
        agency: justice,
        due: NONE,
        standing: { pending: { count: 2, oldest: '2026-10-26T02:59:00.000Z' as never }, 'in-flight': NONE, parked: NONE },
      },
    ],
    late: NONE,
    tasks: new Map([['receive', 3]]),
  },
  lag: 5,
  logEvents: 100,
  diskFreeBytes: 1e9,
  troubles: [],
};
const ILL: Reading = { now: NOW, diskFreeBytes: 1e9, troubles: ['read-model-stopped'] };

describe('metrics', () => {
  it('tell how the engine stands', async () => {
    const text = await new Metrics().text(WELL);
    expect(text).toContain('lienthong_handoffs{agency="justice",standing="pending"} 2\n');
    expect(text).toContain('lienthong_handoff_oldest_age_seconds{agency="justice",standing="pending"} 60\n');
    expect(text).toContain('lienthong_tasks{task="receive"} 3\n');
    expect(text).toContain('lienthong_read_models_lag_events 5\n');
  });

  it('do not go on telling what cannot be told any more', async () => {
    const metrics = new Metrics();
    await metrics.text(WELL);
    const text = await metrics.text(ILL);
    expect(text).not.toMatch(/^lienthong_(handoffs|tasks)[_a-z]*\{/m);
    expect(text).toContain('lienthong_read_models_lag_events Nan\n');
    expect(text).toContain('lienthong_dossiers_late Nan\n');
    expect(text).toContain('lienthong_ready 0\n');
    expect(text).toContain('lienthong_trouble{code="read-model-stopped"} 1\n');
    expect(await metrics.text(WELL)).not.toContain('lienthong_trouble{');
  });
});
