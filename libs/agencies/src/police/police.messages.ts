import { isoDate, isoInstant, list, object, oneOf, open, partialIsoDate, personalId, prose, text, url } from '../wire/schema-parts';
import { WireSchema } from '../wire/wire-schema';
import { deletionNotice, residenceDeletion, type DeletionNotice, type ResidenceDeletion } from './police.deletion.messages';
import { address, handed, type Address, type Handed } from './police.parts';

// The wire of the Police. Their vocabulary is not public: these messages are our own proposal, after the forms CT01 and the
// results that are known. Dates are ISO 8601.

export interface Declarant {
  readonly fullName: string;
  readonly personalId: string;
  readonly relationToChild: string;
  readonly phone: string;
  readonly email?: string;
}
export interface Child {
  readonly fullName: string;
  readonly birthDate: string;
  readonly sex: 'M' | 'F';
  readonly nationality: string;
  readonly ethnicity: string;
}
export interface Parent {
  readonly role: 'MOTHER' | 'FATHER';
  readonly fullName: string;
  readonly birthDate: string;
  readonly personalId?: string;
}
export interface BirthCertificate {
  readonly number: string;
  readonly book: string;
  readonly page: string;
  readonly registeredOn: string;
  readonly personalId?: string;
}

const declarant = object({ fullName: text, personalId, relationToChild: text, phone: text }, { email: text });
const child = object({ fullName: text, birthDate: isoDate, sex: oneOf('M', 'F'), nationality: text, ethnicity: text });
const parent = object({ role: oneOf('MOTHER', 'FATHER'), fullName: text, birthDate: partialIsoDate }, { personalId });
const birthCertificate = object({ number: text, book: text, page: text, registeredOn: isoDate }, { personalId });

export type PermanentResidence = Handed<
  'PERMANENT_RESIDENCE',
  {
    readonly child: Child;
    readonly birthCertificate: BirthCertificate;
    readonly residenceCase: string;
    readonly consent: { readonly givenBy: string; readonly kind: string };
    readonly householder: { readonly fullName: string; readonly personalId: string; readonly childIs: string };
    readonly address: Address;
    readonly declarant: Declarant;
    readonly parents: readonly Parent[];
  }
>;

export type IdentityCardUnderSix = Handed<
  'IDENTITY_CARD_UNDER_SIX',
  {
    readonly child: Child & { readonly personalId: string };
    readonly birthCertificate: BirthCertificate;
    readonly deliveryAddress: Address;
    readonly declarant: Declarant;
  }
>;

/** `POST /police/v1/handoffs`. */
export type PoliceHandoff = PermanentResidence | IdentityCardUnderSix | ResidenceDeletion;

const permanentResidence = handed(
  'PERMANENT_RESIDENCE',
  object({
    child,
    birthCertificate,
    residenceCase: text,
    consent: object({ givenBy: text, kind: text }),
    householder: object({ fullName: text, personalId, childIs: text }),
    address,
    declarant,
    parents: list(parent, { maxItems: 2 }),
  }),
);

const identityCardUnderSix = handed(
  'IDENTITY_CARD_UNDER_SIX',
  object({
    child: object({ fullName: text, birthDate: isoDate, sex: oneOf('M', 'F'), nationality: text, ethnicity: text, personalId }),
    birthCertificate,
    deliveryAddress: address,
    declarant,
  }),
);

// Chosen by procedure, so that breaches name the field and not the whole.
const whenFor = (procedure: PoliceHandoff['procedure'], then: Readonly<Record<string, unknown>>) => ({
  if: { type: 'object', properties: { procedure: oneOf(procedure) } },
  then,
});

export const policeHandoff = new WireSchema<PoliceHandoff>({
  type: 'object',
  required: ['procedure'],
  properties: { procedure: oneOf('PERMANENT_RESIDENCE', 'IDENTITY_CARD_UNDER_SIX', 'RESIDENCE_DELETION') },
  allOf: [
    whenFor('PERMANENT_RESIDENCE', permanentResidence),
    whenFor('IDENTITY_CARD_UNDER_SIX', identityCardUnderSix),
    whenFor('RESIDENCE_DELETION', residenceDeletion),
  ],
});

/** The answer to a push, 202; 200 with the same content when they have it already. */
export interface Receipt {
  readonly reference: string;
  readonly receivedAt: string;
}
export const receipt = new WireSchema<Receipt>(open({ reference: text, receivedAt: isoInstant }));

/** `POST /police/v1/handoffs/{key}/callback-requests`: send the last news again, to this address. Answered 202. */
export interface CallbackRequest {
  readonly callbackUrl: string;
}
export const callbackRequest = new WireSchema<CallbackRequest>(object({ callbackUrl: url }));

/** What `GET /police/v1/handoffs/{key}` answers: that they have it, never its result. */
export interface Standing extends Receipt {
  readonly status: string;
}
export const standing = new WireSchema<Standing>(open({ reference: text, receivedAt: isoInstant, status: text }));

export type PoliceStatus = 'RECEIVED' | 'VERIFYING' | 'SUPPLEMENT_REQUESTED' | 'APPROVED' | 'REJECTED';

export interface ResidenceNotice {
  readonly kind: 'RESIDENCE_NOTICE';
  readonly noticeNumber: string;
  readonly registeredOn: string;
  readonly address?: Address;
}
export interface IdentityCard {
  readonly kind: 'IDENTITY_CARD';
  readonly cardNumber: string;
  readonly issuedOn: string;
  readonly trackingNumber?: string;
}

export type PoliceResult = ResidenceNotice | IdentityCard | DeletionNotice;

/** What they send to the callback URL, signed. */
export interface PoliceNews {
  readonly messageId: string;
  readonly handoff: string;
  readonly reference: string;
  readonly status: PoliceStatus;
  readonly at: string;
  readonly note?: string;
  readonly result?: PoliceResult;
}
export const policeNews = new WireSchema<PoliceNews>({
  ...open(
    {
      messageId: text,
      handoff: text,
      reference: text,
      status: oneOf('RECEIVED', 'VERIFYING', 'SUPPLEMENT_REQUESTED', 'APPROVED', 'REJECTED'),
      at: isoInstant,
    },
    {
      note: prose,
      result: {
        oneOf: [
          open({ kind: oneOf('RESIDENCE_NOTICE'), noticeNumber: text, registeredOn: isoDate }, { address }),
          open({ kind: oneOf('IDENTITY_CARD'), cardNumber: personalId, issuedOn: isoDate }, { trackingNumber: text }),
          deletionNotice,
        ],
      },
    },
  ),
  // An approval without what was approved is no message.
  if: { type: 'object', properties: { status: oneOf('APPROVED') } },
  then: { type: 'object', required: ['result'] },
});
