import {
  claimant,
  deathEntry,
  deceased,
  payee,
  payment,
  type Claimant,
  type DeathEntry,
  type Deceased,
  type Payee,
  type Payment,
} from '../wire/death-parts';
import { isoDate, isoInstant, list, object, oneOf, open, prose, text, url } from '../wire/schema-parts';
import { WireSchema } from '../wire/wire-schema';

// The wire of the authorities that pay a funeral allowance. No such interface is public: one protocol of our own design for both.
// The authority stands first in every path: `/commune-affairs/v1/claims`, `/home-affairs/v1/claims`.

/** A category of the deceased, by which the allowance is paid. */
export type Entitlement = 'INSURED' | 'MERIT' | 'VETERAN' | 'SOCIAL_PENSION' | 'SOCIAL_PROTECTION';
const entitlement = oneOf('INSURED', 'MERIT', 'VETERAN', 'SOCIAL_PENSION', 'SOCIAL_PROTECTION');

/** `POST /{authority}/v1/claims`. */
export interface FuneralClaim {
  /** The handoff: the idempotency key, here and in the header. */
  readonly claimKey: string;
  readonly dossier: string;
  readonly office: string;
  readonly requestedAt: string;
  /** Belongs to the exchange, not to the content: it may change while the content may not. */
  readonly notifyUrl: string;
  /** The highest, which alone is paid. */
  readonly entitlement: Entitlement;
  /** All that were stated. */
  readonly stated: readonly Entitlement[];
  readonly deceased: Deceased;
  readonly deathEntry: DeathEntry;
  readonly burial: { readonly date: string; readonly place: string };
  readonly payee: Payee;
  readonly payment: Payment;
  readonly claimant: Claimant;
}

export const funeralClaim = new WireSchema<FuneralClaim>(
  object({
    claimKey: text,
    dossier: text,
    office: text,
    requestedAt: isoInstant,
    notifyUrl: url,
    entitlement,
    stated: list(entitlement, { minItems: 1, maxItems: 5 }),
    deceased,
    deathEntry,
    burial: object({ date: isoDate, place: text }),
    payee,
    payment,
    claimant,
  }),
);

/** The answer to a claim, 202; 200 with the same content when they have it already. */
export interface ClaimReceipt {
  readonly claimNumber: string;
  readonly receivedAt: string;
}
export const claimReceipt = new WireSchema<ClaimReceipt>(open({ claimNumber: text, receivedAt: isoInstant }));

export type ClaimState = 'RECEIVED' | 'EXAMINED' | 'SUPPLEMENT_WANTED' | 'GRANTED' | 'DENIED';

/** What is paid, once. */
export interface Grant {
  readonly decisionNumber: string;
  readonly decidedOn: string;
  readonly entitlement: Entitlement;
  /** Dong. */
  readonly amount: number;
}

/** What they send to the notify URL, signed, and what `GET /{authority}/v1/claims/{key}` answers: the same news, the same id. */
export interface ClaimNews {
  readonly messageId: string;
  readonly claimKey: string;
  readonly claimNumber: string;
  readonly state: ClaimState;
  readonly at: string;
  readonly remark?: string;
  readonly grant?: Grant;
}
export const claimNews = new WireSchema<ClaimNews>({
  ...open(
    {
      messageId: text,
      claimKey: text,
      claimNumber: text,
      state: oneOf('RECEIVED', 'EXAMINED', 'SUPPLEMENT_WANTED', 'GRANTED', 'DENIED'),
      at: isoInstant,
    },
    {
      remark: prose,
      grant: open({ decisionNumber: text, decidedOn: isoDate, entitlement, amount: { type: 'integer', minimum: 0 } }),
    },
  ),
  // A grant without what is paid is no message.
  if: { type: 'object', properties: { state: oneOf('GRANTED') } },
  then: { type: 'object', required: ['grant'] },
});
