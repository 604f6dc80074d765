import { numbers, simulate } from '../simulate';
import { ENGINE_MISTAKES } from './engine-mistakes';
import { EXCHANGE_MISTAKES } from './exchange-mistakes';
import { LOG_MISTAKES } from './log-mistakes';
import type { Mistakes } from './mistake';
import { NO_MUTATION, type Mutation } from './mutation';

/** Every deliberate mistake, by name. */
export const MISTAKES: Mistakes = { ...LOG_MISTAKES, ...EXCHANGE_MISTAKES, ...ENGINE_MISTAKES };

/** So many dossiers are in each world in which mistakes are hunted. */
export const HUNTED_DOSSIERS = 4;

export interface Found {
  readonly seed: number;
  readonly invariant: string;
  readonly detail: string;
}

/** @throws RangeError no mistake has this name */
export function mutationOf(name: string): Mutation {
  const mistake = MISTAKES[name];
  if (!mistake) throw new RangeError(`no mistake is called ${name}`);
  return { ...NO_MUTATION, ...mistake.parts, name };
}

/** The first seed that shows a mistake, among so many from the first; nothing if none does. */
export async function hunt(name: string, seeds: number, from = 1): Promise<Found | undefined> {
  const mutation = mutationOf(name);
  for (let seed = from; seed < from + seeds; seed++) {
    const [broken] = (await simulate({ seed, dossiers: numbers(HUNTED_DOSSIERS), mutation })).broken;
    if (!broken) continue;
    // What breaks without the mistake, too, shows nothing about it.
    const [otherwise] = (await simulate({ seed, dossiers: numbers(HUNTED_DOSSIERS) })).broken;
    if (!otherwise) return { seed, ...broken };
  }
  return undefined;
}
