import { systemClock, toMillis, type Clock, type Instant } from './instant';

/** A clock that also wakes. What waits for a moment asks for it here, so that tests and simulations own the time. */
export interface Timekeeper extends Clock {
  /** Calls `wake` once, at `at` or soon after; a moment that has passed is soon. Returns what calls it off. */
  wakeAt(at: Instant, wake: () => void): () => void;
}

// setTimeout keeps 31 bits of milliseconds; what lies further away is looked at again on the way.
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export const systemTimekeeper: Timekeeper = {
  ...systemClock,
  wakeAt(at, wake) {
    let timer: NodeJS.Timeout;
    const arm = (): void => {
      const left = toMillis(at) - Date.now();
      timer = left > LONGEST_TIMEOUT_MS ? setTimeout(arm, LONGEST_TIMEOUT_MS) : setTimeout(wake, Math.max(0, left));
    };
    arm();
    return () => clearTimeout(timer);
  },
};

/** Time that stands still until it is moved. Wakes what is due, oldest first. */
export class ManualTimekeeper implements Timekeeper {
  private alarms: { at: Instant; wake: () => void }[] = [];

  constructor(private time: Instant) {}

  now(): Instant {
    return this.time;
  }

  wakeAt(at: Instant, wake: () => void): () => void {
    const alarm = { at, wake };
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((each) => each !== alarm);
    };
  }

  /** The next moment for which somebody waits. */
  get nextAlarm(): Instant | undefined {
    return this.alarms.map(({ at }) => at).sort()[0];
  }

  /** Moves time forward to `at` and wakes all that is due by then, each at its own moment. */
  moveTo(at: Instant): void {
    for (let next = this.nextAlarm; next !== undefined && next <= at; next = this.nextAlarm) {
      // One at a time: what wakes may call off another of the same moment.
      const [due] = this.alarms.splice(
        this.alarms.findIndex((alarm) => alarm.at === next),
        1,
      );
      if (next > this.time) this.time = next;
      due?.wake();
    }
    if (at > this.time) this.time = at;
  }
}
