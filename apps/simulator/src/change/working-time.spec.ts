import { instant, toMillis } from '@lienthong/calendar';
import { WORKFLOWS } from '../people/casebook';
import { WorkingTime } from './working-time';

const HOUR_MS = 3_600_000;
const at = (moment: string): number => toMillis(instant(`${moment}:00+07:00`));

describe('working time', () => {
  const worked = new WorkingTime(WORKFLOWS.calendars);

  it('leaves out nights and days on which nobody works', () => {
    // From a Friday afternoon to a Monday morning.
    expect(worked.between(at('2026-10-23T16:00'), at('2026-10-26T09:30'))).toBe(2.5 * HOUR_MS);
    expect(worked.between(at('2026-10-24T09:00'), at('2026-10-25T18:00'))).toBe(0);
  });

  it.each([
    ['2026-10-23T16:00', 2.5],
    ['2026-10-24T09:00', 1],
    ['2026-10-26T07:00', 9],
    ['2026-04-29T16:00', 20],
  ])('passes from %s on until %d hours were worked', (from, hours) => {
    const until = at(from) + worked.takes(at(from), hours * HOUR_MS);
    expect(worked.between(at(from), until)).toBe(hours * HOUR_MS);
    // Not later than that.
    expect(worked.between(at(from), until - 60_000)).toBeLessThan(hours * HOUR_MS);
  });
});
