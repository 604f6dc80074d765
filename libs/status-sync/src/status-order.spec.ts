import { wayTo, type StatusOrder } from './status-order';

/** 1 → 2 → 3 → 4 → 5, each once; 2 and 4 may be told in passing. */
const order: StatusOrder<number> = { takes: (told, next) => (told.at(-1) ?? 0) === next - 1, implied: [2, 4] };

describe('the way to a status', () => {
  it('is the status itself, where the receiver takes it', () => expect(wayTo(order, [1], 2)).toEqual([2]));
  it('begins with what is missing before it', () => expect(wayTo(order, [1], 3)).toEqual([2, 3]));
  it('is none, where something is missing that must not be told in passing', () => expect(wayTo(order, [1], 5)).toEqual([]));
  it('is none to what was told last', () => expect(wayTo(order, [1, 2], 2)).toEqual([]));
  it('is none back', () => expect(wayTo(order, [1, 2, 3], 1)).toEqual([]));
});
