import type { Instant } from '@lienthong/calendar';
import type { Hour } from './office-hours';

/** Something that somebody does. */
export type Deed = () => Promise<unknown>;

/** What is to be done at which hour. The hour goes forward only; what is put off beyond the year never comes. */
export class Agenda {
  private readonly deeds: Deed[][];
  private readonly open: readonly number[];
  /** By hour: how many open hours lie before it. */
  private readonly openBefore: readonly number[];
  now = 0;

  constructor(private readonly hours: readonly Hour[]) {
    this.deeds = hours.map(() => []);
    this.open = hours.flatMap(({ open }, i) => (open ? [i] : []));
    let before = 0;
    this.openBefore = hours.map(({ open }) => (open ? before++ : before));
  }

  put(hour: number, deed: Deed): void {
    this.deeds[Math.max(hour, this.now)]?.push(deed);
  }

  /** So many of its open hours from now; with 0, now or as soon as somebody works. */
  inOpenHours(count: number, deed: Deed): void {
    const hour = this.open[(this.openBefore[this.now] ?? this.open.length) + count];
    if (hour !== undefined) this.put(hour, deed);
  }

  /** At the first hour that is not before a moment. */
  notBefore(at: Instant, deed: Deed): void {
    let [low, high] = [this.now, this.hours.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.hours[middle]?.at ?? at) >= at) high = middle;
      else low = middle + 1;
    }
    this.put(low, deed);
  }

  /** Takes what is to be done in this hour; again, what came up meanwhile. */
  take(): readonly Deed[] {
    return this.deeds[this.now]?.splice(0) ?? [];
  }
}
