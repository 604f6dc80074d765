/** What a piece of work took. */
export interface Taken {
  readonly seconds: number;
  /** CPU time of all threads of this process, in seconds. */
  readonly cpu: number;
}

/** Starts to measure; the returned function tells what it took since. */
export function stopwatch(): () => Taken {
  const begin = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { seconds: (performance.now() - begin) / 1000, cpu: (user + system) / 1e6 };
  };
}

/** The value below which so many of a hundred lie; of nothing, 0. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}

export const residentMB = (): number => process.memoryUsage().rss / 1e6;
