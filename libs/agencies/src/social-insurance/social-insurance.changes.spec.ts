import { Unmappable } from '@lienthong/handoff';
import { handoffOf, noticeOf } from '../testing/requests';
import { cardChange, toCardChange } from './social-insurance.changes';
import { toInsuranceRequest } from './social-insurance.mapping';

const say = (request: ReturnType<typeof noticeOf>) => toCardChange(request, request.about!);

describe('a change of a request in the words of Social Insurance', () => {
  it.each(['supplement', 'correction', 'withdrawal'] as const)('keeps their schema: %s', (kind) =>
    expect(cardChange.breaches(say(noticeOf('health-insurance-card', kind)))).toEqual([]),
  );

  it('brings the whole request as it is now, under its own key', () =>
    expect(say(noticeOf('health-insurance-card', 'correction'))).toMatchObject({
      change: 'CORRECTED',
      ordinal: 1,
      requestKey: handoffOf('health-insurance-card').handoff,
      requestNumber: 'R-1',
      request: toInsuranceRequest(handoffOf('health-insurance-card')),
    }));

  it('brings nothing but what it is about when it withdraws', () => {
    const withdrawal = say(noticeOf('health-insurance-card', 'withdrawal'));
    expect(withdrawal).not.toHaveProperty('request');
    expect(cardChange.breaches({ ...withdrawal, request: toInsuranceRequest(handoffOf('health-insurance-card')) })).not.toEqual([]);
    expect(cardChange.breaches({ ...withdrawal, change: 'SUPPLEMENTED' })).not.toEqual([]);
  });

  it('cannot correct what the request itself could not say', () =>
    expect(() => say(noticeOf('health-insurance-card', 'correction', { payload: {} }))).toThrow(Unmappable));
});
