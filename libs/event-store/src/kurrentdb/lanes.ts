/** Work on one thing after the other in the order in which it was handed in; on different things side by side, so much at once. */
export class Lanes<Key> {
  readonly #last = new Map<Key, Promise<void>>();
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  constructor(private readonly atOnce: number) {}

  run<T>(key: Key, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(key);
    const done = before ? before.then(() => this.#inPlace(work)) : this.#inPlace(work);
    const leave = (): void => {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    };
    const settled: Promise<void> = done.then(leave, leave);
    this.#last.set(key, settled);
    return done;
  }

  /** Resolves when all that was handed in is done, well or not. */
  async idle(): Promise<void> {
    while (this.#last.size > 0) await Promise.all(this.#last.values());
  }

  async #inPlace<T>(work: () => Promise<T>): Promise<T> {
    if (this.#underWay === this.atOnce) await new Promise<void>((enter) => this.#waiting.push(enter));
    else this.#underWay++;
    try {
      return await work();
    } finally {
      const enter = this.#waiting.shift();
      // Whoever leaves hands over the place.
      if (enter) enter();
      else this.#underWay--;
    }
  }
}
