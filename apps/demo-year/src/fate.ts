import { SeededRandom } from './seeded-random';
import { FATES } from './the-year';

/** How an agency treats a dossier, and what its citizen does. It follows from the seed and the dossier's number alone. */
export interface Fate {
  /** Hours of the agenda until the agency decides. */
  readonly hours: number;
  readonly asksFor: 0 | 1 | 2;
  readonly silent: boolean;
  readonly refused: boolean;
  /** An officer apologises when time runs out. */
  readonly apologised: boolean;
  /** Facts have to be verified, for which the law gives more time. */
  readonly verified: boolean;
}

/** Hours of the agenda, six a day, that a procedure usually takes [A]. */
const USUAL: Readonly<Record<string, readonly [number, number]>> = {
  'certify-copies': [1, 3],
  'certify-marital-status': [3, 13],
  'birth-registration': [1, 3],
  'permanent-residence': [3, 10],
  'health-insurance-card': [2, 9],
  'identity-card-under-six': [9, 36],
  'death-registration': [1, 3],
  'residence-deletion': [3, 10],
  'funeral-allowance': [9, 40],
};
const SLOW: readonly [number, number] = [21, 45];

export function fateOf(seed: string, number: number, procedure: string): Fate {
  const chance = new SeededRandom(seed, `${number}/${procedure}`);
  const [from, to] = chance.happens(FATES.slow) ? SLOW : (USUAL[procedure] ?? SLOW);
  const asks = chance.happens(FATES.supplement);
  return {
    hours: chance.between(from, to),
    asksFor: asks ? (chance.happens(FATES.secondSupplement) ? 2 : 1) : 0,
    silent: chance.happens(FATES.silent),
    refused: chance.happens(FATES.refused),
    apologised: chance.happens(FATES.apology),
    verified: VERIFIED.has(procedure) && chance.happens(FATES.verified),
  };
}

/** Where the law knows a longer limit. */
const VERIFIED: ReadonlySet<string> = new Set(['permanent-residence', 'residence-deletion']);

/** Open hours until a fee is paid; nothing where none is due. */
export function feeOf(seed: string, number: number): number | undefined {
  const chance = new SeededRandom(seed, `${number}/fee`);
  return chance.happens(FATES.paid) ? chance.between(1, 6) : undefined;
}
