import { eventMatcher, type EventMatcher } from '../event-matcher';
import type { Position, SubscribeOptions, SubscriptionItem } from '../event-store';
import type { Pages } from './page-iterator';
import type { LogPage, PagedLog } from './paged-log';

const defaultCheckpointEvery = 1000;

/**
 * One subscription: reads on page by page until it has caught up, then sleeps until a commit wakes it and reads on from
 * where it stood. There is one way to an event, the log itself, so nothing can be missed or told twice between old and new.
 */
export class SubscriptionPages implements Pages<SubscriptionItem> {
  readonly #matcher: EventMatcher | undefined;
  readonly #checkpointEvery: number;
  readonly #signal: AbortSignal | undefined;
  readonly #abort = (): void => this.release();
  #after: Position | undefined;
  /** Events passed over since the reader last heard of a position. */
  #passedOver = 0;
  /** The count of commits before the look that found the end of the log; undefined while catching up. */
  #caughtUpAt: number | undefined;
  #wake: (() => void) | undefined;
  #begun = false;
  #ended = false;

  constructor(
    private readonly log: PagedLog,
    private readonly news: { readonly commits: number },
    options: SubscribeOptions,
    private readonly onRelease: () => void,
  ) {
    this.#matcher = eventMatcher(options.filter);
    this.#checkpointEvery = Math.max(1, options.checkpointEvery ?? defaultCheckpointEvery);
    this.#after = options.after;
    this.#signal = options.signal;
    this.#signal?.addEventListener('abort', this.#abort);
  }

  get ended(): boolean {
    return this.#ended || this.#signal?.aborted === true;
  }

  async next(): Promise<readonly SubscriptionItem[] | undefined> {
    if (this.#caughtUpAt !== undefined) await this.#newCommit(this.#caughtUpAt);
    else if (this.#begun) await this.log.turn();
    if (this.ended) return undefined;
    this.#begun = true;

    const commits = this.news.commits;
    const page = this.log.page({
      after: this.#after,
      direction: 'forwards',
      matcher: this.#matcher,
      limit: this.#matcher ? this.#checkpointEvery - this.#passedOver : Infinity,
    });
    this.#caughtUpAt = page.end ? commits : undefined;
    this.#after = page.seen ?? this.#after;
    return this.#items(page);
  }

  wake(): void {
    this.#wake?.();
  }

  release(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#signal?.removeEventListener('abort', this.#abort);
    this.wake();
    this.onRelease();
  }

  #items(page: LogPage): SubscriptionItem[] {
    const items: SubscriptionItem[] = page.events.map((event) => ({ kind: 'event', event }));
    this.#passedOver = page.passedOver + (items.length > 0 ? 0 : this.#passedOver);
    if (this.#after !== undefined && this.#passedOver > 0 && (page.end || this.#passedOver >= this.#checkpointEvery)) {
      items.push({ kind: 'checkpoint', position: this.#after });
      this.#passedOver = 0;
    }
    if (page.end) items.push({ kind: 'live' });
    return items;
  }

  async #newCommit(known: number): Promise<void> {
    if (this.ended || this.news.commits !== known) return;
    await new Promise<void>((resolve) => (this.#wake = resolve));
    this.#wake = undefined;
  }
}
