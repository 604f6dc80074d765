import type { Bundle } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import { affectedBy } from './affected';
import { CommandRejected, type CitizenCommand } from './commands';
import { evolve, isUnderWay, type Dossier } from './dossier';
import type { DossierEvent, SupplementRequest } from './dossier.events';
import { isErased } from './personal';
import { supplementWindow } from './supplement-window';
import { openSupplements } from './turns';

type Request = Extract<CitizenCommand, { type: 'RequestSupplement' }>;
type Provision = Extract<CitizenCommand, { type: 'ProvideSupplement' }>;
type Provided = Extract<DossierEvent, { type: 'SupplementProvided' }>;

/** The one-stop asks for more: before the reception for what the dossier lacks, afterwards for a procedure that is under way. */
export function decideSupplement(dossier: Dossier, { procedure, what, fields }: Request, bundle: Bundle, now: Instant): DossierEvent[] {
  if (dossier.phase !== 'submitted' && !isUnderWay(dossier)) throw new CommandRejected('dossier-ended', dossier.phase);
  const started = procedure !== undefined && dossier.procedures[procedure]?.status === 'started';
  if (dossier.phase === 'submitted' ? procedure !== undefined : !started) {
    throw new CommandRejected('procedure-not-under-way', procedure ?? dossier.phase);
  }
  return [supplementRequested(dossier, { by: 'one-stop', what, fields, ...(procedure && { procedure }) }, bundle, now)];
}

/** A supplement is asked for, with the number and the time that follow from the dossier. */
export function supplementRequested(
  { turns }: Dossier,
  asked: Omit<SupplementRequest, 'supplement' | 'respondBy' | 'repeated'>,
  bundle: Bundle,
  now: Instant,
): DossierEvent {
  const respondBy = supplementWindow(bundle, now);
  const repeated = turns.supplements.some(({ procedure }) => procedure === asked.procedure);
  return {
    type: 'SupplementRequested',
    data: { supplement: turns.supplements.length + 1, ...asked, ...(respondBy !== undefined && { respondBy }), repeated },
  };
}

/**
 * The citizen gives what was asked for, in time, while it is still waited for. A new form replaces the whole: what other agencies than the
 * one that asked were given, and reads otherwise in it, is corrected with them.
 */
export function providedSupplement(
  dossier: Dossier,
  { supplement: number, form, note }: Provision,
  bundle: Bundle,
  now: Instant,
): DossierEvent[] {
  const supplement = dossier.turns.supplements.find((each) => each.number === number);
  if (!supplement) throw new CommandRejected('supplement-not-found', String(number));
  const inTime = supplement.respondBy === undefined || now < supplement.respondBy;
  if (!inTime || !openSupplements(dossier).includes(supplement)) throw new CommandRejected('supplement-closed', supplement.is);
  const given = { ...(form !== undefined && { form }), ...(note !== undefined && { note }) };
  const provided: Provided = { type: 'SupplementProvided', data: { supplement: number, ...given } };
  if (form === undefined || isErased(dossier.form)) return [provided];
  const after = evolve(dossier, provided, now, dossier.id) ?? dossier;
  const affected = affectedBy(dossier, after, bundle, supplement.procedure ? [supplement.procedure] : []);
  return affected.length === 0 ? [provided] : [{ ...provided, data: { ...provided.data, affected } }];
}

/**
 * A dossier that lacks something and was not completed in its time is not taken in. A fact and no decision of the saga: no
 * definition is pinned yet, under which it could be decided again.
 */
export function supplementExpiredAtIntake(dossier: Dossier, now: Instant): DossierEvent[] {
  if (dossier.phase !== 'submitted') return [];
  const [expired] = openSupplements(dossier).filter(({ respondBy }) => respondBy !== undefined && respondBy <= now);
  if (!expired) return [];
  return [
    { type: 'SupplementExpired', data: { supplement: expired.number } },
    { type: 'DossierDeclined', data: { why: 'supplement-expired' } },
  ];
}
