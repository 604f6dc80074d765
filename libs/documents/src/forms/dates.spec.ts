import { instant } from '@lienthong/calendar';
import { longDate, longTime, shortDate, shortTime } from './dates';

describe('times on paper', () => {
  const evening = instant('2026-09-22T17:30:00Z'); // half an hour past midnight in Viet Nam

  it('are those of Viet Nam', () => {
    expect(longTime(evening)).toBe('00 giờ 30 phút, thứ Tư, ngày 23 tháng 9 năm 2026');
    expect(shortTime(evening)).toBe('00:30 23/09/2026');
    expect(shortDate(evening)).toBe('23/09/2026');
  });

  it('have a zero before small days and the first two months, so that nobody adds a figure', () => {
    expect(longDate(instant('2026-02-05T12:00:00+07:00'))).toBe('ngày 05 tháng 02 năm 2026');
    expect(longDate(instant('2026-03-15T12:00:00+07:00'))).toBe('ngày 15 tháng 3 năm 2026');
    expect(longDate(instant('2026-12-01T12:00:00+07:00'))).toBe('ngày 01 tháng 12 năm 2026');
  });

  it('cut seconds off', () => {
    expect(shortTime(instant('2026-09-21T16:59:59.999+07:00'))).toBe('16:59 21/09/2026');
  });

  it('name each day of the week', () => {
    const days = [20, 21, 22, 23, 24, 25, 26].map((day) => longTime(instant(`2026-09-${day}T08:00:00+07:00`)).split(', ')[1]);
    expect(days).toEqual(['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy']);
  });
});
