import { isoDate, isoInstant, object, oneOf, open, pattern, personalId, prose, text, url } from '../wire/schema-parts';
import { WireSchema } from '../wire/wire-schema';

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

/** `POST /social-insurance/api/requests`. */
export const cardRequest = new WireSchema<CardRequest>(
  object(
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
  ),
);

/** The answer to a push, 201; 200 when they have it already. */
export interface CardReceipt {
  readonly requestNumber: string;
  readonly state: CardState;
}

export type CardState = 'ACCEPTED' | 'IN_PROGRESS' | 'NEEDS_SUPPLEMENT' | 'ISSUED' | 'DECLINED';
const cardState = oneOf('ACCEPTED', 'IN_PROGRESS', 'NEEDS_SUPPLEMENT', 'ISSUED', 'DECLINED');

export const cardReceipt = new WireSchema<CardReceipt>(open({ requestNumber: text, state: cardState }));

export interface HealthCard {
  readonly cardNumber: string;
  readonly insuranceNumber: string;
  readonly validFrom: string;
  readonly firstClinicCode?: string;
}

/** What they send to the notify URL, signed, and what `GET /social-insurance/api/requests/{key}` answers: the same news, the same id. */
export interface CardNews {
  readonly eventId: string;
  readonly requestKey: string;
  readonly requestNumber: string;
  readonly state: CardState;
  readonly changedAt: string;
  readonly remark?: string;
  readonly card?: HealthCard;
}
export const cardNews = new WireSchema<CardNews>({
  ...open(
    { eventId: text, requestKey: text, requestNumber: text, state: cardState, changedAt: isoInstant },
    {
      remark: prose,
      card: open(
        { cardNumber: pattern('^[A-Z]{2}\\d{13}$'), insuranceNumber: pattern('^\\d{10}$'), validFrom: isoDate },
        { firstClinicCode: pattern('^\\d{5}$') },
      ),
    },
  ),
  if: { type: 'object', properties: { state: oneOf('ISSUED') } },
  then: { type: 'object', required: ['card'] },
});
