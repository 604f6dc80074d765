import type { ProcedureKey, Workflows } from '@lienthong/bundle';
import { CalendarVersionMissing, CalendarYearMissing, startOfDay, type Instant, type LocalDate } from '@lienthong/calendar';
import type { OfficeCode, Submission } from '@lienthong/dossier/domain';
import { arrivalsOf } from '../../../demo-year/src/arrivals';
import { feeOf, fateOf } from '../../../demo-year/src/fate';
import { hoursOf, type Hour } from '../../../demo-year/src/office-hours';
import { SeededRandom } from '../../../demo-year/src/seeded-random';
import { DEATHS } from '../../../demo-year/src/the-year';
import { LATER, RESULTS } from '../people/casebook';
import type { AgencyFate } from '../people/fate';
import type { Filed } from './filed';
import { reasons } from './reasons';
import { Refusal } from './refusal';

const HOUR_MS = 3_600_000;
/** The agenda of the demonstration year has six hours a day, working time nine. */
const HOUR_OF_THE_AGENDA_MS = 1.5 * HOUR_MS;
/** A personal ID that comes later than the birth certificate does so for so many [A]. */
const LATE = 0.3;

export interface Year {
  readonly code: string;
  readonly year: number;
  readonly dossiers: number;
  readonly seed: number;
}

/** What families file in a year as in the demonstration of 2023, in the order of time; agencies and people are those of that year. @throws Refusal */
export function filedInYear(workflows: Workflows, { code, year, dossiers, seed }: Year): readonly Filed[] {
  const hours = hoursIn(workflows, year);
  const share = code === 'birth' ? 1 - DEATHS : code === 'death' ? DEATHS : 0;
  if (share === 0) throw new Refusal('nothing-to-play', reasons.nothingToPlay(code, String(year)));
  const all = Math.ceil((dossiers / share) * 1.3) + 20;
  const plan = { year, dossiers: all, online: Math.round(all * 0.485), linked: all };
  return arrivalsOf(plan, hours, workflows, String(seed))
    .filter(({ submission }) => submission.bundle === code)
    .slice(0, dossiers)
    .sort((a, b) => a.hour - b.hour || a.number - b.number)
    .map(({ number, hour, submission }): Filed => {
      const at = hours[hour]?.at ?? startOfDay(`${year}-01-01` as LocalDate);
      const { bundle, channel, delivery, office, chosen, form } = submission;
      const given: Submission = { bundle, channel, delivery, office: office as OfficeCode, chosen: chosen as ProcedureKey[], form };
      return { name: String(number), at, submission: given, ...treated(String(seed), number) };
    });
}

function hoursIn({ calendars }: Workflows, year: number): readonly Hour[] {
  try {
    return hoursOf(year, calendars.inForce(`${year}-01-01T05:00:00.000Z` as Instant).of());
  } catch (error) {
    if (error instanceof CalendarYearMissing || error instanceof CalendarVersionMissing)
      throw new Refusal('calendar-year-missing', reasons.noCalendar(year));
    throw error;
  }
}

/** As people and agencies of the demonstration year treat a dossier; officers receive it within an hour. */
export function treated(seed: string, number: number): Pick<Filed, 'people' | 'agency' | 'results'> {
  const { silent, apologised } = fateOf(seed, number, '');
  return {
    people: {
      intake: 'receive',
      receivesMs: HOUR_MS,
      pays: feeOf(seed, number) !== undefined,
      ends: undefined,
      endsMs: 0,
      corrects: false,
      verifies: (procedure) => fateOf(seed, number, procedure).verified,
      apologises: apologised,
      answers: !silent,
      bringsNewForm: false,
      answersMs: 24 * HOUR_MS,
    },
    agency: (procedure) => drawnFate(seed, number, procedure),
    results: (procedure) => ({ now: RESULTS[procedure], later: LATER[procedure] }),
  };
}

function drawnFate(seed: string, number: number, procedure: ProcedureKey): AgencyFate {
  const { hours, asksFor, refused } = fateOf(seed, number, procedure);
  const late = LATER[procedure] !== undefined && new SeededRandom(seed, `${number}/${procedure}/later`).happens(LATE);
  return {
    supplements: asksFor,
    decides: refused ? 'refused' : 'completed',
    laterMs: late ? 48 * HOUR_MS : undefined,
    atOnce: false,
    says: 'received',
    worksMs: hours * HOUR_OF_THE_AGENDA_MS,
  };
}
