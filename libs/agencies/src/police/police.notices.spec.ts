import { Unmappable } from '@lienthong/handoff';
import { handoffOf, noticeOf } from '../testing/requests';
import { toPoliceHandoff } from './police.mapping';
import { policeNotice, toPoliceNotice } from './police.notices';

const say = (request: ReturnType<typeof noticeOf>) => toPoliceNotice(request, request.about!);

describe('a notice in the words of the Police', () => {
  it.each(['supplement', 'correction', 'withdrawal'] as const)('keeps their schema: %s', (kind) =>
    expect(policeNotice.breaches(say(noticeOf('permanent-residence', kind)))).toEqual([]),
  );

  it('brings the whole handoff as it is now, under its own key', () =>
    expect(say(noticeOf('permanent-residence', 'supplement'))).toMatchObject({
      kind: 'SUPPLEMENT',
      number: 1,
      about: { key: handoffOf('permanent-residence').handoff, reference: 'R-1' },
      handoff: toPoliceHandoff(handoffOf('permanent-residence')),
    }));

  it('brings nothing but what it is about when it withdraws', () => {
    const withdrawal = say(noticeOf('permanent-residence', 'withdrawal'));
    expect(withdrawal).not.toHaveProperty('handoff');
    const handoff = toPoliceHandoff(handoffOf('permanent-residence'));
    expect(policeNotice.breaches({ ...withdrawal, handoff })).not.toEqual([]);
    expect(policeNotice.breaches({ ...withdrawal, kind: 'CORRECTION' })).not.toEqual([]);
  });

  it('cannot correct what the handoff itself could not say', () =>
    expect(() => say(noticeOf('permanent-residence', 'correction', { payload: {} }))).toThrow(Unmappable));
});
