import { checkSubmission, type Bundle, type ProcedureKey, type Workflows } from '@lienthong/bundle';
import { toMillis, type Instant } from '@lienthong/calendar';
import type { DossierOutcome, Submission } from '@lienthong/dossier/domain';
import type { Cases, Given } from '../people/cases';
import type { AgencyFate, PeopleFate } from '../people/fate';
import type { WorkingTime } from './working-time';

/** A dossier that is played under both versions: what was filed, and how people and agencies treat it. Its work is in working time. */
export interface Filed {
  /** What a person knows it by. */
  readonly name: string;
  readonly at: Instant;
  readonly submission: Submission;
  readonly people: Omit<PeopleFate, 'arrivesMs'>;
  agency(procedure: ProcedureKey): AgencyFate;
  results(procedure: ProcedureKey): Given;
  /** How it ended, where it did. */
  readonly outcome?: DossierOutcome;
}

/** Of what was chosen, what a version offers. */
export const offered = ({ procedures }: Bundle, { submission }: Filed): readonly ProcedureKey[] =>
  submission.chosen.filter((chosen) => procedures.some(({ key }) => key === chosen));

/** Why a dossier cannot be played under a version: fields of its form that the version would not take, and of results. Empty: it can. */
export function misfits(bundle: Bundle, filed: Filed): readonly string[] {
  const chosen = offered(bundle, filed);
  const ofForm = checkSubmission(bundle, filed.submission.form, chosen).map(({ field }) => field);
  const ofResults = bundle.procedures
    .filter(({ key }) => chosen.includes(key) && filed.agency(key).decides === 'completed')
    .flatMap(({ key, results }) => {
      const { now, later } = filed.results(key);
      return results.contract.check({ ...now, ...later }).map(({ field }) => `${key}${field}`);
    });
  return [...new Set([...ofForm, ...ofResults])];
}

/** Dossiers by their number, which is their place from 1. */
export function casesOf(all: readonly Filed[], workflows: Workflows, worked: WorkingTime): Cases {
  const of = (number: number): Filed => {
    const filed = all[number - 1];
    if (!filed) throw new RangeError(`dossier ${number} was not filed`);
    return filed;
  };
  const begins = toMillis(all[0]?.at ?? ('' as Instant));
  return {
    workflows,
    submission: (number, at) => {
      const { submission, ...filed } = of(number);
      const bundle = workflows.inForce(submission.bundle, at);
      return bundle ? { ...submission, chosen: offered(bundle, { submission, ...filed }) } : submission;
    },
    people: (number) => ({ ...of(number).people, arrivesMs: toMillis(of(number).at) - begins }),
    agency: (number, procedure) => of(number).agency(procedure),
    results: (number, procedure) => of(number).results(procedure),
    takes: (from, works) => worked.takes(from, works),
  };
}
