import { Unmappable } from '@lienthong/handoff';
import { certificate, handoffOf, payloads } from '../testing/requests';
import { fromInsuranceNews, toInsuranceRequest } from './social-insurance.mapping';
import { insuranceNews, insuranceRequest, type InsuranceNews } from './social-insurance.messages';

const request = handoffOf('health-insurance-card');

describe('a request for a card in the words of Social Insurance', () => {
  it('keeps their schema', () => expect(insuranceRequest.breaches(toInsuranceRequest(request))).toEqual([]));

  it('goes without the personal ID while that is awaited', () => {
    const { personalId: _personalId, ...waiting } = certificate;
    const card = toInsuranceRequest({ ...request, payload: { ...payloads['health-insurance-card'], certificate: waiting } });
    expect(card).not.toHaveProperty('insured.personalId');
    expect(insuranceRequest.breaches(card)).toEqual([]);
  });

  it('cannot be said without a first clinic', () => {
    const insurance = { guardianOnCard: 'Lê Thị Thanh Thảo' };
    expect(() => toInsuranceRequest({ ...request, payload: { ...payloads['health-insurance-card'], insurance } })).toThrow(
      new Unmappable('/insurance/firstClinic is not a text'),
    );
  });
});

describe('news of Social Insurance', () => {
  const news: InsuranceNews = {
    eventId: 'e-1',
    requestKey: 'h',
    requestNumber: 'BHXH1',
    state: 'ISSUED',
    changedAt: '2026-10-27T02:00:00.000Z',
    card: { cardNumber: 'TE1790123456789', insuranceNumber: '0123456789', validFrom: '2026-10-27', firstClinicCode: '79415' },
  };

  it('bring the card', () => {
    expect(insuranceNews.breaches(news)).toEqual([]);
    expect(fromInsuranceNews(news)).toMatchObject({
      status: 'completed',
      result: { cardNumber: 'TE1790123456789', insuranceNumber: '0123456789', validFrom: '2026-10-27', firstClinic: '79415' },
    });
  });

  it('are not complete when a card is issued and not there', () => {
    const { card: _card, ...rest } = news;
    expect(insuranceNews.breaches(rest)).not.toEqual([]);
  });
});
