import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWorkflows, type Workflows } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { DossierId, Form, Result, Submission } from '@lienthong/dossier/domain';
import { projectRoot } from '@lienthong/installation';
import type { Chance } from '../core/chance';

export const WORKFLOWS_FOLDER = join(projectRoot(), 'workflows');

/** The definitions as they lie in `workflows/`. */
export const WORKFLOWS: Workflows = loadWorkflows(WORKFLOWS_FOLDER);

/** What is personal in the forms and results of a simulated world holds this; it must be found nowhere in the open. */
export const CANARY = 'CANARY';

const example = (name: string): Submission => JSON.parse(readFileSync(join(WORKFLOWS_FOLDER, `${name}.json`), 'utf8')) as Submission;

const EXAMPLES = [
  example('birth/examples/nguyen-bao-an'),
  example('birth/examples/nguyen-bao-an'),
  example('birth/examples/nguyen-bao-an'),
  example('death/examples/pham-quang-dao'),
  example('death/examples/nguyen-thi-sau'),
  example('death/examples/hoang-dinh-can'),
] as const;

/** A dossier's number in its id, which is otherwise the same in every world: ids must follow from the seed. */
export const dossierId = (seed: number, number: number): DossierId =>
  `019a9f00-${hex(seed >>> 16)}-7${hex(seed).slice(1)}-8000-${number.toString(16).padStart(12, '0')}` as DossierId;

export const numberOf = (dossier: string): number => Number.parseInt(dossier.slice(24, 36), 16);

const hex = (value: number): string => (value & 0xffff).toString(16).padStart(4, '0');

/** What a family files. */
export function submissionOf(chance: Chance, number: number, at: Instant): Submission {
  const { bundle, office, chosen: all, form } = chance.pick(EXAMPLES, `${number}/what`);
  // The form on the portal offers what there is on that day.
  const offered = WORKFLOWS.inForce(bundle, at)?.procedures.map(({ key }) => key) ?? [];
  const chosen = all.filter((key) => offered.includes(key));
  const online = chance.happens(0.6, `${number}/online`);
  return {
    bundle,
    office,
    chosen,
    channel: online ? 'online' : 'counter',
    delivery: online ? 'portal' : 'one-stop',
    form: formOf(form as Form, number, 1),
  };
}

/** A form whose words are this dossier's own, and of one version. */
export function formOf(form: Form, number: number, version: number): Form {
  const requester = { ...(form['requester'] as object), phone: `09${String(number).padStart(5, '0')}${String(version).padStart(3, '0')}` };
  return { ...form, requester: { ...requester, fullName: CANARY } };
}

/** What agencies give: results that keep the contracts of the procedures. */
export const RESULTS: Readonly<Record<string, Result>> = {
  'birth-registration': { number: '112', book: '01/2026', page: '56', registeredOn: '2026-10-27', document: { code: 'KQ.G15.000031' } },
  'permanent-residence': { noticeNumber: 'TB-1', registeredOn: '2026-10-28' },
  'health-insurance-card': { cardNumber: 'TE1792600001234', insuranceNumber: '7926000012', validFrom: '2026-10-27' },
  'identity-card-under-six': { cardNumber: '079326000123', issuedOn: '2026-10-30' },
  'death-registration': { number: '31', book: '01/2026', page: '16', registeredOn: '2026-10-27', document: { code: 'KQ.G15.000034' } },
  'residence-deletion': { noticeNumber: 'TB-2', deletedOn: '2026-10-28' },
  'funeral-allowance': { decisionNumber: 'QĐ-1', decidedOn: '2026-11-02', amount: 18_000_000 },
};

/** What the law allows to come later. */
export const LATER: Readonly<Record<string, Result>> = { 'birth-registration': { personalId: '079326000123' } };
