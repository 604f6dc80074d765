import { checkSubmission, type Breach, type Bundle } from '@lienthong/bundle';
import { CommandRejected, isErased, resultOf, type Dossier, type Form, type OfficeCommand, type Result } from '../../domain';
import { SubmissionInvalid } from '../submit-dossier/submit-dossier.command';
import type { Act } from './act-on-dossier.command';

/** The dossier has no such procedure. */
export class ProcedureUnknown extends Error {
  readonly code = 'procedure-unknown';
  readonly details: { readonly procedure: string; readonly chosen: string };
  constructor(procedure: string, { chosen }: Dossier) {
    super(`${procedure} was not chosen`);
    this.details = { procedure, chosen: chosen.join(', ') };
  }
}

/**
 * What has to hold of an act beside the dossier's own rules: it names procedures of the dossier, and what it brings keeps the schemas of
 * the version that decides: the pinned one, before the reception the one in force.
 *
 * @throws ProcedureUnknown SubmissionInvalid
 * @throws CommandRejected `personal-data-erased`: what the act says would be lost
 */
export function checkAct(act: Act, dossier: Dossier, bundle: Bundle): void {
  switch (act.type) {
    case 'RequestSupplement':
      refuseIfErased(dossier);
      return checkProcedure(act.procedure, dossier);
    case 'RequestPayment':
      return checkProcedure(act.procedure, dossier);
    case 'RequireVerification':
      refuseIfErased(dossier);
      return checkProcedure(act.procedure, dossier);
    case 'IssueApology':
      refuseIfErased(dossier);
      return checkProcedure(act.of === 'dossier' ? undefined : act.of, dossier);
    case 'ProvideSupplement':
      if (act.form !== undefined || act.note !== undefined) refuseIfErased(dossier);
      return refuseBreaches(formBreaches(act.form, dossier, bundle));
    case 'CorrectDossier':
      refuseIfErased(dossier);
      for (const procedure of Object.keys(act.results ?? {})) checkProcedure(procedure, dossier);
      return refuseBreaches([...formBreaches(act.form, dossier, bundle), ...resultBreaches(act, dossier, bundle)]);
    case 'AssignOffice':
    case 'RecordPayment':
    case 'WithdrawDossier':
    case 'DeclineDossier':
    case 'DecideDuplicate':
    case 'StopDossier':
      return;
  }
}

function refuseIfErased({ id, form }: Dossier): void {
  if (isErased(form)) throw new CommandRejected('personal-data-erased', id);
}

function checkProcedure(procedure: string | undefined, dossier: Dossier): void {
  if (procedure !== undefined && !dossier.chosen.some((key) => key === procedure)) throw new ProcedureUnknown(procedure, dossier);
}

/** The procedures were chosen when it was submitted, and are not asked about again. */
function formBreaches(form: Form | undefined, { chosen }: Dossier, bundle: Bundle): readonly Breach[] {
  if (form === undefined) return [];
  return checkSubmission(bundle, form, chosen).filter(({ field }) => field !== '/chosen');
}

/** A result is corrected by some of its fields; it has to keep its contract as a whole. */
function resultBreaches({ results = {} }: Correction, dossier: Dossier, bundle: Bundle): readonly Breach[] {
  return bundle.procedures.flatMap(({ key, results: { contract } }) => {
    const [before, corrected] = [resultOf(dossier, key), results[key]];
    if (before === undefined || isErased(before) || corrected === undefined) return [];
    const after: unknown = isFields(corrected) ? { ...before, ...corrected } : corrected;
    return contract.check(after).map((breach) => ({ ...breach, field: `/results/${key}${breach.field}` }));
  });
}

type Correction = Extract<OfficeCommand, { type: 'CorrectDossier' }>;

/** What came in under a procedure's key may be anything. */
const isFields = (value: unknown): value is Result => typeof value === 'object' && value !== null && !Array.isArray(value);

function refuseBreaches(breaches: readonly Breach[]): void {
  if (breaches.length > 0) throw new SubmissionInvalid(breaches);
}
