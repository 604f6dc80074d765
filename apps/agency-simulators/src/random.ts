import { createHash } from 'node:crypto';

/** Numbers in [0, 1) that follow from a seed. */
export type Random = () => number;

/**
 * The numbers of one matter, e.g. of one handoff: they follow from the seed and its names only, not from the order in which matters
 * arrive, so that a run can be repeated although requests overtake each other. The generator is mulberry32.
 */
export function randomFor(seed: string, ...names: readonly string[]): Random {
  let state = createHash('sha256')
    .update(JSON.stringify([seed, ...names]))
    .digest()
    .readUInt32LE();
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `count` decimal digits. */
export const digits = (random: Random, count: number): string => Array.from({ length: count }, () => Math.floor(random() * 10)).join('');
