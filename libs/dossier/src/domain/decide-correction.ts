import { isDeepStrictEqual } from 'node:util';
import type { Bundle, ProcedureKey } from '@lienthong/bundle';
import { affectedBy } from './affected';
import { CommandRejected, type OfficeCommand } from './commands';
import { evolve, resultOf, type Dossier } from './dossier';
import type { DossierEvent, Result } from './dossier.events';
import { isErased } from './personal';

type Correction = Extract<OfficeCommand, { type: 'CorrectDossier' }>;
type Corrected = Extract<DossierEvent, { type: 'DossierCorrected' }>;

/**
 * Something that agencies were given was wrong and is put right. Nothing is rolled back: who was given the wrong data is told. Those
 * are the procedures whose message would say something else now than when it was sent.
 */
export function decideCorrection(dossier: Dossier, { form, results, reason }: Correction, bundle: Bundle): DossierEvent[] {
  if (dossier.phase === 'submitted') throw new CommandRejected('not-received', dossier.phase);
  if (isErased(dossier.form)) throw new CommandRejected('personal-data-erased', dossier.id);
  const newForm = form !== undefined && !isDeepStrictEqual(form, dossier.form) ? { form } : {};
  const newResults = changedResults(dossier, results ?? {});
  if (!('form' in newForm) && Object.keys(newResults).length === 0) throw new CommandRejected('nothing-to-correct', dossier.id);
  const correction: Corrected = {
    type: 'DossierCorrected',
    data: {
      correction: dossier.corrections.length + 1,
      ...newForm,
      ...(Object.keys(newResults).length > 0 && { results: newResults }),
      reason,
      affected: [],
    },
  };
  const after = evolve(dossier, correction, dossier.submittedAt, dossier.id) ?? dossier;
  return [{ ...correction, data: { ...correction.data, affected: affectedBy(dossier, after, bundle, Object.keys(newResults)) } }];
}

/** The fields that really become others; a procedure without a result has nothing to correct. */
function changedResults(dossier: Dossier, results: Readonly<Record<string, Result>>): Readonly<Record<string, Result>> {
  const changed = Object.entries(results).flatMap(([key, fields]) => {
    const before = resultOf(dossier, key as ProcedureKey);
    if (before === undefined || isErased(before)) throw new CommandRejected('nothing-to-correct', key);
    const other = Object.entries(fields).filter(([field, value]) => !isDeepStrictEqual(before[field], value));
    return other.length > 0 ? [[key, Object.fromEntries(other)] as const] : [];
  });
  return Object.fromEntries(changed);
}
