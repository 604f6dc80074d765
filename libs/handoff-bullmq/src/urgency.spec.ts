import { instant, plusMillis } from '@lienthong/calendar';
import fc from 'fast-check';
import { urgency } from './urgency';

const START = instant('2026-10-26T03:00:00Z');
const MINUTE = 60_000;
const DAYS = 24 * 60;

describe('the number by which BullMQ takes first what has been due longest', () => {
  it('is lower for what has been due longer, by the minute, years ahead', () => {
    const minutes = fc.integer({ min: -300 * DAYS, max: 1_000 * DAYS });
    fc.assert(
      fc.property(minutes, minutes, (one, other) => {
        const [first, second] = [one, other].map((at) => urgency(plusMillis(START, at * MINUTE)));
        expect(Math.sign((first ?? 0) - (second ?? 0))).toBe(Math.sign(one - other));
      }),
    );
  });

  it('is one that BullMQ takes, whenever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 * 366 * DAYS }), (minutes) => {
        const number = urgency(plusMillis(START, minutes * MINUTE));
        expect(Number.isInteger(number) && number >= 1 && number <= 2_097_151).toBe(true);
      }),
    );
  });
});
