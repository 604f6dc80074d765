import { createHash } from 'node:crypto';

/** Numbers that follow from a seed and the name of what they are for, so that a year can be played again. */
export class SeededRandom {
  private state: number;

  constructor(seed: string, purpose: string) {
    this.state = createHash('sha256').update(`${seed}/${purpose}`).digest().readUInt32LE();
  }

  /** In [0, 1). Xorshift (Marsaglia 2003), mixed once more so that neighbours do not resemble each other. */
  next(): number {
    this.state ^= this.state << 13;
    this.state ^= this.state >>> 17;
    this.state ^= this.state << 5;
    return (Math.imul(this.state, 0x9e3779b1) >>> 0) / 2 ** 32;
  }

  /** True so often, of one. */
  happens(share: number): boolean {
    return this.next() < share;
  }

  /** A whole number in [from, to]. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }
}
