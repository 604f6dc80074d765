import type { ProcedureKey, Workflows } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { Result, Submission } from '@lienthong/dossier/domain';
import type { Chance } from '../core/chance';
import { LATER, RESULTS, submissionOf } from './casebook';
import { agencyFate, peopleFate, type AgencyFate, type PeopleFate } from './fate';

/** What families file, and how they, officers and agencies treat it: drawn, or as it once was. By the number of a dossier. */
export interface Cases {
  readonly workflows: Workflows;
  submission(number: number, at: Instant): Submission;
  people(number: number): PeopleFate;
  agency(number: number, procedure: ProcedureKey): AgencyFate;
  /** What an agency gives, and what of it may come later. */
  results(number: number, procedure: ProcedureKey): Given;
  /** How long work of so many milliseconds takes that is begun at a moment (since the epoch), with nights and days off. */
  takes(from: number, works: number): number;
}

export interface Given {
  readonly now: Result | undefined;
  readonly later: Result | undefined;
}

/** Cases that follow from the seed, in a world in which everybody works day and night. */
export const drawnCases = (chance: Chance, workflows: Workflows): Cases => ({
  workflows,
  submission: (number, at) => submissionOf(chance, number, at),
  people: (number) => peopleFate(chance, number),
  agency: (number, procedure) => agencyFate(chance, number, procedure),
  results: (_, procedure) => ({ now: RESULTS[procedure], later: LATER[procedure] }),
  takes: (_, works) => works,
});
