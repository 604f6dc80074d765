import type { HandoffRequest } from '@lienthong/handoff';
import { claimant, deathEntry, deceased, payee, payment } from '../wire/death-fields';
import { Fields } from '../wire/fields';
import { some } from '../wire/some';
import type { Benefit, Decision, FuneralRequest, Relative, SurvivorRequest } from './social-insurance.death.messages';

const BENEFIT = { monthly: 'MONTHLY', 'one-off': 'ONE_OFF' } as const satisfies Readonly<Record<string, Benefit>>;

/** The request for a funeral allowance in Social Insurance's words. Throws `Unmappable`. */
export function toFuneralRequest(request: HandoffRequest): FuneralRequest {
  const payload = Fields.of(request.payload);
  const burial = payload.object('burial');
  return {
    ...requested(request, payload),
    service: 'FUNERAL_ALLOWANCE',
    burial: { date: burial.date('date'), place: burial.text('place') },
    payee: payee(payload.object('payee')),
    payment: payment(payload.object('payment')),
  };
}

/** The request for a survivor benefit in Social Insurance's words. Throws `Unmappable`. */
export function toSurvivorRequest(request: HandoffRequest): SurvivorRequest {
  const payload = Fields.of(request.payload);
  const survivors = payload.object('survivors');
  return {
    ...requested(request, payload),
    service: 'SURVIVOR_BENEFIT',
    benefit: survivors.coded('benefit', BENEFIT),
    relatives: survivors.list('relatives', relative),
    payment: payment(survivors.object('payment')),
  };
}

const requested = (request: HandoffRequest, payload: Fields) => ({
  requestKey: request.handoff,
  dossierCode: request.dossier,
  receivingOffice: request.office,
  submittedAt: request.requestedAt,
  notifyUrl: request.callbackUrl,
  deceased: deceased(payload.object('deceased')),
  deathEntry: deathEntry(payload.object('registration')),
  applicant: claimant(payload.object('requester')),
});

const relative = (person: Fields): Relative => ({
  fullName: person.text('fullName'),
  birthDate: person.partialDate('birthDate'),
  ...some('personalId', person.optionalText('personalId')),
  relationToDeceased: person.text('relation'),
  incapacitated: person.has('incapacitated') && person.boolean('incapacitated'),
});

/** What was decided, as a result in the engine's words. */
export const decisionResult = ({ decisionNumber, decidedOn, amount, benefit }: Decision): Readonly<Record<string, unknown>> => ({
  decisionNumber,
  decidedOn,
  amount,
  ...some('benefit', benefit && (benefit === 'MONTHLY' ? 'monthly' : 'one-off')),
});
