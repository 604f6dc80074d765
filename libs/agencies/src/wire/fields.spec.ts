import { Unmappable } from '@lienthong/handoff';
import { Fields } from './fields';

const fields = Fields.of({ child: { givenName: ' An ', born: '2026-02-30', month: '2026-02', copies: 1.5, sex: 'female' }, empty: '' });

describe('reading a payload', () => {
  it('tidies texts', () => expect(fields.object('child').text('givenName')).toBe('An'));

  it('says where it found something else', () => {
    expect(() => fields.object('mother')).toThrow(new Unmappable('/mother is not an object'));
    expect(() => fields.object('child').text('familyName')).toThrow('/child/familyName is not a text');
    expect(() => fields.object('child').integer('copies')).toThrow('/child/copies is not a whole number');
    expect(() => fields.object('child').coded('sex', { male: '1' })).toThrow('/child/sex has no code at the agency');
  });

  it('knows the calendar', () => {
    expect(() => fields.object('child').date('born')).toThrow('/child/born is not a day of the calendar');
    expect(() => fields.object('child').date('month')).toThrow(Unmappable);
    expect(fields.object('child').partialDate('month')).toBe('2026-02');
  });

  it('reads lists, and says which of their entries it could not read', () => {
    const listed = Fields.of({ words: ['a', 'b'], people: [{ name: 'An', old: true }, { old: 'no' }] });
    expect(listed.codedList('words', { a: 'A', b: 'B' })).toEqual(['A', 'B']);
    expect(() => listed.codedList('words', { a: 'A' })).toThrow(new Unmappable('/words/1 has no code at the agency'));
    expect(() => listed.list('people', (person) => person.boolean('old'))).toThrow(new Unmappable('/people/1/old is not true or false'));
    expect(() => listed.list('words', (entry) => entry.text('x'))).toThrow(new Unmappable('/words/0 is not an object'));
    expect(() => listed.list('none', () => 0)).toThrow(new Unmappable('/none is not a list'));
  });

  it('takes an empty text for none', () => expect(fields.optionalText('empty')).toBeUndefined());

  it('does not repeat personal values in what it says', () => {
    expect(() => fields.object('child').date('givenName')).toThrow(/^((?!An).)*$/);
  });
});
