/** Work that is done one after the other, in the order in which it was handed in. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#last.then(work);
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Resolves when all that was handed in is done, well or not. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
