import type { ProcedureKey } from '@lienthong/bundle';
import { Unmappable } from '@lienthong/handoff';
import { handoffOf, payloads } from '../testing/requests';
import { fromClaimNews, toFuneralClaim } from './funeral.mapping';
import { claimNews, funeralClaim, type ClaimNews } from './funeral.messages';

const payload = payloads['funeral-allowance'];
const claim = (more: Readonly<Record<string, unknown>> = {}) =>
  toFuneralClaim(handoffOf('funeral-allowance', { payload: { ...payload, ...more } }));

describe('a claim in the words of the authority that pays', () => {
  it('keeps its schema', () => expect(funeralClaim.breaches(claim())).toEqual([]));

  it('names the highest entitlement, and all that were stated', () =>
    expect(claim()).toMatchObject({ entitlement: 'SOCIAL_PENSION', stated: ['SOCIAL_PROTECTION', 'SOCIAL_PENSION'] }));

  it('tells whom to pay and how, an organisation by transfer or a person in cash', () => {
    expect(claim()).toMatchObject({
      payee: { kind: 'ORGANISATION', organisationCode: '0312345678' },
      payment: { method: 'TRANSFER', account: '0071001234567' },
    });
    const person = { kind: 'person', name: 'Lê Đình Quý', personalId: '048070005521', relation: 'Con đẻ' };
    const inCash = claim({ payee: person, payment: { method: 'cash' } });
    expect(inCash).toMatchObject({
      payee: { kind: 'PERSON', name: 'Lê Đình Quý', personalId: '048070005521', relationToDeceased: 'Con đẻ' },
      payment: { method: 'CASH' },
    });
    expect(funeralClaim.breaches(inCash)).toEqual([]);
  });

  it('takes dates of which only the year or the month is known', () =>
    expect(claim().deceased).toMatchObject({ birthDate: '1944', diedOn: '2026-10' }));

  it('cannot be said of another procedure, of an unknown category, or without an account', () => {
    expect(() => toFuneralClaim(handoffOf('funeral-allowance', { procedure: 'survivor-benefit' as ProcedureKey }))).toThrow(Unmappable);
    expect(() => claim({ categories: ['social-pension', 'lottery'] })).toThrow(new Unmappable('/categories/1 has no code at the agency'));
    expect(() => claim({ payment: { method: 'transfer' } })).toThrow(new Unmappable('/payment/account is not a text'));
  });
});

describe('news of the authority', () => {
  const news: ClaimNews = {
    messageId: 'm-1',
    claimKey: 'h',
    claimNumber: 'MT-1',
    state: 'GRANTED',
    at: '2026-10-27T02:00:00Z',
    grant: { decisionNumber: '12345/QĐ-MTP', decidedOn: '2026-10-27', entitlement: 'SOCIAL_PENSION', amount: 10_000_000 },
  };

  it('bring what is paid', () => {
    expect(claimNews.breaches(news)).toEqual([]);
    expect(fromClaimNews(news)).toEqual({
      handoff: 'h',
      message: 'm-1',
      status: 'completed',
      reference: 'MT-1',
      reportedAt: '2026-10-27T02:00:00.000Z',
      result: { decisionNumber: '12345/QĐ-MTP', decidedOn: '2026-10-27', entitlement: 'social-pension', amount: 10_000_000 },
    });
  });

  it('bring the reason of a refusal', () => {
    const { grant: _grant, ...rest } = news;
    expect(fromClaimNews({ ...rest, state: 'DENIED', remark: 'Không thuộc diện' })).toMatchObject({
      status: 'refused',
      note: 'Không thuộc diện',
    });
  });

  it('are not complete when they grant and do not say what', () => {
    const { grant: _grant, ...rest } = news;
    expect(claimNews.breaches(rest)).not.toEqual([]);
    expect(claimNews.breaches({ ...rest, state: 'EXAMINED' })).toEqual([]);
  });

  it('may grow by members that we do not know', () => expect(claimNews.breaches({ ...news, officer: 'x' })).toEqual([]));
});
