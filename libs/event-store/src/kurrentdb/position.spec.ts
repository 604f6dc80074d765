import type { Position } from '../event-store';
import { placeOf, positionOf } from './position';

describe('a position in KurrentDB', () => {
  it('sorts as text like its place in the log, and gives it back', () => {
    const places = [
      [0n, 0n],
      [9n, 9n],
      [10n, 2n],
      [10n, 10n],
      [2n ** 53n + 1n, 0n],
      [2n ** 64n - 2n, 2n ** 63n],
    ].map(([commit = 0n, prepare = 0n]) => ({ commit, prepare }));
    const positions = places.map(positionOf);
    expect([...positions].sort()).toEqual(positions);
    expect(positions.map(placeOf)).toEqual(places);
  });

  it.each(['', '00000000000000000001', '1/1'])('is not "%s"', (text) => {
    expect(() => placeOf(text as Position)).toThrow(RangeError);
  });

  it('is not what a server sends that knows none', () => {
    expect(() => positionOf({ commit: 2n ** 64n - 1n, prepare: 2n ** 64n - 1n })).toThrow(RangeError);
  });
});
