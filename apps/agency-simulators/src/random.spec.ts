import { digits, randomFor } from './random';

describe('seeded numbers', () => {
  it('are the same for the same seed and matter, whatever else is drawn between', () => {
    const first = digits(randomFor('s', 'police', 'h-1'), 20);
    digits(randomFor('s', 'police', 'h-2'), 20);
    expect(digits(randomFor('s', 'police', 'h-1'), 20)).toBe(first);
  });

  it('differ between seeds and between matters', () => {
    const of = (...names: [string, ...string[]]) => digits(randomFor(...names), 20);
    expect(new Set([of('s', 'a', 'b'), of('t', 'a', 'b'), of('s', 'ab'), of('s', 'a', 'c')]).size).toBe(4);
  });

  it('lie between zero and one', () => {
    const random = randomFor('s');
    for (let nth = 0; nth < 1_000; nth += 1) {
      const value = random();
      expect(value >= 0 && value < 1).toBe(true);
    }
  });
});
