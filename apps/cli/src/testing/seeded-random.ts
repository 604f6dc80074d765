import { createHash } from 'node:crypto';

/** Choices that follow from a seed, so that a run can be repeated. */
export class SeededRandom {
  private state: number;

  /** @param names whose choices these are: each has its own, whatever the others take */
  constructor(seed: string, ...names: readonly string[]) {
    this.state = createHash('sha256')
      .update(JSON.stringify([seed, ...names]))
      .digest()
      .readUInt32LE();
  }

  /** A number in [0, 1). The generator is mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number in [from, to). */
  within(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from));
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.within(0, choices.length)] ?? choices[0];
  }
}
