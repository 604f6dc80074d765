import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSubmission, loadWorkflows, type ProcedureKey } from '@lienthong/bundle';
import { systemClock } from '@lienthong/calendar';
import type { Channel, ProcedureState, ResultDelivery, Submission } from '@lienthong/dossier/domain';
import { projectRoot } from '@lienthong/installation';
import type { SeededRandom } from './seeded-random';

const EXAMPLES = ['nguyen-bao-an', 'tran-gia-han', 'le-minh-khoi', 'pham-ngoc-anh'] as const;

const BIRTH = 'birth-registration' as ProcedureKey;
const RESIDENCE = 'permanent-residence' as ProcedureKey;
const INSURANCE = 'health-insurance-card' as ProcedureKey;
const IDENTITY = 'identity-card-under-six' as ProcedureKey;

/** What the agencies refuse, by the child's given name; to all others nothing is refused. */
export const REFUSALS: Readonly<Record<string, readonly ProcedureKey[]>> = {
  Khôi: [RESIDENCE],
  Hân: [INSURANCE],
  Lan: [RESIDENCE, IDENTITY],
  Minh: [BIRTH],
};
const NAMES = ['An', 'Bình', 'Chi', 'Dũng', 'Giang', ...Object.keys(REFUSALS)] as const;

/** A submission, and how each of its procedures will end, whatever happens on the way. */
export interface Fate {
  readonly submission: Submission;
  readonly ends: Readonly<Record<string, ProcedureState['status']>>;
}

/** Submissions of all kinds: every example, every subset of procedures that its form has the parts for, both channels, both deliveries. */
export function fates(count: number, random: SeededRandom): readonly Fate[] {
  const bundle = loadWorkflows(join(projectRoot(), 'workflows')).inForce('birth', systemClock.now());
  const kinds = EXAMPLES.flatMap((name) => {
    const example = JSON.parse(readFileSync(join(projectRoot(), `workflows/birth/examples/${name}.json`), 'utf8')) as Example;
    const subsets = bundle?.subsets.filter((subset) => checkSubmission(bundle, example.form, subset).length === 0) ?? [];
    return subsets.map((chosen) => ({ ...example, chosen }));
  });
  return Array.from({ length: count }, (_, i) => {
    const kind = kinds[i % kinds.length];
    if (!kind) throw new Error('no example can be submitted today');
    const givenName = random.pick(NAMES);
    // Each of a mother of her own: no two are the same birth.
    const mother = { ...kind.form.mother, personalId: `082196${String(i).padStart(6, '0')}` };
    const form = { ...kind.form, child: { ...kind.form.child, givenName }, mother };
    const channel = random.pick<Channel>(['online', 'counter']);
    const delivery = random.pick<ResultDelivery>(['portal', 'one-stop']);
    return { submission: { ...kind, channel, delivery, form }, ends: endsOf(kind.chosen, REFUSALS[givenName] ?? []) };
  });
}

type Example = Submission & { readonly form: { readonly child: object; readonly mother: object } };

function endsOf(chosen: readonly ProcedureKey[], refused: readonly ProcedureKey[]): Fate['ends'] {
  const end = (key: ProcedureKey): ProcedureState['status'] => {
    if (refused.includes(BIRTH)) return key === BIRTH ? 'refused' : 'skipped';
    return refused.includes(key) ? 'refused' : 'completed';
  };
  return Object.fromEntries(chosen.map((key) => [key, end(key)]));
}
