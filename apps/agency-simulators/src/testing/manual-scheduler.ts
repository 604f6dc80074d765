import { instant, plusMillis, toMillis, type Instant } from '@lienthong/calendar';
import type { Scheduler } from '../scheduler';

/** Time that passes only when told to. */
export class ManualScheduler implements Scheduler {
  private at: Instant = instant('2026-10-26T03:15:00.000Z');
  private waiting: { readonly due: Instant; readonly work: () => void }[] = [];
  readonly clock = { now: (): Instant => this.at };

  after(ms: number, work: () => void): void {
    this.waiting.push({ due: plusMillis(this.at, ms), work });
    this.waiting.sort((a, b) => toMillis(a.due) - toMillis(b.due)); // stable: same time, same order
  }

  cancelAll(): void {
    this.waiting = [];
  }

  get pending(): number {
    return this.waiting.length;
  }

  /** Lets the next thing happen, at its time. Returns whether there was one. */
  next(): boolean {
    const first = this.waiting.shift();
    if (!first) return false;
    if (first.due > this.at) this.at = first.due;
    first.work();
    return true;
  }

  /** Lets time pass; what is due meanwhile happens in its order. */
  pass(ms: number): void {
    const until = plusMillis(this.at, ms);
    while (this.waiting[0] && this.waiting[0].due <= until) this.next();
    this.at = until;
  }
}
