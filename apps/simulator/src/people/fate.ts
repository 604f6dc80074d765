import type { ProcedureKey } from '@lienthong/bundle';
import type { Chance } from '../core/chance';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How an agency treats a procedure of a dossier. It follows from the seed and their names, whatever else happens. */
export interface AgencyFate {
  readonly supplements: number;
  readonly decides: 'completed' | 'refused';
  /** A result that the law allows to come later does. */
  readonly laterMs: number | undefined;
  /** It says what it decides in its first answer. */
  readonly atOnce: boolean;
  readonly says: 'nothing' | 'received' | 'received and in process';
  readonly worksMs: number;
}

export function agencyFate(chance: Chance, dossier: number, procedure: ProcedureKey): AgencyFate {
  const name = `${dossier}/${procedure}`;
  const slow = chance.happens(0.03, `${name}/slow`);
  return {
    supplements: chance.pick([0, 0, 0, 0, 0, 0, 0, 1, 1, 2], `${name}/supplements`),
    decides: chance.happens(0.1, `${name}/refuses`) ? 'refused' : 'completed',
    laterMs: chance.happens(0.3, `${name}/later`) ? chance.between(10 * MINUTE_MS, DAY_MS, `${name}/how-late`) : undefined,
    atOnce: chance.happens(0.1, `${name}/at-once`),
    says: chance.pick(['nothing', 'received', 'received and in process'], `${name}/says`),
    worksMs: slow ? chance.between(DAY_MS, 8 * DAY_MS, `${name}/works`) : chance.between(MINUTE_MS, 100 * MINUTE_MS, `${name}/works`),
  };
}

type Intake = 'receive' | 'decline' | 'ask first';

/** What the people about a dossier do. */
export interface PeopleFate {
  readonly arrivesMs: number;
  readonly intake: Intake;
  readonly pays: boolean;
  readonly ends: 'withdrawn' | 'stopped' | undefined;
  readonly endsMs: number;
  readonly corrects: boolean;
  readonly verifies: (procedure: ProcedureKey) => boolean;
  readonly apologises: boolean;
  /** Answers what is asked for. */
  readonly answers: boolean;
  readonly bringsNewForm: boolean;
  /** How long it takes, where that is known. */
  readonly receivesMs?: number;
  readonly answersMs?: number;
}

export function peopleFate(chance: Chance, dossier: number): PeopleFate {
  const name = String(dossier);
  const verifies = chance.happens(0.1, `${name}/verifies`);
  return {
    arrivesMs: chance.between(0, 4 * 60 * MINUTE_MS, `${name}/arrives`),
    intake: intakeOf(chance.of(`${name}/intake`)),
    pays: chance.happens(0.15, `${name}/pays`),
    ends: chance.pick(
      [undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, 'withdrawn', 'stopped'],
      `${name}/ends`,
    ),
    endsMs: chance.between(0, 150 * MINUTE_MS, `${name}/ends-when`),
    corrects: chance.happens(0.1, `${name}/corrects`),
    verifies: () => verifies,
    apologises: chance.happens(0.5, `${name}/apologises`),
    answers: chance.happens(0.85, `${name}/answers`),
    bringsNewForm: chance.happens(0.5, `${name}/new-form`),
  };
}

const intakeOf = (share: number): Intake => (share < 0.04 ? 'decline' : share < 0.16 ? 'ask first' : 'receive');
