import { names, parseEntityTags, PreconditionInvalid } from './entity-tags';

describe('entity tags', () => {
  it.each([
    ['*', 'any'],
    [' * ', 'any'],
    ['"3"', [3]],
    ['"0", "12"', [0, 12]],
    [',, "1" ,\t"2",', [1, 2]],
    ['"somebody,else\'s", "7"', [7]],
    ['""', []],
    ['"03", "-1", "1.0"', []],
  ])('of %s name %j', (field, versions) => expect(parseEntityTags(field, 'strong')).toEqual(versions));

  it('that are weak count where a stored answer is compared, not where something is changed', () => {
    expect(parseEntityTags('W/"3", "4"', 'strong')).toEqual([4]);
    expect(parseEntityTags('W/"3", "4"', 'weak')).toEqual([3, 4]);
  });

  it.each([
    '',
    ' ',
    ',',
    '3',
    '"3',
    '3"',
    '"3" "4"',
    'w/"3"',
    '"3";',
    '*, "3"',
    '"a\u0000"',
    '"3"\n',
    `${'"1",'.repeat(2_000)}x`,
    `${' '.repeat(16_000)}x`,
  ])('are refused: %j', (field) => expect(() => parseEntityTags(field, 'strong')).toThrow(PreconditionInvalid));

  it('that are any name every revision', () => expect([names('any', 5), names([4], 5), names([4, 5], 5)]).toEqual([true, false, true]));
});
