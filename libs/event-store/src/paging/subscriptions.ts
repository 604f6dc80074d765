import type { SubscribeOptions, SubscriptionItem } from '../event-store';
import { fromPages } from './page-iterator';
import type { PagedLog } from './paged-log';
import { SubscriptionPages } from './subscription-pages';

/** All subscriptions to one log: tells them of commits, and ends them when the log is closed. */
export class Subscriptions {
  readonly #open = new Set<SubscriptionPages>();
  #commits = 0;
  #closed = false;

  constructor(private readonly log: PagedLog) {}

  /** Grows with every commit. A reader that saw it before it looked can tell whether it missed one. */
  get commits(): number {
    return this.#commits;
  }

  /** Call after each commit, when a reader can see it. */
  committed(): void {
    this.#commits++;
    for (const subscription of this.#open) subscription.wake();
  }

  /** {@link EventStore.subscribe}; on a closed log the iteration ends at once. */
  subscribe(options: SubscribeOptions): AsyncIterable<SubscriptionItem> {
    return fromPages(() => {
      const pages = new SubscriptionPages(this.log, this, options, () => this.#open.delete(pages));
      this.#open.add(pages);
      if (this.#closed) pages.release();
      return pages;
    });
  }

  close(): void {
    this.#closed = true;
    for (const subscription of [...this.#open]) subscription.release();
  }
}
