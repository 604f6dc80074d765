import { csvOf } from './csv';
import { NOTHING, type Report } from './report';
import { at } from './testing/lived';

const report = (key: string): Report => {
  const totals = {
    ...NOTHING,
    dossiers: 3,
    received: 3,
    online: 2,
    onTime: 1,
    late: 2,
    held: { citizen: 90_000, 'agency:justice': 3_600_000 },
  };
  return { asOf: at('2025-04-01 00:00'), lines: [{ key, ...totals }], total: totals };
};

const COUNTS = 'dossiers,received,online,onTime,late,openOnTime,openLate,supplements,supplemented,refusals,withRefusals';

describe('a report for spreadsheets', () => {
  it('begins with a byte-order mark and has a row for each line, times in whole minutes', () => {
    expect(csvOf(report('26734'), 'office')).toBe(
      `\uFEFFoffice,${COUNTS},minutes agency:justice,minutes citizen\r\n26734,3,3,2,1,2,0,0,0,0,0,0,60,2\r\n`,
    );
  });

  it('has one row where nothing was asked to be told apart', () => {
    expect(csvOf(report('26734')).split('\r\n')[1]).toMatch(/^total,3,/);
  });

  it('quotes what would break its rows', () => {
    expect(csvOf(report('a "b", c'), 'bundle').split('\r\n')[1]).toMatch(/^"a ""b"", c",3,/);
  });
});
