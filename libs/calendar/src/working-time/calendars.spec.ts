import { CalendarVersionMissing, Calendars, calendarVersion } from './calendars';
import { at, DATA, day, state, version } from './testing/days-off';
import { CalendarYearMissing } from './working-calendar';

describe('a day of the calendar', () => {
  it.each([
    ['2026-02-13', { working: true, why: 'working-day' }],
    ['2026-02-14', { working: false, why: 'weekly-day-off' }],
    ['2026-02-15', { working: false, why: 'weekly-day-off' }],
    ['2026-02-16', { working: false, why: 'holiday', name: { vi: 'Tết Nguyên đán', en: 'Lunar New Year' } }],
    ['2026-04-26', { working: false, why: 'holiday', name: { vi: 'Giỗ Tổ Hùng Vương', en: 'Hùng Kings’ Day' } }],
    ['2026-04-27', { working: false, why: 'compensation-day', name: { vi: 'Giỗ Tổ Hùng Vương', en: 'Hùng Kings’ Day' } }],
    [
      '2026-01-02',
      {
        working: false,
        why: 'compensation-day',
        name: { vi: 'hoán đổi với thứ Bảy 10/01/2026', en: 'in exchange for Saturday 10/01/2026' },
      },
    ],
    [
      '2026-01-10',
      {
        working: true,
        why: 'working-saturday',
        name: { vi: 'hoán đổi với thứ Sáu 02/01/2026', en: 'in exchange for Friday 02/01/2026' },
      },
    ],
  ])('says why it is worked or not: %s', (date, expected) => expect(state.day(day(date))).toEqual({ date, ...expected }));

  it.each(['2025-12-31', '2028-01-01'])('is not guessed in a year without data: %s', (date) => {
    const asking = () => state.day(day(date));
    expect(asking).toThrow(CalendarYearMissing);
    expect(asking).toThrow(
      expect.objectContaining({
        code: 'calendar-year-missing',
        details: { year: Number(date.slice(0, 4)), calendar: 'state', version: '2026-01-01' },
      }),
    );
  });
});

describe('the calendar of an agency', () => {
  it('is the state’s, for nobody in particular, for whom it is said, and for whom nothing is said', () =>
    expect([undefined, 'justice', 'social-insurance', 'toString'].map((agency) => version.of(agency).ref.name)).toEqual(
      Array(4).fill('state'),
    ));

  it('may differ by days that it exchanges otherwise, and keeps all else', () => {
    const police = version.of('police');
    expect(police.ref.name).toBe('police');
    const worked = (date: string) => [state, police].map((calendar) => calendar.day(day(date)).working);
    expect(worked('2026-01-02')).toEqual([false, true]);
    expect(worked('2026-01-10')).toEqual([true, false]);
    expect(worked('2026-01-16')).toEqual([true, false]);
    expect(worked('2026-01-17')).toEqual([false, true]);
    expect(worked('2026-02-16')).toEqual([false, false]);
    expect(worked('2027-02-10')).toEqual([false, false]);
  });
});

describe('the version of the calendars', () => {
  const calendars = new Calendars(['2026-07-01', '2025-01-01'].map((from) => calendarVersion(day(from), from, DATA)));

  it.each([
    ['2025-01-01 00:00', '2025-01-01'],
    ['2026-06-30 23:59:59', '2025-01-01'],
    ['2026-07-01 00:00', '2026-07-01'],
    ['2031-01-01 00:00', '2026-07-01'],
  ])('is the latest that is used by then, by the day in Viet Nam: at %s', (moment, expected) =>
    expect(calendars.inForce(at(moment))).toMatchObject({ version: expected, digest: expected }),
  );

  it('does not exist before the first', () =>
    expect(() => calendars.inForce(at('2024-12-31 23:59:59'))).toThrow(
      expect.objectContaining({ code: 'calendar-version-missing', details: { day: '2024-12-31' } }),
    ));

  it('is missing without any', () => expect(() => new Calendars([]).inForce(at('2026-01-01 00:00'))).toThrow(CalendarVersionMissing));
});
