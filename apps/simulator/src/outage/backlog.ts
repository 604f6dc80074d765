import { instant, toMillis, type Instant } from '@lienthong/calendar';
import type { Day } from './day';

/** How many handoffs had not come to the agency at a moment, and how long the oldest of them had waited. */
export interface Point {
  readonly at: Instant;
  readonly waiting: number;
  readonly oldestMs: number;
}

const STEP_MS = 5 * 60_000;

/** Every five minutes, from the day's beginning until the last has come and the outage is over. */
export function backlogOf({ begins, passages }: Pick<Day, 'begins' | 'passages'>, until: Instant): readonly Point[] {
  const times = passages.flatMap(({ requested, reached }) =>
    reached === undefined ? [] : [{ from: toMillis(requested), to: toMillis(reached) }],
  );
  const last = Math.max(toMillis(until), ...times.map(({ to }) => to));
  const points: Point[] = [];
  for (let at = toMillis(begins); at < last + STEP_MS; at += STEP_MS) {
    const waiting = times.filter(({ from, to }) => from <= at && at < to);
    const oldest = Math.min(at, ...waiting.map(({ from }) => from));
    points.push({ at: instant(at), waiting: waiting.length, oldestMs: at - oldest });
  }
  return points;
}

export interface Drain {
  readonly peak: Point;
  readonly oldest: Point;
  /** Milliseconds after the end of the outage until all that had waited then had come. */
  readonly drainedMs: number;
}

/** What the outage left behind, and when it was gone. */
export function drainOf(points: readonly Point[], { passages }: Pick<Day, 'passages'>, end: Instant): Drain {
  const [first, ...others] = points;
  if (!first) throw new RangeError('a backlog has at least one point');
  const most = (of: (point: Point) => number): Point => others.reduce((best, point) => (of(point) > of(best) ? point : best), first);
  const came = passages.flatMap(({ requested, reached }) =>
    reached !== undefined && requested < end && reached >= end ? [toMillis(reached)] : [],
  );
  return {
    peak: most(({ waiting }) => waiting),
    oldest: most(({ oldestMs }) => oldestMs),
    drainedMs: came.length === 0 ? 0 : Math.max(...came) - toMillis(end),
  };
}

const DAY_MS = 9 * 3_600_000;
const AFTERWARDS_MS = 30 * 60_000;

/** The part that is worth a look: the day itself, and until what the outage left behind was gone. */
export function worthDrawing(points: readonly Point[], { drainedMs }: Drain, begins: Instant, end: Instant): readonly Point[] {
  const last = instant(Math.max(toMillis(begins) + DAY_MS, toMillis(end) + drainedMs + AFTERWARDS_MS));
  return points.filter(({ at }) => at <= last);
}
