import { RecentlyUsed } from './recently-used';

describe('what was used recently', () => {
  const filled = (): RecentlyUsed<string, number> => {
    const map = new RecentlyUsed<string, number>(2);
    map.set('a', 1);
    map.set('b', 2);
    return map;
  };
  const held = (map: RecentlyUsed<string, number>): (number | undefined)[] => ['a', 'b', 'c'].map((key) => map.get(key));

  it('lets the one go that was not asked for the longest', () => {
    const map = filled();
    map.get('a');
    map.set('c', 3);
    expect(held(map)).toEqual([1, undefined, 3]);
  });

  it('counts writing as use, and holds the last value', () => {
    const map = filled();
    map.set('a', 9);
    map.set('c', 3);
    expect(held(map)).toEqual([9, undefined, 3]);
  });

  it('never holds more than its size', () => {
    const map = filled();
    map.set('c', 3);
    expect(held(map)).toEqual([undefined, 2, 3]);
  });

  it('lets go what is deleted', () => {
    const map = filled();
    map.delete('a');
    map.delete('unheard of');
    map.set('c', 3);
    expect(held(map)).toEqual([undefined, 2, 3]);
  });
});
