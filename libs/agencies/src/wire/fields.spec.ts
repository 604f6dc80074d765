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

  it('takes an empty text for none', () => expect(fields.optionalText('empty')).toBeUndefined());

  it('does not repeat personal values in what it says', () => {
    expect(() => fields.object('child').date('givenName')).toThrow(/^((?!An).)*$/);
  });
});
