import { instant } from '@lienthong/calendar';
import { Unmappable, type AgencyReport, type AgencyStatus, type HandoffRequest } from '@lienthong/handoff';
import { Fields } from '../wire/fields';
import { some } from '../wire/some';
import { decisionResult, toFuneralRequest, toSurvivorRequest } from './social-insurance.death.mapping';
import type { CardRequest, HealthCard, InsuranceNews, InsuranceRequest, InsuranceState } from './social-insurance.messages';

/** A handoff in Social Insurance's words. Throws `Unmappable`. */
export function toInsuranceRequest(request: HandoffRequest): InsuranceRequest {
  switch (request.procedure as string) {
    case 'health-insurance-card':
      return toCardRequest(request);
    case 'funeral-allowance':
      return toFuneralRequest(request);
    case 'survivor-benefit':
      return toSurvivorRequest(request);
    default:
      throw new Unmappable(`Social Insurance does not handle ${request.procedure}`);
  }
}

/** The request for a child's card. */
function toCardRequest(request: HandoffRequest): CardRequest {
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

const STATUS: Readonly<Record<InsuranceState, AgencyStatus>> = {
  ACCEPTED: 'received',
  IN_PROGRESS: 'in-process',
  NEEDS_SUPPLEMENT: 'supplement-needed',
  ISSUED: 'completed',
  DECLINED: 'refused',
};

/** A message of Social Insurance in the engine's words. */
export const fromInsuranceNews = (news: InsuranceNews): AgencyReport => ({
  handoff: news.requestKey,
  message: news.eventId,
  status: STATUS[news.state],
  reference: news.requestNumber,
  reportedAt: instant(news.changedAt),
  ...some('result', news.state === 'ISSUED' ? result(news) : undefined),
  ...some('note', news.remark === '' ? undefined : news.remark),
});

const result = ({ card, decision }: InsuranceNews): Readonly<Record<string, unknown>> | undefined =>
  card ? cardResult(card) : decision && decisionResult(decision);

const cardResult = (card: HealthCard): Readonly<Record<string, unknown>> => ({
  cardNumber: card.cardNumber,
  insuranceNumber: card.insuranceNumber,
  validFrom: card.validFrom,
  ...some('firstClinic', card.firstClinicCode),
});
