import type { Mutation } from '../mutations/mutation';
import { simulate } from '../simulate';
import type { Broken } from '../town';

/** A history, by what follows from nothing else: its seed, who files, and what goes wrong. */
export interface History {
  readonly seed: number;
  readonly dossiers: readonly number[];
  /** The names of the faults that happen. */
  readonly faults: readonly string[];
}

export interface Shrunk extends History {
  readonly broken: Broken;
  /** How many histories were lived to find it. */
  readonly tries: number;
}

/** So many histories are lived at most. */
const MOST_TRIES = 300;

/**
 * The shortest history that can be found in which the same invariant breaks: first fewer dossiers, then fewer faults, then both again, for
 * as long as it helps. Every draw has a name of its own, so what is taken away leaves the rest as it was.
 *
 * @param given one in which something breaks; without faults named, all that the seed has
 */
export async function shrink(
  given: Omit<History, 'faults'> & { readonly faults?: readonly string[] },
  mutation?: Mutation,
): Promise<Shrunk | undefined> {
  let tries = 0;
  const live = async (dossiers: readonly number[], faults?: readonly string[]) => {
    tries++;
    const { seed } = given;
    return simulate({ seed, dossiers, ...(faults && { faults: new Set(faults) }), ...(mutation && { mutation }) });
  };
  const whole = await live(given.dossiers, given.faults);
  const [broken] = whole.broken;
  if (!broken) return undefined;
  let best = { dossiers: given.dossiers, faults: whole.struck.map(({ name }) => name), broken };
  const attempt = async (dossiers: readonly number[], faults: readonly string[]): Promise<boolean> => {
    if (tries >= MOST_TRIES) return false;
    const outcome = await live(dossiers, faults);
    const same = outcome.broken.find(({ invariant }) => invariant === broken.invariant);
    // What did not strike this time was not needed.
    if (same) best = { dossiers, faults: outcome.struck.map(({ name }) => name), broken: same };
    return same !== undefined;
  };
  for (let before = Infinity; before > size(best) && tries < MOST_TRIES;) {
    before = size(best);
    await fewer(
      () => best.dossiers,
      (dossiers) => attempt(dossiers, best.faults),
    );
    await fewer(
      () => best.faults,
      (faults) => attempt(best.dossiers, faults),
    );
  }
  return { seed: given.seed, ...best, tries };
}

const size = ({ dossiers, faults }: Pick<History, 'dossiers' | 'faults'>): number => dossiers.length + faults.length;

/** Takes away pieces, first large ones, then single ones (Zeller and Hildebrandt's delta debugging, without its complements' complements). */
async function fewer<T>(current: () => readonly T[], works: (fewer: readonly T[]) => Promise<boolean>): Promise<void> {
  for (let piece = Math.ceil(current().length / 2); piece >= 1; piece = piece === 1 ? 0 : Math.ceil(piece / 2)) {
    for (let from = 0; from < current().length;) {
      const all = current();
      const without = [...all.slice(0, from), ...all.slice(from + piece)];
      if (without.length === all.length || !(await works(without))) from += piece;
    }
  }
}
