import { Unmappable } from '@lienthong/handoff';
import { handoffOf, noticeOf } from '../testing/requests';
import { toFuneralClaim } from './funeral.mapping';
import { claimNotice, toClaimNotice } from './funeral.notices';

const say = (request: ReturnType<typeof noticeOf>) => toClaimNotice(request, request.about!);

describe('a notice in the words of the authorities that pay a funeral allowance', () => {
  it.each(['supplement', 'correction', 'withdrawal'] as const)('keeps their schema: %s', (kind) =>
    expect(claimNotice.breaches(say(noticeOf('funeral-allowance', kind)))).toEqual([]),
  );

  it('brings the whole claim as it is now, under its own key', () =>
    expect(say(noticeOf('funeral-allowance', 'supplement'))).toMatchObject({
      what: 'SUPPLEMENT',
      number: 1,
      claimKey: handoffOf('funeral-allowance').handoff,
      claimNumber: 'R-1',
      claim: toFuneralClaim(handoffOf('funeral-allowance')),
    }));

  it('brings nothing but what it is about when it withdraws', () => {
    const withdrawal = say(noticeOf('funeral-allowance', 'withdrawal'));
    expect(withdrawal).not.toHaveProperty('claim');
    const claim = toFuneralClaim(handoffOf('funeral-allowance'));
    expect(claimNotice.breaches({ ...withdrawal, claim })).not.toEqual([]);
    expect(claimNotice.breaches({ ...withdrawal, what: 'CORRECTION' })).not.toEqual([]);
  });

  it('cannot correct what the claim itself could not say', () =>
    expect(() => say(noticeOf('funeral-allowance', 'correction', { payload: {} }))).toThrow(Unmappable));
});
