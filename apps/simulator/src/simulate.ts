import { check } from './invariants/check';
import { NoRest } from './core/world';
import type { Struck } from './core/faults';
import { Town, type Broken, type TownOptions } from './town';

/** What came of one seed. */
export interface Outcome {
  readonly seed: number;
  /** Empty: all that must be true is. */
  readonly broken: readonly Broken[];
  readonly struck: readonly Struck[];
  readonly steps: number;
  readonly events: number;
  readonly engines: number;
}

/** Lives one seed's history to its end and looks what is true of it. The same options give the same history. */
export async function simulate(options: TownOptions): Promise<Outcome> {
  const town = new Town(options);
  const outcome = (broken: readonly Broken[]): Outcome => ({
    seed: options.seed,
    broken,
    struck: town.faults.struck,
    steps: town.world.taken,
    events: [...town.truth.types.values()].reduce((sum, { length }) => sum + length, 0),
    engines: town.nodes.length,
  });
  try {
    await town.live();
  } catch (error) {
    if (!(error instanceof NoRest)) throw error;
    return outcome([...town.broken, { invariant: 'comes to rest', detail: error.message }]);
  }
  // What broke on the way is reported as it is: a world that was stopped has not ended.
  return outcome(town.broken.length > 0 ? town.broken : await check(town));
}

export const numbers = (dossiers: number): readonly number[] => Array.from({ length: dossiers }, (_, i) => i + 1);
