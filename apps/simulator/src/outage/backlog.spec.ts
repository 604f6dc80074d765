import { instant, type Instant } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import { backlogOf, drainOf } from './backlog';
import type { Passage } from './day';

const at = (time: string): Instant => instant(`2026-10-26T${time}:00Z`);
const passage = (requested: string, reached?: string): Passage => ({
  handoff: `${requested}` as HandoffId,
  requested: at(requested),
  reached: reached === undefined ? undefined : at(reached),
});

describe('the backlog of an agency', () => {
  const day = {
    begins: at('01:00'),
    passages: [passage('01:02', '01:03'), passage('01:07', '01:41'), passage('01:12', '01:36'), passage('01:20')],
  };
  const end = at('01:30');
  const points = backlogOf(day, end);

  it('counts every five minutes what has not come yet, and how long the oldest has waited', () => {
    expect(points.slice(0, 5).map(({ waiting, oldestMs }) => [waiting, oldestMs / 60_000])).toEqual([
      [0, 0],
      [0, 0],
      [1, 3],
      [2, 8],
      [2, 13],
    ]);
  });

  it('goes on until the last has come, and leaves out what never came', () => {
    expect(points.at(-1)).toEqual({ at: at('01:45'), waiting: 0, oldestMs: 0 });
  });

  it('goes on until the outage is over, where nothing waits', () => {
    expect(backlogOf({ begins: at('01:00'), passages: [] }, end).at(-1)?.at).toBe(at('01:30'));
  });

  it('tells the peak, the oldest, and when all that waited at the end had come', () => {
    expect(drainOf(points, day, end)).toEqual({
      peak: { at: at('01:15'), waiting: 2, oldestMs: 8 * 60_000 },
      oldest: { at: at('01:40'), waiting: 1, oldestMs: 33 * 60_000 },
      drainedMs: 11 * 60_000,
    });
  });
});
