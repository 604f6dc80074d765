import fc from 'fast-check';
import { changesBetween } from './changes';

describe('what became another in a form', () => {
  const before = { child: { givenName: 'An', copies: 3 }, relatives: ['Nam', 'Thảo'], pledge: true };

  it.each([
    ['nothing', before, []],
    ['a field', { ...before, child: { givenName: 'Ân', copies: 3 } }, [{ field: '/child/givenName', before: 'An', after: 'Ân' }]],
    ['a field that is gone', { ...before, child: { givenName: 'An' } }, [{ field: '/child/copies', before: 3 }]],
    ['a field that is new', { ...before, 'a/b~c': null }, [{ field: '/a~1b~0c', after: null }]],
    [
      'an element',
      { ...before, relatives: ['Nam', 'Mai', 'Hoa'] },
      [
        { field: '/relatives/1', before: 'Thảo', after: 'Mai' },
        { field: '/relatives/2', after: 'Hoa' },
      ],
    ],
    [
      'a list that is none any more',
      { ...before, relatives: { 0: 'Nam' } },
      [{ field: '/relatives', before: ['Nam', 'Thảo'], after: { 0: 'Nam' } }],
    ],
  ])('is named by its place: %s', (_, after, changes) => expect(changesBetween(before, after)).toEqual(changes));

  it('is nothing exactly when both are the same', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(changesBetween(one, structuredClone(one))).toEqual([]);
        const same = changesBetween(one, other).length === 0;
        expect(same).toBe(changesBetween(other, one).length === 0);
      }),
    ));
});
