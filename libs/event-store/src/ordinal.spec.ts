import type { Position } from './event-store';
import { ordinalOf, positionOf } from './ordinal';

describe('a position', () => {
  it('sorts as text like its ordinal as a number, and gives it back', () => {
    const ordinals = [1, 9, 10, 999_999_999, 1_000_000_000, Number.MAX_SAFE_INTEGER];
    const positions = ordinals.map(positionOf);
    expect([...positions].sort()).toEqual(positions);
    expect(positions.map(ordinalOf)).toEqual(ordinals);
  });

  it.each(['', '12', 'C:1/P:1', '-0000000000000000001'])('is not "%s"', (text) => {
    expect(() => ordinalOf(text as Position)).toThrow(RangeError);
  });
});
