/** One piece of work at a time for each dossier, in the order in which they were asked for. */
export class Turns {
  private readonly last = new Map<string, Promise<unknown>>();

  /** Does the work once all is done that was asked for before; what became of that does not matter. */
  async take<T>(of: string, work: () => Promise<T>): Promise<T> {
    const before = this.last.get(of) ?? Promise.resolve();
    const mine = before.then(work);
    const done = mine.catch(() => undefined);
    this.last.set(of, done);
    try {
      return await mine;
    } finally {
      if (this.last.get(of) === done) this.last.delete(of);
    }
  }
}
