import { systemClock, type Clock } from '@lienthong/calendar';

/** Time for the simulators: what happens later goes through here, so that a test can let time pass by hand. */
export interface Scheduler {
  readonly clock: Clock;
  /** Runs `work` once, `ms` milliseconds from now, unless cancelled first. */
  after(ms: number, work: () => void): void;
  /** Forgets all that was to come. */
  cancelAll(): void;
  /** How much is still to come. */
  readonly pending: number;
}

/** The machine's time. Its timers do not keep the program alive. */
export function realScheduler(): Scheduler {
  const timers = new Set<NodeJS.Timeout>();
  return {
    clock: systemClock,
    after(ms, work) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
      }, ms);
      timer.unref();
      timers.add(timer);
    },
    cancelAll() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
    get pending() {
      return timers.size;
    },
  };
}
