/** Where an iteration gets its items from, a page at a time: a promise per event would cost more than the event. */
export interface Pages<T> {
  /** The next page; an empty one is passed over, undefined is the end. */
  next(): readonly T[] | undefined | Promise<readonly T[] | undefined>;
  /** Called once when the iteration ends, by itself, by an error or because its consumer left. May end a `next` that waits. */
  release?(): void;
  /** True as soon as nothing more shall be told, not even the rest of a page. */
  readonly ended?: boolean;
}

/** An iterable whose every iteration opens pages of its own. */
export function fromPages<T>(open: () => Pages<T>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => new PageIterator(open()) };
}

class PageIterator<T> implements AsyncIterator<T, undefined> {
  #page: readonly T[] = [];
  #at = 0;
  #finished = false;
  #loading: Promise<void> | undefined;

  constructor(private readonly pages: Pages<T>) {}

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#finished || this.pages.ended === true) return this.return();
    if (this.#at < this.#page.length) return Promise.resolve({ done: false, value: this.#page[this.#at++] as T });
    this.#loading ??= this.#load();
    return this.#loading.then(() => this.next());
  }

  return(): Promise<IteratorResult<T, undefined>> {
    this.#finish();
    return Promise.resolve({ done: true, value: undefined });
  }

  async #load(): Promise<void> {
    try {
      const page = await this.pages.next();
      if (page === undefined) this.#finish();
      if (this.#finished || page === undefined) return;
      this.#page = page;
      this.#at = 0;
    } catch (error) {
      this.#finish();
      throw error;
    } finally {
      this.#loading = undefined;
    }
  }

  #finish(): void {
    if (this.#finished) return;
    this.#finished = true;
    this.#page = [];
    this.pages.release?.();
  }
}
