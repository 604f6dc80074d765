import type { Parameters } from 'fast-check';

/**
 * So many runs, the same every time: a failure is the same failure for everybody, and fast-check tells its seed. `FUZZ_SEED` and
 * `FUZZ_TIMES` in the environment look elsewhere, and for longer.
 */
export function inRuns<T>(count: number): Parameters<T> {
  const { FUZZ_SEED: seed = '20260901', FUZZ_TIMES: times = '1' } = process.env;
  return { seed: Number(seed), numRuns: count * Number(times), endOnFailure: true };
}
