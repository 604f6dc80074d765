import type { Bundle, Workflows } from '@lienthong/bundle';
import { localDate, type Instant, type LocalDate } from '@lienthong/calendar';
import { compare, type Comparison } from './compare';
import { misfits, type Filed } from './filed';
import { play, type Played } from './played';
import { reasons } from './reasons';
import { Refusal } from './refusal';

export interface ChangeAnswer extends Comparison {
  /** Under which versions they were received, and under which they were played then. */
  readonly from: readonly string[];
  readonly to: string;
  /** Dossiers that cannot be played under both: how many, and because of which fields. */
  readonly leftOut: number;
  readonly misfits: readonly string[];
  /** Of those whose end is known from a log: how many end so, too, when they are played under the version that they had. */
  readonly asRecorded?: { readonly same: number; readonly of: number };
  readonly played: { readonly before: readonly Played[]; readonly after: readonly Played[] };
}

/** Plays dossiers under the versions in force, and under another. @throws Refusal */
export async function ask(filed: readonly Filed[], seed: number, workflows: Workflows, other: Bundle): Promise<ChangeAnswer> {
  const why = new Set<string>();
  const fits = filed.filter((each) => {
    const bundle = workflows.inForce(other.code, each.at);
    const found = bundle ? [...misfits(bundle, each), ...misfits(other, each)] : [];
    for (const field of found) why.add(field);
    return bundle && found.length === 0;
  });
  if (fits.length === 0) throw new Refusal('nothing-fits', reasons.nothingFits(other.ref, [...why]));
  const before = await play(fits, seed, workflows);
  const after = await play(fits, seed, workflows, other);
  const ended = before.filter((_, i) => fits[i]?.outcome !== undefined);
  const same = before.filter(({ outcome }, i) => outcome !== undefined && outcome === fits[i]?.outcome).length;
  return {
    ...compare(before, after),
    from: [...new Set(before.flatMap(({ bundle }) => bundle ?? []))].sort(),
    to: other.ref,
    leftOut: filed.length - fits.length,
    misfits: [...why].sort(),
    ...(ended.length > 0 && { asRecorded: { same, of: ended.length } }),
    played: { before, after },
  };
}

/** The day on which the last was filed. */
export const lastDay = (filed: readonly Filed[]): LocalDate => localDate(filed.at(-1)?.at ?? ('1970-01-01T00:00:00.000Z' as Instant));
