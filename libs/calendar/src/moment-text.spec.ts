import fc from 'fast-check';
import { dayOfMillis, isDay, millisOfDay, momentMillis, momentText } from './moment-text';

const FIRST = Date.parse('0000-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');
const millis = fc.oneof(fc.integer({ min: FIRST, max: LAST }), fc.constantFrom(FIRST, LAST, 0, -1, 1, -86_400_000, 86_399_999));

describe('moments as numbers and texts', () => {
  it('are written as Date writes them', () => {
    fc.assert(
      fc.property(millis, (at) => {
        expect(momentText(at)).toBe(new Date(at).toISOString());
        expect(dayOfMillis(at)).toBe(new Date(at).toISOString().slice(0, 10));
      }),
    );
  });

  it('are read back as they were', () => {
    fc.assert(fc.property(millis, (at) => expect(momentMillis(momentText(at))).toBe(at)));
  });

  it.each(['2026-09-21T08:15:00Z', '2026-09-21T15:15:00+07:00', '2026-09-21T08:15:00.000000Z', 'yesterday', ''])(
    'are read from other texts as Date reads them: %j',
    (text) => expect(momentMillis(text)).toBe(Date.parse(text)),
  );

  it('stay right when more days come up than are remembered', () => {
    for (let day = 0; day < 12_000; day++) {
      const date = new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect([dayOfMillis(day * 86_400_000), millisOfDay(date)]).toEqual([date, day * 86_400_000]);
    }
  });

  it.each([
    ['2026-02-28', true],
    ['2026-02-30', false],
    ['2024-02-29', true],
    ['2026-13-01', false],
    ['2026-1-1', false],
    ['0000-01-01', true],
    ['', false],
  ])('know whether %j is a day of the calendar: %p', (date, expected) => expect(isDay(date)).toBe(expected));
});
