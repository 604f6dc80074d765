import type { Instant } from '@lienthong/calendar';
import { NOTHING, type Report } from '@lienthong/statistics';
import { reportText } from './statistics-text';

const totals = { ...NOTHING, dossiers: 1_670, received: 1_670, online: 902, onTime: 900, late: 100, held: { citizen: 1_670 * 5_400_000 } };
const report: Report = { asOf: '2023-12-31T16:59:59.999Z' as Instant, lines: [{ key: 'online', ...totals }], total: totals };

const rows = (text: string): string[][] => text.split('\n').map((line) => line.split(/ {2,}/));

describe('a report as text', () => {
  it('has figures, shares and mean hours, in English', () => {
    const [heads, , online, total, , title, holders, , hours] = rows(reportText(report, 'channel', 'en'));
    expect(heads?.slice(0, 5)).toEqual(['channel', 'dossiers', 'received', 'online', 'share']);
    expect(online).toEqual(['online', '1,670', '1,670', '902', '54.0%', '900', '100', '90.0%', '0', '0', '0', '0']);
    expect([total?.[0], title, holders, hours]).toEqual([
      'total',
      ['hours with each holder, mean of a dossier'],
      ['channel', 'citizen'],
      ['online', '1.5'],
    ]);
  });

  it('in Vietnamese, too, with its words and numbers', () => {
    const [heads, , online] = rows(reportText(report, 'channel', 'vi'));
    expect([heads?.[0], heads?.[3], online?.slice(0, 5)]).toEqual([
      'hình thức',
      'trực tuyến',
      ['trực tuyến', '1.670', '1.670', '902', '54,0%'],
    ]);
  });

  it('of nothing has no shares', () => {
    expect(reportText({ ...report, lines: [], total: NOTHING }, undefined, 'en')).toContain('total  0         0         0       –');
  });
});
