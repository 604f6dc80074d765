import { isoDate, isoInstant, object, oneOf, open, pattern, personalId, prose, text, url } from '../wire/schema-parts';
import { WireSchema } from '../wire/wire-schema';
import {
  decision,
  funeralRequest,
  survivorRequest,
  type Decision,
  type FuneralRequest,
  type SurvivorRequest,
} from './social-insurance.death.messages';

// The wire of Social Insurance. Its vocabulary is not public: these messages are our own proposal, after the form TK1-TS.

export interface CardRequest {
  /** The handoff: the idempotency key, here and in the header. */
  readonly requestKey: string;
  readonly dossierCode: string;
  readonly service: 'CHILD_CARD';
  readonly receivingOffice: string;
  readonly submittedAt: string;
  /** Belongs to the exchange, not to the content: it may change while the content may not. */
  readonly notifyUrl: string;
  readonly insured: {
    readonly fullName: string;
    readonly birthDate: string;
    readonly sex: 'MALE' | 'FEMALE';
    readonly nationality: string;
    readonly ethnicity: string;
    readonly personalId?: string;
    readonly birthEntry: { readonly number: string; readonly book: string; readonly page: string; readonly date: string };
    readonly cardAddress: { readonly province: string; readonly commune: string; readonly line: string };
  };
  readonly firstClinicCode: string;
  /** The guardian printed on the card, in words. */
  readonly guardianOnCard: string;
  readonly poorHouseholdCertificate?: string;
  readonly applicant: { readonly fullName: string; readonly personalId: string; readonly phone: string; readonly email?: string };
}

const cardRequest = object(
  {
    requestKey: text,
    dossierCode: text,
    service: oneOf('CHILD_CARD'),
    receivingOffice: text,
    submittedAt: isoInstant,
    notifyUrl: url,
    insured: object(
      {
        fullName: text,
        birthDate: isoDate,
        sex: oneOf('MALE', 'FEMALE'),
        nationality: text,
        ethnicity: text,
        birthEntry: object({ number: text, book: text, page: text, date: isoDate }),
        cardAddress: object({ province: pattern('^\\d{2}$'), commune: pattern('^\\d{5}$'), line: text }),
      },
      { personalId },
    ),
    firstClinicCode: pattern('^\\d{5}$'),
    guardianOnCard: text,
    applicant: object({ fullName: text, personalId, phone: text }, { email: text }),
  },
  { poorHouseholdCertificate: text },
);

/** `POST /social-insurance/api/requests`. */
export type InsuranceRequest = CardRequest | FuneralRequest | SurvivorRequest;

// Chosen by service, so that breaches name the field and not the whole.
const whenFor = (service: InsuranceRequest['service'], then: Readonly<Record<string, unknown>>) => ({
  if: { type: 'object', properties: { service: oneOf(service) } },
  then,
});

export const insuranceRequest = new WireSchema<InsuranceRequest>({
  type: 'object',
  required: ['service'],
  properties: { service: oneOf('CHILD_CARD', 'FUNERAL_ALLOWANCE', 'SURVIVOR_BENEFIT') },
  allOf: [whenFor('CHILD_CARD', cardRequest), whenFor('FUNERAL_ALLOWANCE', funeralRequest), whenFor('SURVIVOR_BENEFIT', survivorRequest)],
});

/** The answer to a push, 201; 200 when they have it already. */
export interface InsuranceReceipt {
  readonly requestNumber: string;
  readonly state: InsuranceState;
}

export type InsuranceState = 'ACCEPTED' | 'IN_PROGRESS' | 'NEEDS_SUPPLEMENT' | 'ISSUED' | 'DECLINED';
const insuranceState = oneOf('ACCEPTED', 'IN_PROGRESS', 'NEEDS_SUPPLEMENT', 'ISSUED', 'DECLINED');

export const insuranceReceipt = new WireSchema<InsuranceReceipt>(open({ requestNumber: text, state: insuranceState }));

export interface HealthCard {
  readonly cardNumber: string;
  readonly insuranceNumber: string;
  readonly validFrom: string;
  readonly firstClinicCode?: string;
}

/** What they send to the notify URL, signed, and what `GET /social-insurance/api/requests/{key}` answers: the same news, the same id. */
export interface InsuranceNews {
  readonly eventId: string;
  readonly requestKey: string;
  readonly requestNumber: string;
  readonly state: InsuranceState;
  readonly changedAt: string;
  readonly remark?: string;
  /** Of a child's card. */
  readonly card?: HealthCard;
  /** Of an allowance or a benefit. */
  readonly decision?: Decision;
}
export const insuranceNews = new WireSchema<InsuranceNews>({
  ...open(
    { eventId: text, requestKey: text, requestNumber: text, state: insuranceState, changedAt: isoInstant },
    {
      remark: prose,
      card: open(
        { cardNumber: pattern('^[A-Z]{2}\\d{13}$'), insuranceNumber: pattern('^\\d{10}$'), validFrom: isoDate },
        { firstClinicCode: pattern('^\\d{5}$') },
      ),
      decision,
    },
  ),
  if: { type: 'object', properties: { state: oneOf('ISSUED') } },
  then: { type: 'object', anyOf: [{ required: ['card'] }, { required: ['decision'] }] },
});
