import { instant } from '@lienthong/calendar';
import type { AgencyReport, AgencyStatus, HandoffRequest } from '@lienthong/handoff';
import { Fields } from '../wire/fields';
import { some } from '../wire/some';
import type { CardNews, CardRequest, CardState, HealthCard } from './social-insurance.messages';

/** The request for a child's card in Social Insurance's words. Throws `Unmappable`. */
export function toCardRequest(request: HandoffRequest): CardRequest {
  const payload = Fields.of(request.payload);
  const child = payload.object('child');
  const certificate = payload.object('certificate');
  const insurance = payload.object('insurance');
  const requester = payload.object('requester');
  return {
    requestKey: request.handoff,
    dossierCode: request.dossier,
    service: 'CHILD_CARD',
    receivingOffice: request.office,
    submittedAt: request.requestedAt,
    notifyUrl: request.callbackUrl,
    insured: {
      fullName: [child.text('familyName'), child.optionalText('middleName'), child.text('givenName')].filter(Boolean).join(' '),
      birthDate: child.date('birthDate'),
      sex: child.coded('sex', { male: 'MALE', female: 'FEMALE' } as const),
      nationality: child.text('nationality'),
      ethnicity: child.text('ethnicity'),
      ...some('personalId', certificate.optionalText('personalId')),
      birthEntry: {
        number: certificate.text('number'),
        book: certificate.text('book'),
        page: certificate.text('page'),
        date: certificate.date('registeredOn'),
      },
      cardAddress: address(payload.object('address')),
    },
    firstClinicCode: insurance.text('firstClinic'),
    guardianOnCard: insurance.text('guardianOnCard'),
    ...some('poorHouseholdCertificate', insurance.optionalText('poorHouseholdCertificate')),
    applicant: {
      fullName: requester.text('fullName'),
      personalId: requester.text('personalId'),
      phone: requester.text('phone'),
      ...some('email', requester.optionalText('email')),
    },
  };
}

const address = (place: Fields): CardRequest['insured']['cardAddress'] => ({
  province: place.text('province'),
  commune: place.text('commune'),
  line: place.text('line'),
});

const STATUS: Readonly<Record<CardState, AgencyStatus>> = {
  ACCEPTED: 'received',
  IN_PROGRESS: 'in-process',
  NEEDS_SUPPLEMENT: 'supplement-needed',
  ISSUED: 'completed',
  DECLINED: 'refused',
};

/** A message of Social Insurance in the engine's words. */
export const fromCardNews = (news: CardNews): AgencyReport => ({
  handoff: news.requestKey,
  message: news.eventId,
  status: STATUS[news.state],
  reference: news.requestNumber,
  reportedAt: instant(news.changedAt),
  ...some('result', news.state === 'ISSUED' && news.card ? result(news.card) : undefined),
  ...some('note', news.remark === '' ? undefined : news.remark),
});

const result = (card: HealthCard): Readonly<Record<string, unknown>> => ({
  cardNumber: card.cardNumber,
  insuranceNumber: card.insuranceNumber,
  validFrom: card.validFrom,
  ...some('firstClinic', card.firstClinicCode),
});
