import { instant, toMillis, type Instant } from '@lienthong/calendar';
import type { Chance } from './chance';
import { StepHeap, type Step } from './step-heap';

/** Nothing but sweeps for so long: whoever looks now and then has looked. */
const QUIET_MS = 11_000;
/** A leap over less is not worth it. */
const LEAP_MS = 15_000;

/** More steps than any history needs: something goes round in circles. */
export class NoRest extends Error {
  readonly code = 'no-rest';
}

/**
 * The simulated world: it alone owns time and the order of all that happens. One step runs, then all that follows from it at once (in
 * microtasks), then the next step. Nothing else in it waits for anything, so the same seed gives the same history.
 */
export class World {
  /** Every step but sweeps. */
  private readonly steps = new StepHeap();
  /** Engines that look whether there is something to do. Where there is not, time leaps over them, and they come late. */
  private readonly sweeps = new StepHeap();
  private order = 0;
  private lastStepAt: number;
  private stopped = false;
  /** Told to whoever wants the whole history. */
  tell: ((what: string) => void) | undefined;
  /** When something becomes due that no step knows of: what the boards of the engines say. */
  nextDue: () => number = () => Infinity;
  taken = 0;

  constructor(
    readonly chance: Chance,
    /** Milliseconds since the epoch. */
    public now: number,
  ) {
    this.lastStepAt = now;
  }

  get instant(): Instant {
    return instant(Math.floor(this.now));
  }

  /** Has something happen after so many milliseconds. Returns what calls it off. */
  after(millis: number, run: () => void): () => void {
    return this.put(this.steps, this.now + Math.max(0, millis), run);
  }

  at(moment: Instant, run: () => void): () => void {
    return this.after(toMillis(moment) - this.now, run);
  }

  sweepAfter(millis: number, run: () => void): () => void {
    return this.put(this.sweeps, this.now + Math.max(0, millis), run);
  }

  /** Ends the history behind the step that runs. */
  stop(): void {
    this.stopped = true;
  }

  /** Goes on until nothing is left that anybody waits for. @throws NoRest */
  async run(mostSteps: number): Promise<void> {
    while (!this.stopped) {
      const next = this.next();
      if (!next) return;
      if (this.taken++ >= mostSteps) throw new NoRest(`no rest after ${mostSteps} steps`);
      this.now = Math.max(this.now, next.at);
      next.run();
      // All that follows at once follows before the next step.
      await new Promise<void>((go) => setImmediate(go));
    }
  }

  private put(heap: StepHeap, at: number, run: () => void): () => void {
    const step: Step = { at, order: this.order++, run, calledOff: false };
    heap.put(step);
    return () => {
      step.calledOff = true;
    };
  }

  private next(): Step | undefined {
    const step = this.steps.first;
    const sweep = this.sweeps.first;
    if (sweep && (!step || sweep.at < step.at)) {
      if (Math.max(this.now, sweep.at) - this.lastStepAt <= QUIET_MS) return this.sweeps.take();
      const due = Math.min(step?.at ?? Infinity, this.nextDue());
      if (due === Infinity) return undefined;
      // All that sweeps meanwhile does so just before.
      if (due - this.now > LEAP_MS) this.now = due - 1;
      this.lastStepAt = Math.max(this.lastStepAt, this.now - QUIET_MS / 2);
      return this.sweeps.take();
    }
    if (step) this.lastStepAt = Math.max(this.now, step.at);
    return step && this.steps.take();
  }
}
