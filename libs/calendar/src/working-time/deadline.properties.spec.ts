import fc from 'fast-check';
import { localDate } from '../instant';
import { plusDays } from './civil-day';
import { deadline, type CountedLimit } from './deadline';
import { explain } from './explain';
import type { ClosedPause } from './pauses';
import { at, laterBy, state } from './testing/days-off';

const FROM = at('2026-01-01 00:00');
const MINUTES = 400 * 24 * 60;

const receptions = fc.integer({ min: 0, max: MINUTES }).map((minutes) => laterBy(FROM, minutes));
const limits = fc.oneof(
  fc.integer({ min: 0, max: 40 }).map((workingDays): CountedLimit => ({ workingDays })),
  fc.integer({ min: 0, max: 60 }).map((days): CountedLimit => ({ days })),
);
const longer = (limit: CountedLimit): CountedLimit => ('days' in limit ? { days: limit.days + 1 } : { workingDays: limit.workingDays + 1 });
const pauses = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: MINUTES }), fc.integer({ min: 0, max: 10 * 24 * 60 }))
    .map(([start, length]): ClosedPause => ({ from: laterBy(FROM, start), until: laterBy(FROM, start + length) })),
  { maxLength: 4 },
);
const counted = fc.record({ receivedAt: receptions, limit: limits, pauses });

describe('any deadline', () => {
  it('is later than the reception, at the close of a working day', () =>
    fc.assert(
      fc.property(counted, (reception) => {
        const { due } = deadline(state, reception);
        expect(due > reception.receivedAt).toBe(true);
        expect(due).toBe(at(`${localDate(due)} 17:00`));
        expect(state.day(localDate(due)).working).toBe(true);
      }),
    ));

  it('is never earlier with a longer limit', () =>
    fc.assert(
      fc.property(counted, (reception) =>
        expect(deadline(state, { ...reception, limit: longer(reception.limit) }).due >= deadline(state, reception).due).toBe(true),
      ),
    ));

  it('is never earlier with one pause more', () =>
    fc.assert(
      fc.property(counted, pauses, (reception, more) =>
        expect(deadline(state, { ...reception, pauses: [...reception.pauses, ...more] }).due >= deadline(state, reception).due).toBe(true),
      ),
    ));

  it('is never earlier when received later', () =>
    fc.assert(
      fc.property(counted, fc.integer({ min: 0, max: 30 * 24 * 60 }), (reception, minutes) =>
        expect(
          deadline(state, { ...reception, receivedAt: laterBy(reception.receivedAt, minutes) }).due >= deadline(state, reception).due,
        ).toBe(true),
      ),
    ));

  it('counts as many days as its limit, numbered in order', () =>
    fc.assert(
      fc.property(counted, (reception) => {
        const numbers = deadline(state, reception).days.flatMap(({ number }) => number ?? []);
        const limit = 'days' in reception.limit ? reception.limit.days : reception.limit.workingDays;
        expect(numbers).toEqual(Array.from({ length: Math.max(1, limit) }, (_, i) => i + 1));
      }),
    ));

  it('explains every day from reception to the last, without a gap', () =>
    fc.assert(
      fc.property(counted, (reception) => {
        const result = deadline(state, reception);
        const first = localDate(reception.receivedAt);
        expect(result.days.map(({ date }) => date)).toEqual(result.days.map((_, i) => plusDays(first, i)));
        expect(result.days.at(-1)?.date).toBe(localDate(result.due));
        expect(explain(result, 'vi')).toHaveLength(result.days.length);
      }),
    ));

  it('counts working days only on days that are worked', () =>
    fc.assert(
      fc.property(counted, (reception) => {
        const days = deadline(state, { ...reception, limit: { workingDays: 9 } }).days.filter(({ counted: counts }) => counts);
        expect(days.filter(({ date }) => !state.day(date).working)).toEqual([]);
      }),
    ));
});
