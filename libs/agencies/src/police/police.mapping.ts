import { instant } from '@lienthong/calendar';
import { Unmappable, type AgencyReport, type AgencyStatus, type HandoffRequest } from '@lienthong/handoff';
import { Fields } from '../wire/fields';
import { some } from '../wire/some';
import { residenceDeletion } from './police.deletion.mapping';
import type { DeletionNotice } from './police.deletion.messages';
import type {
  BirthCertificate,
  Child,
  Declarant,
  IdentityCardUnderSix,
  Parent,
  PermanentResidence,
  PoliceHandoff,
  PoliceNews,
  PoliceStatus,
} from './police.messages';
import type { Address } from './police.parts';

/** A handoff in the Police's words. Throws `Unmappable`. */
export function toPoliceHandoff(request: HandoffRequest): PoliceHandoff {
  const payload = Fields.of(request.payload);
  const envelope = {
    key: request.handoff,
    dossier: request.dossier,
    office: request.office,
    requestedAt: request.requestedAt,
    callbackUrl: request.callbackUrl,
  };
  switch (request.procedure as string) {
    case 'permanent-residence':
      return { ...envelope, procedure: 'PERMANENT_RESIDENCE', content: residence(payload) };
    case 'identity-card-under-six':
      return { ...envelope, procedure: 'IDENTITY_CARD_UNDER_SIX', content: identityCard(payload) };
    case 'residence-deletion':
      return { ...envelope, procedure: 'RESIDENCE_DELETION', content: residenceDeletion(payload) };
    default:
      throw new Unmappable(`the Police do not handle ${request.procedure}`);
  }
}

function residence(payload: Fields): PermanentResidence['content'] {
  const wish = payload.object('residence');
  const householder = wish.object('householder');
  const consent = wish.object('consent');
  return {
    child: child(payload.object('child')),
    birthCertificate: certificate(payload.object('certificate')),
    residenceCase: wish.text('case'),
    consent: { givenBy: consent.text('by'), kind: consent.text('kind') },
    householder: {
      fullName: householder.text('fullName'),
      personalId: householder.text('personalId'),
      childIs: householder.text('childRelation'),
    },
    address: address(wish.object('requestedAddress')),
    declarant: declarant(payload.object('requester')),
    parents: [payload.optional('mother', parent('MOTHER')), payload.optional('father', parent('FATHER'))].filter(
      (one) => one !== undefined,
    ),
  };
}

const identityCard = (payload: Fields): IdentityCardUnderSix['content'] => ({
  child: { ...child(payload.object('child')), personalId: payload.text('personalId') },
  birthCertificate: certificate(payload.object('certificate')),
  deliveryAddress: address(payload.object('deliveryAddress')),
  declarant: declarant(payload.object('requester')),
});

const child = (person: Fields): Child => ({
  fullName: [person.text('familyName'), person.optionalText('middleName'), person.text('givenName')].filter(Boolean).join(' '),
  birthDate: person.date('birthDate'),
  sex: person.coded('sex', { male: 'M', female: 'F' } as const),
  nationality: person.text('nationality'),
  ethnicity: person.text('ethnicity'),
});

const certificate = (of: Fields): BirthCertificate => ({
  number: of.text('number'),
  book: of.text('book'),
  page: of.text('page'),
  registeredOn: of.date('registeredOn'),
  ...some('personalId', of.optionalText('personalId')),
});

const declarant = (person: Fields): Declarant => ({
  fullName: person.text('fullName'),
  personalId: person.text('personalId'),
  relationToChild: person.text('relation'),
  phone: person.text('phone'),
  ...some('email', person.optionalText('email')),
});

const parent =
  (role: Parent['role']) =>
  (person: Fields): Parent => ({
    role,
    fullName: person.text('fullName'),
    birthDate: person.partialDate('birthDate'),
    ...some('personalId', person.optionalText('personalId')),
  });

const address = (place: Fields): Address => ({
  provinceCode: place.text('province'),
  communeCode: place.text('commune'),
  line: place.text('line'),
});

const STATUS: Readonly<Record<PoliceStatus, AgencyStatus>> = {
  RECEIVED: 'received',
  VERIFYING: 'in-process',
  SUPPLEMENT_REQUESTED: 'supplement-needed',
  APPROVED: 'completed',
  REJECTED: 'refused',
};

/** A message of the Police in the engine's words. */
export const fromPoliceNews = (news: PoliceNews): AgencyReport => ({
  handoff: news.handoff,
  message: news.messageId,
  status: STATUS[news.status],
  reference: news.reference,
  reportedAt: instant(news.at),
  ...some('result', news.status === 'APPROVED' && news.result ? result(news.result) : undefined),
  ...some('note', news.note === '' ? undefined : news.note),
});

function result(given: NonNullable<PoliceNews['result']>): Readonly<Record<string, unknown>> {
  if (given.kind === 'IDENTITY_CARD') {
    return { cardNumber: given.cardNumber, issuedOn: given.issuedOn, ...some('postalReference', given.trackingNumber) };
  }
  if (given.kind === 'DELETION_NOTICE') return deletion(given);
  const place = given.address;
  return {
    noticeNumber: given.noticeNumber,
    registeredOn: given.registeredOn,
    ...(place && { address: { province: place.provinceCode, commune: place.communeCode, line: place.line } }),
  };
}

const deletion = ({ noticeNumber, deletedOn }: DeletionNotice): Readonly<Record<string, unknown>> => ({ noticeNumber, deletedOn });
