import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalDate } from '@lienthong/calendar';
import type { Totals } from '@lienthong/statistics';
import { followed } from './followed';
import { playYear } from './play-year';
import { DISTRICT_2023, type YearPlan } from './the-year';

const SMALL: YearPlan = { year: 2023, dossiers: 300, online: 146, linked: 12 };
const SMALLER: YearPlan = { year: 2023, dossiers: 40, online: 19, linked: 4 };

interface Outcome {
  readonly total: Totals;
  readonly linked: Totals;
  readonly months: readonly string[];
  readonly offices: number;
  /** Linked ones before there were any. */
  readonly early: Totals;
}

async function played(plan: YearPlan, seed: string): Promise<Outcome> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lienthong-year-'));
  const { engine, close } = await playYear({ plan, seed, dataDir, onProgress: () => undefined });
  try {
    await followed(engine.readModels);
    const { statistics } = engine.readModels;
    const { total, lines } = await statistics.report({ by: 'month' });
    return {
      total,
      months: lines.map(({ key }) => key),
      linked: (await statistics.report({ bundle: 'birth' })).total,
      offices: (await statistics.report({ by: 'office' })).lines.length,
      early: (await statistics.report({ bundle: 'birth', to: '2023-07-09' as LocalDate })).total,
    };
  } finally {
    await close();
    rmSync(dataDir, { recursive: true });
  }
}

describe('a small year', () => {
  it('comes out with exactly what was planned', async () => {
    const { total, linked, early, months, offices } = await played(SMALL, '1');
    expect(total).toMatchObject({ dossiers: 300, received: 300, online: 146 });
    expect([linked.dossiers, early.dossiers, months.length]).toEqual([12, 0, 12]);
    expect(offices).toBeGreaterThan(5);
    expect(total.onTime).toBeGreaterThan(total.late);
  });

  it('is the same again from the same seed, and another one from another', async () => {
    const [first, again, other] = [await played(SMALLER, '1'), await played(SMALLER, '1'), await played(SMALLER, '2')];
    expect(again).toEqual(first);
    expect(other.total).toMatchObject({ dossiers: 40, received: 40, online: 19 });
    expect(other.total.held).not.toEqual(first.total.held);
  });
});

describe('the district of 2023', () => {
  it('is that of the facts', () => {
    expect(DISTRICT_2023).toEqual({ year: 2023, dossiers: 19_257, online: 9_344, linked: 184 });
  });
});
