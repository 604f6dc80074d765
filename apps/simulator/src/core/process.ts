import { instant, toMillis, type Instant, type Timekeeper } from '@lienthong/calendar';
import type { World } from './world';

/**
 * A running engine process, as the world sees it. All that the engine waits for outside itself comes back through here; once the process has
 * died nothing comes back any more, and what it held in memory is gone.
 */
export class Process {
  alive = true;
  /** Its clock is wrong by so many milliseconds. */
  skew = 0;
  /** For what has its own moments: lines, calls, pauses. */
  readonly time: Timekeeper = this.timekeeper((millis, wake) => this.world.after(millis, wake));
  /** For what looks now and then whether there is something to do. */
  readonly sweeps: Timekeeper = this.timekeeper((millis, wake) => this.world.sweepAfter(millis, wake));
  private knownMillis = 0;
  private knownInstant: Instant | undefined;

  constructor(
    readonly name: string,
    private readonly world: World,
    /** It dies instead of its so-and-so-many-th step. */
    private stepsToLive: number,
    private readonly onDeath: () => void,
  ) {}

  /** Resolves after so many milliseconds, and never once the process is dead. */
  wait(millis: number): Promise<void> {
    return new Promise((go) => this.after(millis, go));
  }

  /** Has the process go on after so many milliseconds; or it dies, if this is its last moment. */
  after(millis: number, run: () => void): () => void {
    return this.world.after(millis, () => this.step(run));
  }

  die(): void {
    this.alive = false;
  }

  private step(run: () => void): void {
    if (!this.alive) return;
    if (this.stepsToLive-- > 0) return run();
    this.die();
    this.onDeath();
  }

  private now(): Instant {
    const millis = Math.floor(this.world.now) + this.skew;
    if (this.knownInstant === undefined || millis !== this.knownMillis) {
      this.knownMillis = millis;
      this.knownInstant = instant(millis);
    }
    return this.knownInstant;
  }

  /** A timer of the machine counts milliseconds: a jump of the clock does not move it. */
  private timekeeper(arm: (millis: number, wake: () => void) => () => void): Timekeeper {
    return {
      now: () => this.now(),
      wakeAt: (at, wake) => arm(toMillis(at) - toMillis(this.now()), () => this.step(wake)),
    };
  }
}
