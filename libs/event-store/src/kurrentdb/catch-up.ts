import { eventMatcher, type EventMatcher } from '../event-matcher';
import type { Position, SubscribeOptions, SubscriptionItem } from '../event-store';
import type { Pages } from '../paging/page-iterator';
import type { Bell } from './bell';
import type { AllPage, LogReader } from './log-reader';
import { type Pause, patiently } from './patience';

const defaultCheckpointEvery = 1000;
/** Milliseconds: news was heard of that a read does not show yet. */
const shortly = 20;

/** What a subscription needs of its store. */
export interface CatchUpWorld {
  readonly reader: Pick<LogReader, 'all'>;
  readonly bell: Pick<Bell, 'rings' | 'position' | 'after'>;
  readonly pause: Pause;
  onFailure(reason: string | undefined): void;
}

/**
 * One subscription: reads on page by page until it has caught up, then sleeps until the bell rings and reads on from where it stood. There
 * is one way to an event, the log itself, so a lost connection or another leader makes neither a gap nor a duplicate. What passes its filter
 * is decided here: the server filters no reads through this client, and tells no positions of what it passes over.
 */
export class CatchUp implements Pages<SubscriptionItem> {
  readonly #matcher: EventMatcher | undefined;
  readonly #checkpointEvery: number;
  readonly #signal: AbortSignal | undefined;
  readonly #released = new AbortController();
  readonly #over = new Promise<undefined>((resolve) => this.#released.signal.addEventListener('abort', () => resolve(undefined)));
  readonly #abort = (): void => this.release();
  #after: Position | undefined;
  #passedOver = 0;
  /** The bell's count before the look that found the end of the log; undefined while catching up. */
  #caughtUpAt: number | undefined;
  /** Something was looked at since it was told last that the subscription is live. A ring alone is no news. */
  #news = true;

  constructor(
    private readonly world: CatchUpWorld,
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
    return this.#released.signal.aborted || this.#signal?.aborted === true;
  }

  async next(): Promise<readonly SubscriptionItem[] | undefined> {
    if (this.ended) return undefined;
    const { bell, pause } = this.world;
    if (this.#caughtUpAt !== undefined) await bell.after(this.#caughtUpAt, this.#released.signal);
    const { rings, position: heard } = bell;
    const page = this.ended ? undefined : await this.#look();
    if (this.ended || !page) return undefined;

    this.#after = page.seen ?? this.#after;
    const behind = heard !== undefined && (this.#after === undefined || this.#after < heard);
    const live = page.end && !behind;
    this.#caughtUpAt = live ? rings : undefined;
    if (page.end && behind) await pause(shortly, this.#released.signal);
    return this.#items(page, live);
  }

  release(): void {
    if (this.#released.signal.aborted) return;
    this.#signal?.removeEventListener('abort', this.#abort);
    this.#released.abort();
    this.onRelease();
  }

  /** A page, however long the server is away; undefined when the subscription is over before. */
  async #look(): Promise<AllPage | undefined> {
    const { signal } = this.#released;
    const { reader, pause, onFailure } = this.world;
    const look = patiently(() => reader.all(this.#after, 'forwards'), { tries: Infinity, pause, onFailure, signal });
    // A look that fails after its subscription is over concerns nobody.
    look.catch(() => undefined);
    return Promise.race([look, this.#over]);
  }

  #items({ events }: AllPage, live: boolean): SubscriptionItem[] {
    const items: SubscriptionItem[] = [];
    if (events.length > 0) this.#news = true;
    for (const event of events) {
      if (!this.#matcher || (this.#matcher.stream(event.stream) && this.#matcher.type(event.type))) {
        items.push({ kind: 'event', event });
        this.#passedOver = 0;
      } else if (++this.#passedOver >= this.#checkpointEvery) {
        items.push({ kind: 'checkpoint', position: event.position });
        this.#passedOver = 0;
      }
    }
    if (live && this.#passedOver > 0 && this.#after !== undefined) {
      items.push({ kind: 'checkpoint', position: this.#after });
      this.#passedOver = 0;
    }
    if (live && this.#news) {
      items.push({ kind: 'live' });
      this.#news = false;
    }
    return items;
  }
}
