import fc from 'fast-check';
import type { Contribution } from './contribution';
import { add, NOTHING, reportOf, totalsOf } from './report';
import { at, BIRTH, Lived } from './testing/lived';

const online = new Lived().received('2025-03-10 09:00').done('2025-03-12 10:00').contribution;
const late = new Lived().received('2025-03-31 09:00').done('2025-04-08 10:00').contribution;
const counter = new Lived()
  .submitted('2025-04-01 09:00', { channel: 'counter' })
  .do('2025-04-01 09:00', { type: 'ReceiveDossier' })
  .reported('2025-04-01 16:00', BIRTH, 'supplement-needed').contribution;
const refused = new Lived().received('2025-04-02 09:00').reported('2025-04-02 10:00', BIRTH, 'refused').contribution;
const ALL = [refused, online, counter, late];
const ASOF = at('2025-04-10 00:00');

describe('a report', () => {
  it('counts what was received, how, and how punctually it ended', () => {
    expect(reportOf(ALL, ASOF).total).toMatchObject({
      dossiers: 4,
      received: 4,
      online: 3,
      onTime: 2,
      late: 1,
      openOnTime: 1,
      openLate: 0,
      supplements: 1,
      supplemented: 1,
      refusals: 1,
      withRefusals: 1,
    });
  });

  it('has a line for each month, in their order, and the total of them', () => {
    const { lines, total } = reportOf(ALL, ASOF, 'month');
    expect(lines.map(({ key, dossiers, online: each }) => [key, dossiers, each])).toEqual([
      ['2025-03', 2, 2],
      ['2025-04', 2, 1],
    ]);
    expect(lines.map(({ key: _, ...totals }) => totals).reduce(add, NOTHING)).toEqual(total);
  });

  it('has lines by channel, office and bundle, too', () => {
    const keys = (by: 'channel' | 'office' | 'bundle'): string[] => reportOf(ALL, ASOF, by).lines.map(({ key }) => key);
    expect([keys('channel'), keys('office'), keys('bundle')]).toEqual([['counter', 'online'], ['26734'], ['birth']]);
  });

  it('counts the time of a dossier that is open up to the end of the period', () => {
    const { held } = totalsOf(counter, ASOF);
    expect(held['citizen']).toBe(8 * 24 * 3_600_000 + 8 * 3_600_000);
  });

  it('of nothing says nothing', () => {
    expect(reportOf([], ASOF, 'office')).toEqual({ asOf: ASOF, lines: [], total: NOTHING });
  });

  it('is the same in whatever order the dossiers come, and every dossier stands in one way', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray<Contribution>(ALL),
        fc.constantFrom('2025-03-11 00:00', '2025-04-02 12:00', '2026-01-01 00:00'),
        (some, day) => {
          const { total } = reportOf(some, at(day), 'channel');
          expect(total).toEqual(reportOf([...some].reverse(), at(day), 'month').total);
          expect(total.onTime + total.late + total.openOnTime + total.openLate).toBe(total.dossiers);
        },
      ),
    );
  });
});
