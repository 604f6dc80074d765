import { editDistance, nearest } from './nearest';

describe('the word that was probably meant', () => {
  it('is the nearest one', () => expect(nearest('nedes', ['gate', 'needs', 'title'])).toBe('needs'));
  it('does not depend on capitals', () => expect(nearest('formparts', ['formParts'])).toBe('formParts'));
  it('is not guessed when nothing is near', () => expect(nearest('colour', ['gate', 'needs'])).toBeUndefined());
  it.each([
    ['', '', 0],
    ['abc', '', 3],
    ['abc', 'acb', 1],
    ['kitten', 'sitting', 3],
  ])('from “%s” to “%s” are %d edits', (from, to, edits) => expect(editDistance(from, to)).toBe(edits));
});
