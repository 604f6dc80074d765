import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Workflows } from '@lienthong/bundle';
import type { SubmitDossierDto } from '@lienthong/dossier';
import { projectRoot } from '@lienthong/installation';
import type { Hour } from './office-hours';
import { SeededRandom } from './seeded-random';
import { COUNTER_DAY, DEATHS, LINKED_FROM, ONLINE_DAY, SEASON, type YearPlan } from './the-year';

/** A dossier that is filed: when, by its place among the hours, and what. */
export interface Arrival {
  readonly number: number;
  readonly hour: number;
  readonly submission: SubmitDossierDto;
}

const example = (name: string): SubmitDossierDto =>
  JSON.parse(readFileSync(join(projectRoot(), `workflows/${name}.json`), 'utf8')) as SubmitDossierDto;

const BIRTH = {
  bundle: 'birth',
  chosen: ['birth-registration', 'permanent-residence', 'health-insurance-card'],
  form: example('birth/examples/nguyen-bao-an').form,
};
/** Paid by Social Insurance, the commune, the province, and not at all. [A] */
const DEATH = ['pham-quang-dao', 'nguyen-thi-sau', 'hoang-dinh-can', 'vo-thi-be'].map((name) => {
  const { chosen, form } = example(`death/examples/${name}`);
  return { bundle: 'death', chosen, form };
});
/** The people are made up, like all of the year. */
const FORM = { requester: { fullName: 'Trần Thị Bưởi', personalId: '079190000000' }, copies: 2 };
const SINGLE = [
  { bundle: 'certification', chosen: ['certify-copies'], form: FORM },
  { bundle: 'marital-status-certificate', chosen: ['certify-marital-status'], form: FORM },
] as const;
/** Of the single procedures, so many are certifications. [A] */
const CERTIFICATIONS = 0.8;

/** All that is filed in a year, exactly as many as planned. What is filed in its last days would be received in the next: nothing is. */
export function arrivalsOf(
  { dossiers, online, linked }: YearPlan,
  hours: readonly Hour[],
  { offices }: Workflows,
  seed: string,
): readonly Arrival[] {
  const chance = new SeededRandom(seed, 'arrivals');
  const open = hours.flatMap((hour, i) => (hour.open ? [i] : []));
  const last = open.at(-20) ?? 0;
  const onlineHours = weighted(hours, last, ONLINE_DAY);
  const counterHours = weighted(hours, last, COUNTER_DAY);
  const after = hours.findIndex(({ day }) => day >= LINKED_FROM);
  const channels = shuffled(dossiers, online, chance);
  const isLinked = shuffled(dossiers, linked, chance);
  return Array.from({ length: dossiers }, (_, number) => {
    const channel = channels[number] ? 'online' : 'counter';
    const among = channel === 'online' ? onlineHours : counterHours;
    const hour = isLinked[number] ? among.pick(chance, after) : among.pick(chance, 0);
    const what = isLinked[number] ? linkedOf(chance) : SINGLE[chance.happens(CERTIFICATIONS) ? 0 : 1];
    // Some communes have more people than others.
    const office = offices.list[Math.floor(offices.list.length * chance.next() ** 1.3)]?.code ?? '';
    const delivery = channel === 'online' ? 'portal' : 'one-stop';
    return { number, hour, submission: { ...what, chosen: [...what.chosen], channel, office, delivery } };
  });
}

const linkedOf = (chance: SeededRandom) => (chance.happens(DEATHS) ? (DEATH[chance.between(0, DEATH.length - 1)] ?? BIRTH) : BIRTH);

/** So many of so many are true. */
function shuffled(length: number, chosen: number, chance: SeededRandom): readonly boolean[] {
  const marks = Array.from({ length }, (_, i) => i < chosen);
  for (let i = length - 1; i > 0; i--) {
    const j = chance.between(0, i);
    [marks[i], marks[j]] = [marks[j] ?? false, marks[i] ?? false];
  }
  return marks;
}

interface Weighted {
  /** An hour at or after `from`, by its weight. */
  pick(chance: SeededRandom, from: number): number;
}

function weighted(hours: readonly Hour[], last: number, day: Readonly<Record<number, number>>): Weighted {
  const sums: number[] = [];
  let sum = 0;
  for (const [i, { open, hour, day: date }] of hours.entries()) {
    const byNight = !open && day[hour] !== undefined;
    const works = i <= last && (open || byNight);
    sums.push((sum += works ? (day[hour] ?? 0) * (SEASON[Number(date.slice(5, 7)) - 1] ?? 1) : 0));
  }
  return {
    pick: (chance, from) => {
      const before = sums[from - 1] ?? 0;
      const wanted = before + chance.next() * (sum - before);
      return firstAbove(sums, wanted);
    },
  };
}

function firstAbove(sums: readonly number[], wanted: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > wanted) high = middle;
    else low = middle + 1;
  }
  return low;
}
