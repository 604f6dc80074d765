import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deadline, explain, instant, startOfDay, weekday, type LocalDate } from '@lienthong/calendar';
import { loadWorkflows } from './read-workflows';

const workflows = loadWorkflows('workflows');
const at = (text: string) => instant(`${text.replace(' ', 'T')}:00+07:00`);
const calendar = workflows.calendars.inForce(at('2026-11-02 09:00')).of();
const worked = (date: string) => calendar.day(date as LocalDate).working;

describe('the calendars of the workflows', () => {
  it('are the same for every bundle', () =>
    expect(workflows.bundles.map(({ calendars }) => calendars === workflows.calendars)).not.toContain(false));

  it('are in force, with every year, for whatever a bundle ever received', () => {
    for (const { effective } of workflows.bundles) {
      const version = workflows.calendars.inForce(startOfDay(effective.from));
      expect(version.of().covers(Number(effective.from.slice(0, 4)))).toBe(true);
    }
    expect([2023, 2024, 2025, 2026, 2027].filter((year) => !calendar.covers(year))).toEqual([]);
  });

  it('carry the digest that sha256sum tells of the file', () => {
    const text = readFileSync(`workflows/reference/calendars/${calendar.ref.version}.yaml`);
    expect(calendar.ref.digest).toBe(createHash('sha256').update(text).digest('hex'));
  });

  // Labour Code 2019, art. 112; 24 November from 2026.
  it.each([
    [2023, ['01-01', '01-22', '04-29', '04-30', '05-01', '09-02']],
    [2024, ['01-01', '02-10', '04-18', '04-30', '05-01', '09-02']],
    [2025, ['01-01', '01-29', '04-07', '04-30', '05-01', '09-02']],
    [2026, ['01-01', '02-17', '04-26', '04-30', '05-01', '09-02', '11-24']],
    [2027, ['01-01', '02-06', '04-16', '04-30', '05-01', '09-02', '11-24']],
  ])('have the holidays of %d', (year, holidays) =>
    expect(holidays.filter((date) => calendar.day(`${year}-${date}` as LocalDate).why !== 'holiday')).toEqual([]),
  );

  it.each([2023, 2024, 2025, 2026, 2027])('give as many days off on working days in %d as the law grants', (year) => {
    const days = Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(year, 0, 1 + i)).toISOString().slice(0, 10) as LocalDate);
    const ofYear = days.filter((date) => date.startsWith(String(year)));
    const isWeekend = (date: LocalDate) => ['saturday', 'sunday'].includes(weekday(date));
    const off = ofYear.filter((date) => !isWeekend(date) && !worked(date)).length;
    const exchanged = ofYear.filter((date) => isWeekend(date) && worked(date)).length;
    expect(off - exchanged).toBe(year < 2026 ? 11 : 12);
  });

  it.each([
    ['over Tết 2023', '2023-01-19 15:01', 1, '2023-01-27 17:00'],
    ['over Hùng Kings, 30 April and 1 May 2023', '2023-04-28 15:01', 1, '2023-05-04 17:00'],
    ['over Tết 2024', '2024-02-07 10:00', 2, '2024-02-15 17:00'],
    ['over 30 April and 1 May 2024, with a Monday exchanged for a Saturday', '2024-04-26 15:01', 3, '2024-05-04 17:00'],
    ['over Tết 2025', '2025-01-24 15:01', 1, '2025-02-03 17:00'],
    ['on the working Saturday of April 2025', '2025-04-25 15:01', 1, '2025-04-26 17:00'],
    ['over the year end 2025', '2025-12-31 15:01', 5, '2026-01-09 17:00'],
    ['over Tết 2026, from 15:01 on the Friday before', '2026-02-13 15:01', 1, '2026-02-23 17:00'],
    ['over National Day 2026', '2026-08-28 15:01', 1, '2026-09-03 17:00'],
    ['over 24 November 2026', '2026-11-23 15:01', 1, '2026-11-25 17:00'],
    ['over the year end 2026', '2026-12-31 15:01', 1, '2027-01-04 17:00'],
    ['over Tết 2027, from 15:01 on the last day before', '2027-02-03 15:01', 1, '2027-02-11 17:00'],
    ['to Tết 2027, from 15:01 on the Friday before', '2027-01-29 15:01', 4, '2027-02-11 17:00'],
    ['over 30 April and 1 May 2027', '2027-04-29 15:01', 1, '2027-05-04 17:00'],
  ])('count %s: received %s, %d working days, due %s', (_, receivedAt, workingDays, due) =>
    expect(deadline(calendar, { receivedAt: at(receivedAt), limit: { workingDays } }).due).toBe(at(due)),
  );

  it('explain in Vietnamese why the Friday after New Year 2026 did not count', () =>
    expect(explain(deadline(calendar, { receivedAt: at('2026-01-02 09:00'), limit: { workingDays: 0 } }), 'vi')).toEqual([
      'T6 02/01/2026  không tính  nghỉ bù: hoán đổi với thứ Bảy 10/01/2026',
      'T7 03/01/2026  không tính  nghỉ hằng tuần',
      'CN 04/01/2026  không tính  nghỉ hằng tuần',
      'T2 05/01/2026  ngày 1      ngày làm việc – hạn 17:00',
    ]));
});
