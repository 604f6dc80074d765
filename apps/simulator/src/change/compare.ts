import type { Played } from './played';

/** How long many dossiers took, and how they ended. Lengths in milliseconds. */
export interface Figures {
  readonly worked: Quantiles;
  /** By the clock on the wall. */
  readonly passed: Quantiles;
  readonly late: number;
  readonly outcomes: Readonly<Record<string, number>>;
}

export interface Quantiles {
  readonly median: number;
  readonly p90: number;
}

/** How often a procedure ended in which way before and now; `not-asked` where a version does not have it or nobody asked for it. */
export interface ProcedureChange {
  readonly procedure: string;
  readonly before: Readonly<Record<string, number>>;
  readonly after: Readonly<Record<string, number>>;
  /** Dossiers in which it ends otherwise. */
  readonly otherwise: number;
}

export interface Example {
  readonly name: string;
  readonly before: Played;
  readonly after: Played;
}

export interface Comparison {
  readonly dossiers: number;
  readonly before: Figures;
  readonly after: Figures;
  /** Dossiers of which the outcome, or that of a procedure, is another. */
  readonly otherwise: number;
  /** Dossiers that take more, or less, working time: by a minute and more. */
  readonly later: number;
  readonly earlier: number;
  readonly procedures: readonly ProcedureChange[];
  /** Those that differ the most in time, and some that end otherwise. */
  readonly examples: readonly Example[];
}

const MINUTE_MS = 60_000;
const EXAMPLES = 2;

/** The same dossiers, played under two definitions, in the same order. */
export function compare(before: readonly Played[], after: readonly Played[]): Comparison {
  const both = before.flatMap((each, i): Example[] => {
    const other = after[i];
    return other ? [{ name: each.name, before: each, after: other }] : [];
  });
  const byTime = [...both].sort((a, b) => moreTime(a) - moreTime(b));
  const earlier = byTime.filter((each) => moreTime(each) <= -MINUTE_MS);
  const later = byTime.filter((each) => moreTime(each) >= MINUTE_MS).reverse();
  const otherwise = both.filter(endsOtherwise);
  const examples = [...later.slice(0, EXAMPLES), ...earlier.slice(0, EXAMPLES), ...otherwise.slice(0, EXAMPLES)];
  return {
    dossiers: both.length,
    before: figures(before),
    after: figures(after),
    otherwise: otherwise.length,
    later: later.length,
    earlier: earlier.length,
    procedures: procedures(both),
    examples: [...new Set(examples)],
  };
}

const moreTime = ({ before, after }: Example): number => after.worked - before.worked;

const keysOf = (played: Played): readonly string[] => Object.keys(played.procedures);

const statusOf = (played: Played, procedure: string): string => played.procedures[procedure] ?? 'not-asked';

const endsOtherwise = ({ before, after }: Example): boolean =>
  before.outcome !== after.outcome || [...keysOf(before), ...keysOf(after)].some((key) => statusOf(before, key) !== statusOf(after, key));

function procedures(both: readonly Example[]): readonly ProcedureChange[] {
  const keys = new Set(both.flatMap(({ before, after }) => [...keysOf(before), ...keysOf(after)]));
  return [...keys].map((procedure) => ({
    procedure,
    before: counted(both.map(({ before }) => statusOf(before, procedure))),
    after: counted(both.map(({ after }) => statusOf(after, procedure))),
    otherwise: both.filter(({ before, after }) => statusOf(before, procedure) !== statusOf(after, procedure)).length,
  }));
}

const figures = (all: readonly Played[]): Figures => ({
  worked: quantiles(all.map(({ worked }) => worked)),
  passed: quantiles(all.map(({ passed }) => passed)),
  late: all.filter(({ late }) => late).length,
  outcomes: counted(all.map(({ outcome }) => outcome ?? 'none')),
});

function quantiles(values: readonly number[]): Quantiles {
  const sorted = [...values].sort((a, b) => a - b);
  // The smallest value that so many do not exceed.
  const at = (share: number): number => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { median: at(0.5), p90: at(0.9) };
}

function counted(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
