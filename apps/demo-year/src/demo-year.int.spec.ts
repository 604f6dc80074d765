import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plusDays, type LocalDate } from '@lienthong/calendar';
import type { SqliteEventStore } from '@lienthong/event-store';
import type { Statistics } from '@lienthong/read-models';
import type { Totals } from '@lienthong/statistics';
import { followed } from './followed';
import { playYear } from './play-year';
import { DISTRICT_2023, type YearPlan } from './the-year';

const SMALL: YearPlan = { year: 2023, dossiers: 300, online: 146, linked: 40 };
const SMALLER: YearPlan = { year: 2023, dossiers: 40, online: 19, linked: 4 };

interface Outcome {
  readonly total: Totals;
  readonly births: Totals;
  readonly deaths: Totals;
  /** How often things happened that happen to some only. */
  readonly happened: Readonly<Record<string, number>>;
  readonly months: readonly string[];
  readonly offices: number;
  /** Linked ones before there were any. */
  readonly early: number;
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
      births: (await statistics.report({ bundle: 'birth' })).total,
      deaths: (await statistics.report({ bundle: 'death' })).total,
      happened: await counted(engine.store),
      offices: (await statistics.report({ by: 'office' })).lines.length,
      early: await linkedBefore('2023-07-10' as LocalDate, statistics),
    };
  } finally {
    await close();
    rmSync(dataDir, { recursive: true });
  }
}

async function linkedBefore(day: LocalDate, statistics: Statistics): Promise<number> {
  const reports = await Promise.all(['birth', 'death'].map((bundle) => statistics.report({ bundle, to: plusDays(day, -1) })));
  return reports.reduce((sum, { total }) => sum + total.dossiers, 0);
}

async function counted(store: Pick<SqliteEventStore, 'readAll'>): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  const types = ['PaymentRequested', 'PaymentReceived', 'VerificationRequired', 'ApologyIssued', 'SupplementProvided'];
  for await (const { type } of store.readAll({ filter: { types } })) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

describe('a small year', () => {
  it('comes out with exactly what was planned', async () => {
    const { total, births, deaths, happened, early, months, offices } = await played(SMALL, '1');
    expect(total).toMatchObject({ dossiers: 300, received: 300, online: 146 });
    expect([births.dossiers + deaths.dossiers, early, months.length]).toEqual([40, 0, 12]);
    expect(births.dossiers).toBeGreaterThan(deaths.dossiers);
    expect(deaths.dossiers).toBeGreaterThan(0);
    expect(happened['PaymentRequested']).toBeGreaterThan(5);
    expect(happened['PaymentReceived']).toBeGreaterThan(5);
    expect(happened['VerificationRequired']).toBeGreaterThan(0);
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
