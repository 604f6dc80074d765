import { instant, toMillis, type Timekeeper } from '@lienthong/calendar';

/** Lets calls begin one after the other, no faster than a rate. */
export class Pace {
  private nextMs = 0;

  constructor(
    private readonly time: Timekeeper,
    /** Absent: no limit. */
    private readonly ratePerSecond: number | undefined,
  ) {}

  /** Resolves when the next call may begin, or at once when it is not wanted any more. */
  async turn(signal: AbortSignal): Promise<void> {
    if (this.ratePerSecond === undefined) return;
    const nowMs = toMillis(this.time.now());
    const turnMs = Math.max(this.nextMs, nowMs);
    this.nextMs = turnMs + 1_000 / this.ratePerSecond;
    if (turnMs <= nowMs || signal.aborted) return;
    await new Promise<void>((go) => {
      const begin = (): void => {
        signal.removeEventListener('abort', begin);
        callOff();
        go();
      };
      const callOff = this.time.wakeAt(instant(turnMs), begin);
      signal.addEventListener('abort', begin);
    });
  }
}
