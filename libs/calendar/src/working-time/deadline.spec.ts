import { instant, type Instant } from '../instant';
import { deadline, type CountedLimit } from './deadline';
import type { Pause } from './pauses';
import { at, day, state } from './testing/days-off';

const due = (receivedAt: Instant, limit: CountedLimit, ...pauses: readonly Pause[]) => deadline(state, { receivedAt, limit, pauses }).due;
const days = (receivedAt: Instant, limit: CountedLimit, ...pauses: readonly Pause[]) =>
  deadline(state, { receivedAt, limit, pauses }).days.map(({ date, number, why }) => `${date} ${number ?? '–'} ${why}`);

describe('the same working day', () => {
  it.each([
    ['2026-03-16 00:00', '2026-03-16 17:00'],
    ['2026-03-16 14:59:59', '2026-03-16 17:00'],
    ['2026-03-16 15:00:00', '2026-03-17 17:00'],
    ['2026-03-16 23:59:59', '2026-03-17 17:00'],
    ['2026-03-20 15:00:00', '2026-03-23 17:00'],
    ['2026-03-21 09:00', '2026-03-23 17:00'],
    ['2026-01-10 14:59:59', '2026-01-10 17:00'],
    ['2026-01-09 15:00', '2026-01-10 17:00'],
    ['2026-01-03 09:00', '2026-01-05 17:00'],
  ])('received %s, due %s', (receivedAt, expected) => expect(due(at(receivedAt), { workingDays: 0 })).toBe(at(expected)));

  it('goes by the day in Viet Nam: 23:30 UTC on Sunday is Monday morning there', () =>
    expect(due(instant('2026-03-15T23:30:00Z'), { workingDays: 0 })).toBe('2026-03-16T10:00:00.000Z'));

  it('goes by the day in Viet Nam: 17:30 UTC on Friday is Saturday there', () =>
    expect(due(instant('2026-03-13T17:30:00Z'), { workingDays: 0 })).toBe('2026-03-16T10:00:00.000Z'));
});

describe('working days', () => {
  it.each([
    // 16 to 20 February are Tết; 14, 15, 21 and 22 are weekends.
    ['2026-02-13 14:59', 1, '2026-02-13 17:00'],
    ['2026-02-13 15:01', 1, '2026-02-23 17:00'],
    ['2026-02-13 14:59', 2, '2026-02-23 17:00'],
    ['2026-02-13 15:01', 2, '2026-02-24 17:00'],
    ['2026-02-17 09:00', 3, '2026-02-25 17:00'],
    // The Friday before Tết 2027 is in the week before; the last day worked is Wednesday, 3 February. 4 to 8 are Tết, 9 and 10 off in lieu.
    ['2027-01-29 15:01', 1, '2027-02-01 17:00'],
    ['2027-01-29 15:01', 3, '2027-02-03 17:00'],
    ['2027-01-29 15:01', 4, '2027-02-11 17:00'],
    ['2027-02-03 15:01', 1, '2027-02-11 17:00'],
    // 26 April 2026 is a Sunday, 27 off in lieu; 30 April and 1 May are Thursday and Friday.
    ['2026-04-24 10:00', 2, '2026-04-28 17:00'],
    ['2026-04-29 10:00', 1, '2026-04-29 17:00'],
    ['2026-04-29 10:00', 2, '2026-05-04 17:00'],
    ['2026-04-29 15:00', 2, '2026-05-05 17:00'],
    // Over the year end: 1 January 2027 is a Friday.
    ['2026-12-30 10:00', 2, '2026-12-31 17:00'],
    ['2026-12-30 10:00', 3, '2027-01-04 17:00'],
    ['2026-12-31 15:01', 5, '2027-01-08 17:00'],
    // Friday, 2 January 2026 is exchanged for Saturday the 10th.
    ['2026-01-08 10:00', 3, '2026-01-10 17:00'],
    ['2026-01-09 15:01', 2, '2026-01-12 17:00'],
  ])('received %s, limit %d: due %s', (receivedAt, limit, expected) =>
    expect(due(at(receivedAt), { workingDays: limit })).toBe(at(expected)),
  );

  it('explain themselves from reception to the day that is due: Friday before Tết 2026, 15:01', () =>
    expect(days(at('2026-02-13 15:01'), { workingDays: 2 })).toEqual([
      '2026-02-13 – after-cut-off',
      '2026-02-14 – weekly-day-off',
      '2026-02-15 – weekly-day-off',
      '2026-02-16 – holiday',
      '2026-02-17 – holiday',
      '2026-02-18 – holiday',
      '2026-02-19 – holiday',
      '2026-02-20 – holiday',
      '2026-02-21 – weekly-day-off',
      '2026-02-22 – weekly-day-off',
      '2026-02-23 1 working-day',
      '2026-02-24 2 working-day',
    ]));

  it('are not known beyond the calendar’s last year: received 2027-12-30, limit 5', () =>
    expect(() => due(at('2027-12-30 10:00'), { workingDays: 5 })).toThrow(expect.objectContaining({ code: 'calendar-year-missing' })));

  it.each([-1, 1.5, NaN])('are whole days: not %d', (workingDays) =>
    expect(() => due(at('2026-03-16 10:00'), { workingDays })).toThrow(RangeError),
  );
});

