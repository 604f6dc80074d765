import type { ProcedureKey } from '@lienthong/bundle';
import { Unmappable } from '@lienthong/handoff';
import { handoffOf, payloads } from '../testing/requests';
import { fromInsuranceNews, toInsuranceRequest } from './social-insurance.mapping';
import { insuranceNews, insuranceRequest, type InsuranceNews } from './social-insurance.messages';

describe('what Social Insurance pays after a death, in its words', () => {
  it.each(['funeral-allowance', 'survivor-benefit'] as const)('keeps its schema: %s', (procedure) =>
    expect(insuranceRequest.breaches(toInsuranceRequest(handoffOf(procedure)))).toEqual([]),
  );

  it('names the relatives, of whom not everything is known', () =>
    expect(toInsuranceRequest(handoffOf('survivor-benefit'))).toMatchObject({
      benefit: 'MONTHLY',
      relatives: [
        { birthDate: '1942', incapacitated: false },
        { birthDate: '1980-02', incapacitated: true },
      ],
    }));

  it('cannot be said without relatives, or of another agency’s procedure', () => {
    const payload = payloads['survivor-benefit'];
    const { relatives: _relatives, ...survivors } = payload.survivors;
    expect(() => toInsuranceRequest(handoffOf('survivor-benefit', { payload: { ...payload, survivors } }))).toThrow(
      new Unmappable('/survivors/relatives is not a list'),
    );
    expect(() => toInsuranceRequest(handoffOf('survivor-benefit', { procedure: 'residence-deletion' as ProcedureKey }))).toThrow(
      Unmappable,
    );
  });
});

describe('a decision of Social Insurance', () => {
  const news: InsuranceNews = {
    eventId: 'e-1',
    requestKey: 'h',
    requestNumber: 'BHXH1',
    state: 'ISSUED',
    changedAt: '2026-10-27T02:00:00.000Z',
    decision: { decisionNumber: '1/QĐ-BHXH', decidedOn: '2026-10-27', amount: 23_400_000 },
  };

  it('on a funeral allowance says the sum', () => {
    expect(insuranceNews.breaches(news)).toEqual([]);
    expect(fromInsuranceNews(news).result).toEqual({ decisionNumber: '1/QĐ-BHXH', decidedOn: '2026-10-27', amount: 23_400_000 });
  });

  it('on a survivor benefit says whether it is paid monthly', () => {
    const decision = { decisionNumber: '2/QĐ-TT', decidedOn: '2026-10-27', amount: 1_170_000, benefit: 'MONTHLY' } as const;
    expect(fromInsuranceNews({ ...news, decision }).result).toMatchObject({ amount: 1_170_000, benefit: 'monthly' });
  });

  it('is not complete when it issues nothing', () => {
    const { decision: _decision, ...rest } = news;
    expect(insuranceNews.breaches(rest)).not.toEqual([]);
  });
});
