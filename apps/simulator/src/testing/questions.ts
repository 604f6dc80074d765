import { hunt, mutationOf, type Found } from '../mutations';
import { shrink, type Shrunk } from '../shrinking/shrink';
import { simulate, type Outcome } from '../simulate';

interface Lived {
  readonly seed: number;
  readonly dossiers: readonly number[];
  readonly faults?: readonly string[];
}

/** What a test asks about histories, in values that can be sent to another thread. */
export const QUESTIONS = {
  simulate: ({ faults, ...options }: Lived): Promise<Outcome> => simulate({ ...options, ...(faults && { faults: new Set(faults) }) }),

  /** Every line of it. */
  trace: async ({ seed, dossiers }: Lived): Promise<readonly string[]> => {
    const told: string[] = [];
    await simulate({ seed, dossiers, tell: (at, what) => told.push(`${at} ${what}`) });
    return told;
  },

  hunt: ({ mistake, seeds, from }: { mistake: string; seeds: number; from: number }): Promise<Found | undefined> =>
    hunt(mistake, seeds, from),

  shrink: ({ mistake, ...history }: Lived & { readonly mistake: string }): Promise<Shrunk | undefined> =>
    shrink(history, mutationOf(mistake)),
};

export type Questions = typeof QUESTIONS;
export type Asked<Q extends keyof Questions> = Parameters<Questions[Q]>[0];
export type Answered<Q extends keyof Questions> = Awaited<ReturnType<Questions[Q]>>;
