import type { ProcedureKey } from '@lienthong/bundle';
import { Unmappable } from '@lienthong/handoff';
import { handoffOf, payloads } from '../testing/requests';
import { fromPoliceNews, toPoliceHandoff } from './police.mapping';
import { policeHandoff, policeNews, type PoliceNews } from './police.messages';

describe('a handoff in the words of the Police', () => {
  it.each(['permanent-residence', 'identity-card-under-six'] as const)('keeps their schema: %s', (procedure) =>
    expect(policeHandoff.breaches(toPoliceHandoff(handoffOf(procedure)))).toEqual([]),
  );

  it('names the parents that are known', () => {
    const { father: _father, ...payload } = payloads['permanent-residence'];
    expect(toPoliceHandoff(handoffOf('permanent-residence', { payload }))).toMatchObject({
      content: { child: { fullName: 'Nguyễn Bảo An' }, parents: [{ role: 'MOTHER', birthDate: '1996-11' }] },
    });
  });

  it('is not possible for another agency’s procedure, or without the householder', () => {
    expect(() => toPoliceHandoff(handoffOf('permanent-residence', { procedure: 'birth-registration' as ProcedureKey }))).toThrow(
      Unmappable,
    );
    const { householder: _householder, ...residence } = payloads['permanent-residence'].residence;
    expect(() => toPoliceHandoff(handoffOf('permanent-residence', { payload: { ...payloads['permanent-residence'], residence } }))).toThrow(
      new Unmappable('/residence/householder is not an object'),
    );
  });
});

describe('news of the Police', () => {
  const news: PoliceNews = {
    messageId: 'm-1',
    handoff: 'h',
    reference: 'CA-1',
    status: 'APPROVED',
    at: '2026-10-27T02:00:00Z',
    result: { kind: 'IDENTITY_CARD', cardNumber: '079326000417', issuedOn: '2026-10-27', trackingNumber: 'EC000000001VN' },
  };

  it('bring the card', () => {
    expect(policeNews.breaches(news)).toEqual([]);
    expect(fromPoliceNews(news)).toEqual({
      handoff: 'h',
      message: 'm-1',
      status: 'completed',
      reference: 'CA-1',
      reportedAt: '2026-10-27T02:00:00.000Z',
      result: { cardNumber: '079326000417', issuedOn: '2026-10-27', postalReference: 'EC000000001VN' },
    });
  });

  it('bring the reason of a refusal', () => {
    const { result: _result, ...rest } = news;
    expect(fromPoliceNews({ ...rest, status: 'REJECTED', note: 'Chủ hộ chưa đồng ý' })).toMatchObject({
      status: 'refused',
      note: 'Chủ hộ chưa đồng ý',
    });
  });

  it('are not complete when they approve and do not say what', () => {
    const { result: _result, ...rest } = news;
    expect(policeNews.breaches(rest)).not.toEqual([]);
    expect(policeNews.breaches({ ...rest, status: 'VERIFYING' })).toEqual([]);
  });

  it('may grow by members that we do not know', () => expect(policeNews.breaches({ ...news, officer: 'x' })).toEqual([]));
});
