import { toTelling } from './telling';

const finding = (verdict: 'acknowledged' | 'retry' | 'ask-first' | 'final', code = 'X') => ({ verdict, code, detail: 'why' });

describe('what an answer means for a status that was told', () => {
  it('is a confirmation when they have it already', () =>
    expect(toTelling(finding('acknowledged'), 'GAP')).toEqual({ kind: 'confirmed', already: true }));

  it('is a gap, by its code', () =>
    expect(toTelling(finding('ask-first', 'GAP'), 'GAP')).toEqual({ kind: 'out-of-order', code: 'GAP', detail: 'why' }));

  it('is a refusal for what the catalogue knows as final', () =>
    expect(toTelling(finding('final'), 'GAP')).toEqual({ kind: 'refused', code: 'X', detail: 'why' }));

  it.each(['retry', 'ask-first'] as const)('is to be told again for %s, never earlier than asked', (verdict) =>
    expect(toTelling({ ...finding(verdict), retryAfterMs: 5_000 }, 'GAP')).toEqual({
      kind: 'unavailable',
      code: 'X',
      detail: 'why',
      retryAfterMs: 5_000,
    }),
  );

  it('is to be told again for a refusal that nobody knows: it may come from something in between', () =>
    expect(toTelling(finding('final', 'unlisted-error'), 'GAP')).toMatchObject({ kind: 'unavailable' }));
});
