/**
 * Chance that follows from the seed and a name. Every draw has a name of its own, so one draw less leaves all others as they were: that is
 * what lets a history be shrunk.
 */
export class Chance {
  private readonly basis: number;

  constructor(readonly seed: number) {
    this.basis = mix(seed ^ 0x9e3779b9);
  }

  /** In [0, 1). FNV-1a over the name, mixed as in MurmurHash3, so that neighbours do not resemble each other. */
  of(name: string): number {
    let state = this.basis;
    for (let i = 0; i < name.length; i++) state = Math.imul(state ^ name.charCodeAt(i), 0x01000193);
    return mix(state) / 2 ** 32;
  }

  happens(share: number, name: string): boolean {
    return share > 0 && this.of(name) < share;
  }

  /** In [from, to), not a whole number. */
  between(from: number, to: number, name: string): number {
    return from + this.of(name) * (to - from);
  }

  pick<T>(among: readonly [T, ...T[]], name: string): T {
    return among[Math.floor(this.of(name) * among.length)] ?? among[0];
  }
}

function mix(value: number): number {
  let state = value;
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  return (state ^ (state >>> 16)) >>> 0;
}
