import { at, state } from './testing/days-off';
import { workingDaysAfter } from './working-days-after';

describe('working days after a day', () => {
  it.each([
    ['2026-03-16 09:00', 7, '2026-03-25 17:00'],
    ['2026-03-16 23:00', 7, '2026-03-25 17:00'],
    ['2026-02-13 09:00', 7, '2026-03-03 17:00'],
    ['2026-02-14 09:00', 1, '2026-02-23 17:00'],
    ['2026-12-28 09:00', 7, '2027-01-07 17:00'],
    ['2026-01-07 09:00', 3, '2026-01-10 17:00'],
  ])('asked %s, %d days: until %s', (asked, days, expected) => expect(workingDaysAfter(state, at(asked), days)).toBe(at(expected)));

  it.each([0, -1, 0.5])('are at least one, and whole: not %d', (days) =>
    expect(() => workingDaysAfter(state, at('2026-03-16 09:00'), days)).toThrow(RangeError),
  );
});
