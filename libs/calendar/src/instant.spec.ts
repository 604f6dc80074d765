import { instant, localDate, plusMillis, startOfDay, systemClock, toMillis } from './instant';

describe('instants', () => {
  it.each([
    ['2026-09-21T08:15:00Z', '2026-09-21T08:15:00.000Z'],
    ['2026-09-21T15:15:00+07:00', '2026-09-21T08:15:00.000Z'],
    [0, '1970-01-01T00:00:00.000Z'],
    [1.9, '1970-01-01T00:00:00.001Z'],
    ['2028-02-29T23:59:59.999999999-23:59', '2028-03-01T23:58:59.999Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('are UTC with milliseconds: %s', (value, text) => expect(instant(value)).toBe(text));

  it.each([
    '',
    'soon',
    '1',
    '2026-09-21',
    '2026-09-21T08:15:00',
    'Mon, 21 Sep 2026 08:15:00 GMT',
    '2026-13-01T00:00:00Z',
    '2026-09-21T25:00:00Z',
    '2026-02-30T08:00:00Z',
    '2026-02-29T08:00:00+07:00',
    '2026-04-31T08:00:00Z',
    '2026-09-21T24:00:00Z',
    '2026-09-21T08:60:00Z',
    '2026-09-21T08:00:60Z',
    '2026-09-21T08:00Z',
    '2026-09-21T08:00:00.Z',
    '2026-09-21T08:00:00+0700',
    '2026-09-21T08:00:00+24:00',
    '2026-09-21T08:00:00 07:00',
    '2026-09-21 08:00:00Z',
    '2026-09-21T08:00:00Z\n',
    '+012026-09-21T08:00:00Z',
    '9999-12-31T23:59:59-00:01',
    '0000-01-01T00:00:00+00:01',
    253_402_300_800_000,
    -62_167_219_200_001,
    8.64e15 + 1,
    NaN,
    Infinity,
  ])('are refused: %s', (value) => expect(() => instant(value)).toThrow(RangeError));

  it('sort as text', () => {
    const instants = [10, 9, 1_000_000_000_000, -1].map(instant);
    expect([...instants].sort().map(toMillis)).toEqual([-1, 9, 10, 1_000_000_000_000]);
  });

  it('can be moved, also backwards and over the end of a year', () => {
    expect(plusMillis(instant('2026-12-31T23:59:59.999Z'), 1)).toBe('2027-01-01T00:00:00.000Z');
    expect(plusMillis(instant('2026-12-31T23:59:59.999Z'), -1)).toBe('2026-12-31T23:59:59.998Z');
  });

  it('come from the clock in the same form', () => expect(systemClock.now()).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));
});

describe('days in Viet Nam', () => {
  it.each([
    ['2026-08-31T16:59:59.999Z', '2026-08-31'],
    ['2026-08-31T17:00:00.000Z', '2026-09-01'],
    ['2026-12-31T17:00:00.000Z', '2027-01-01'],
    ['2028-02-28T17:00:00.000Z', '2028-02-29'],
  ])('change at midnight there: %s falls on %s', (at, day) => expect(localDate(instant(at))).toBe(day));

  it.each(['2026-09-01', '2028-02-29', '2026-01-01'])('begin where the day before ends: %s', (day) => {
    const start = startOfDay(day);
    expect(localDate(start)).toBe(day);
    expect(localDate(plusMillis(start, -1)) < day).toBe(true);
  });

  it('begin seven hours before those of UTC', () => expect(startOfDay('2026-09-01')).toBe('2026-08-31T17:00:00.000Z'));

  it.each(['2026-02-29', '2026-02-30', '2026-13-01', '2026-00-10', '2026-9-1', '2026-09-01T00:00', '01/09/2026', '', '02026-09-01'])(
    'are refused unless they are in the calendar: %s',
    (text) => expect(() => startOfDay(text)).toThrow(RangeError),
  );
});
