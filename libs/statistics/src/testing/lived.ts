import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadWorkflows, type Bundle, type ProcedureKey } from '@lienthong/bundle';
import { instant, type Instant } from '@lienthong/calendar';
import {
  decide,
  evolve,
  handoffId,
  plan,
  type Command,
  type Dossier,
  type DossierEvent,
  type DossierId,
  type Sha256,
  type Submission,
} from '@lienthong/dossier/domain';
import { projectRoot } from '@lienthong/installation';
import { contributionOf, type Contribution } from '../contribution';
import { goOn, type Course } from '../course';

const WORKFLOWS = join(projectRoot(), 'workflows');
const workflows = loadWorkflows(WORKFLOWS);
const SUBMISSION = JSON.parse(readFileSync(join(WORKFLOWS, 'birth/examples/nguyen-bao-an.json'), 'utf8')) as Submission;
const HASH = 'a'.repeat(64) as Sha256;
const ID = '019a9f00-0000-7000-8000-000000000001' as DossierId;

export const BIRTH = 'birth-registration' as ProcedureKey;
const RESIDENCE = 'permanent-residence' as ProcedureKey;
const INSURANCE = 'health-insurance-card' as ProcedureKey;

const RESULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  [BIRTH]: { number: '112', book: '01/2025', page: '56', personalId: '079326000123' },
  [RESIDENCE]: { noticeNumber: 'TB-1' },
  [INSURANCE]: { cardNumber: 'TE1792600001234' },
};

/** A moment in Viet Nam, e.g. `2025-03-10 09:00`. */
export const at = (local: string): Instant => instant(`${local.replace(' ', 'T')}:00+07:00`);

/** A birth dossier under the decree of 2024 that is lived by the domain's own decisions, each thing at its moment. */
export class Lived {
  readonly history: { readonly event: DossierEvent; readonly at: Instant }[] = [];
  dossier: Dossier | undefined;
  private course: Course | undefined;
  private readonly bundle: Bundle;
  private messages = 0;

  constructor(change: (bundle: Bundle) => Bundle = (bundle) => bundle) {
    const bundle = workflows.get('birth@2024-07-01');
    if (!bundle) throw new Error('no birth@2024-07-01');
    this.bundle = change(bundle);
  }

  submitted(local: string, more: Partial<Submission> = {}): this {
    const submission = { ...SUBMISSION, chosen: [BIRTH, RESIDENCE, INSURANCE], delivery: 'portal', ...more } as Submission;
    return this.do(local, { type: 'SubmitDossier', submission });
  }

  received(local: string): this {
    return this.submitted(local).do(local, { type: 'ReceiveDossier' });
  }

  /** An agency decides about a procedure, or asks for a supplement. */
  reported(local: string, procedure: ProcedureKey, status: 'completed' | 'refused' | 'supplement-needed'): this {
    const handoff = handoffId(ID, procedure);
    const message = `m-${++this.messages}`;
    const result = status === 'completed' && { result: RESULTS[procedure] ?? {} };
    return this.do(local, { type: 'RecordAgencyStatus', handoff, message, via: 'callback', status, received: HASH, ...result });
  }

  /** All three procedures are done at one moment, one after the other. */
  done(local: string): this {
    for (const procedure of [BIRTH, RESIDENCE, INSURANCE]) this.reported(local, procedure, 'completed');
    return this;
  }

  do(local: string, command: Command): this {
    const now = at(local);
    for (const event of decide(this.dossier, command, this.bundle, now)) this.record(event, now);
    if (this.dossier) for (const event of plan(this.dossier, this.bundle, now)) this.record(event, now);
    return this;
  }

  get contribution(): Contribution {
    if (!this.dossier || !this.course) throw new Error('nothing was submitted');
    return contributionOf(this.dossier, this.course);
  }

  private record(event: DossierEvent, now: Instant): void {
    const before = this.dossier;
    this.history.push({ event, at: now });
    this.dossier = evolve(before, event, now, ID);
    if (this.dossier) this.course = goOn(this.course, before, this.dossier, now);
  }
}
