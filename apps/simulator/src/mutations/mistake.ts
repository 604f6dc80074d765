import type { Mutation } from './mutation';

/** One deliberate mistake. */
export interface Mistake {
  /** In words: what the engine does wrong. */
  readonly what: string;
  /** What is put in the place of the real parts. */
  readonly parts: Partial<Mutation>;
}

export type Mistakes = Readonly<Record<string, Mistake>>;
