import { toMillis, type Instant } from '@lienthong/calendar';
import type { Holder } from '@lienthong/dossier/domain';
import { punctuality, type Contribution } from './contribution';
import type { TimeByHolder } from './course';

/** What some dossiers come to together. */
export interface Totals {
  readonly dossiers: number;
  /** Of them, those that were taken in. */
  readonly received: number;
  readonly online: number;
  readonly onTime: number;
  readonly late: number;
  /** Not ended by the end of the period: still in time, or late already. */
  readonly openOnTime: number;
  readonly openLate: number;
  /** Requests, and dossiers with any. */
  readonly supplements: number;
  readonly supplemented: number;
  /** Refused procedures, and dossiers with any. */
  readonly refusals: number;
  readonly withRefusals: number;
  /** Milliseconds. */
  readonly held: TimeByHolder;
}

/** By what a report has its lines. */
export type GroupedBy = 'office' | 'month' | 'channel' | 'bundle';

/** The dossiers that have something in common: the office's code, the month `2023-07`, the channel, or the bundle's code. */
export interface ReportLine extends Totals {
  readonly key: string;
}

export interface Report {
  /** The end of the reporting period: how dossiers stand that have not ended by then. */
  readonly asOf: Instant;
  /** In the order of their keys; only those with a dossier. */
  readonly lines: readonly ReportLine[];
  readonly total: Totals;
}

export const NOTHING: Totals = {
  dossiers: 0,
  received: 0,
  online: 0,
  onTime: 0,
  late: 0,
  openOnTime: 0,
  openLate: 0,
  supplements: 0,
  supplemented: 0,
  refusals: 0,
  withRefusals: 0,
  held: {},
};

/** What one dossier comes to at the end of the period. Time after it is not counted for whom it lies with now. */
export function totalsOf(contribution: Contribution, asOf: Instant): Totals {
  const { received, channel, supplements, refused, held, since, holder } = contribution;
  const standing = punctuality(contribution, asOf);
  const still = holder && toMillis(asOf) > toMillis(since) ? { [holder]: toMillis(asOf) - toMillis(since) } : {};
  return {
    dossiers: 1,
    received: Number(received),
    online: Number(channel === 'online'),
    onTime: Number(standing === 'on-time'),
    late: Number(standing === 'late'),
    openOnTime: Number(standing === 'open-on-time'),
    openLate: Number(standing === 'open-late'),
    supplements,
    supplemented: Number(supplements > 0),
    refusals: refused,
    withRefusals: Number(refused > 0),
    held: addTime(held, still),
  };
}

/** Sums up. What is added in another order comes to the same. */
export function add(a: Totals, b: Totals): Totals {
  return {
    dossiers: a.dossiers + b.dossiers,
    received: a.received + b.received,
    online: a.online + b.online,
    onTime: a.onTime + b.onTime,
    late: a.late + b.late,
    openOnTime: a.openOnTime + b.openOnTime,
    openLate: a.openLate + b.openLate,
    supplements: a.supplements + b.supplements,
    supplemented: a.supplemented + b.supplemented,
    refusals: a.refusals + b.refusals,
    withRefusals: a.withRefusals + b.withRefusals,
    held: addTime(a.held, b.held),
  };
}

export function addTime(a: TimeByHolder, b: TimeByHolder): TimeByHolder {
  const sum: Partial<Record<Holder, number>> = { ...a };
  for (const [holder, millis] of Object.entries(b) as [Holder, number][]) sum[holder] = (sum[holder] ?? 0) + millis;
  return sum;
}

/** A report of these dossiers. Without `by` it has no lines, only the total. */
export function reportOf(contributions: Iterable<Contribution>, asOf: Instant, by?: GroupedBy): Report {
  const groups = new Map<string, Totals>();
  for (const contribution of contributions) {
    const key = by === undefined ? '' : keyOf(contribution, by);
    groups.set(key, add(groups.get(key) ?? NOTHING, totalsOf(contribution, asOf)));
  }
  const lines = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, totals]) => ({ key, ...totals }));
  return { asOf, lines: by === undefined ? [] : lines, total: [...groups.values()].reduce(add, NOTHING) };
}

function keyOf({ office, day, channel, bundle }: Contribution, by: GroupedBy): string {
  switch (by) {
    case 'office':
      return office;
    case 'month':
      return day.slice(0, 7);
    case 'channel':
      return channel;
    case 'bundle':
      return bundle;
  }
}