describe('plain days', () => {
  it.each([
    ['2026-03-16 10:00', 0, '2026-03-16 17:00'],
    ['2026-03-16 10:00', 10, '2026-03-25 17:00'],
    ['2026-03-16 15:00', 10, '2026-03-26 17:00'],
    // Received on a Saturday: day one is Monday.
    ['2026-03-21 10:00', 2, '2026-03-24 17:00'],
    // The tenth day is Sunday, 26 April, itself a holiday; the 27th is off in lieu.
    ['2026-04-17 10:00', 10, '2026-04-28 17:00'],
    // The tenth day is Sunday, 15 February, and Tết begins on the 16th.
    ['2026-02-06 10:00', 10, '2026-02-23 17:00'],
    // The sixth day is Saturday, 10 January, which is worked.
    ['2026-01-05 10:00', 6, '2026-01-10 17:00'],
  ])('received %s, limit %d: due %s', (receivedAt, limit, expected) => expect(due(at(receivedAt), { days: limit })).toBe(at(expected)));

  it('that end on a Sunday before a day off in lieu say how they move', () =>
    expect(days(at('2026-04-24 10:00'), { days: 3 })).toEqual([
      '2026-04-24 1 working-day',
      '2026-04-25 2 weekly-day-off',
      '2026-04-26 3 holiday',
      '2026-04-27 – compensation-day',
      '2026-04-28 – moved',
    ]));
});

describe('a pause', () => {
  // Monday, 16 March 2026; three working days end on Wednesday the 18th.
  const received = at('2026-03-16 10:00');
  const limit = { workingDays: 3 };

  it.each([
    ['that ends before the cut-off of the day on which it began costs nothing', '2026-03-17 09:00', '2026-03-17 14:59:59', '2026-03-18'],
    ['that ends at the cut-off costs the day', '2026-03-17 09:00', '2026-03-17 15:00:00', '2026-03-19'],
    ['that begins before the close costs the day', '2026-03-17 16:59:59', '2026-03-18 08:00', '2026-03-19'],
    ['that begins at the close does not cost it', '2026-03-17 17:00:00', '2026-03-18 08:00', '2026-03-18'],
    ['between cut-off and close costs the day', '2026-03-17 15:30', '2026-03-17 15:31', '2026-03-19'],
    ['over several days costs each', '2026-03-17 09:00', '2026-03-19 16:00', '2026-03-23'],
    ['of no length costs nothing', '2026-03-17 15:30', '2026-03-17 15:30', '2026-03-18'],
    ['on the day of reception costs that day', '2026-03-16 11:00', '2026-03-16 16:00', '2026-03-19'],
    ['after the due time changes nothing', '2026-03-18 17:00', '2026-03-25 09:00', '2026-03-18'],
  ])('%s: %s to %s', (_, from, until, expected) =>
    expect(due(received, limit, { from: at(from), until: at(until) })).toBe(at(`${expected} 17:00`)),
  );

  it('over a weekend, from the close of Friday to Monday before the cut-off, costs nothing', () =>
    expect(due(at('2026-03-20 10:00'), limit, { from: at('2026-03-20 17:00'), until: at('2026-03-23 14:59:59') })).toBe(
      due(at('2026-03-20 10:00'), limit),
    ));

  it('does not add up with another of the same day', () =>
    expect(
      due(
        received,
        limit,
        { from: at('2026-03-17 15:10'), until: at('2026-03-17 15:20') },
        { from: at('2026-03-17 16:10'), until: at('2026-03-17 16:20') },
      ),
    ).toBe(at('2026-03-19 17:00')));

  it('stops plain days as well', () =>
    expect(days(received, { days: 3 }, { from: at('2026-03-17 11:00'), until: at('2026-03-18 11:00') })).toEqual([
      '2026-03-16 1 working-day',
      '2026-03-17 – paused',
      '2026-03-18 2 working-day',
      '2026-03-19 3 working-day',
    ]));

  it('that still goes on leaves the due time unknown, with what was counted so far', () => {
    const paused = deadline(state, { receivedAt: received, limit, pauses: [{ from: at('2026-03-17 17:30') }] });
    expect(paused).not.toHaveProperty('due');
    expect(paused).toMatchObject({ startsOn: '2026-03-16', limit: { workingDays: 3 } });
    expect(paused.days.map(({ date, number, why }) => `${date} ${number ?? '–'} ${why}`)).toEqual([
      '2026-03-16 1 working-day',
      '2026-03-17 2 working-day',
      '2026-03-18 – paused',
    ]);
  });

  it('that still goes on and began on a day off is told by the first working day', () =>
    expect(days(at('2026-03-20 15:01'), limit, { from: at('2026-03-20 16:00') })).toEqual([
      '2026-03-20 – after-cut-off',
      '2026-03-21 – weekly-day-off',
      '2026-03-22 – weekly-day-off',
      '2026-03-23 – paused',
    ]));

  it('that still goes on but began after the due time leaves it known', () =>
    expect(due(received, limit, { from: at('2026-03-18 17:00') })).toBe(at('2026-03-18 17:00')));
});

it('a deadline is stored as plain data, with the calendar by which it was counted', () => {
  const counted = deadline(state, { receivedAt: at('2026-01-09 15:00'), limit: { workingDays: 1, withVerification: 5 } as CountedLimit });
  expect(JSON.parse(JSON.stringify(counted))).toEqual({
    startsOn: '2026-01-10',
    due: '2026-01-10T10:00:00.000Z',
    limit: { workingDays: 1 },
    calendar: { name: 'state', version: '2026-01-01', digest: 'd'.repeat(64), receptionCutOff: '15:00' },
    days: [
      { date: day('2026-01-09'), counted: false, why: 'after-cut-off' },
      {
        date: day('2026-01-10'),
        counted: true,
        number: 1,
        why: 'working-saturday',
        name: { vi: 'hoán đổi với thứ Sáu 02/01/2026', en: 'in exchange for Friday 02/01/2026' },
      },
    ],
  });
});
