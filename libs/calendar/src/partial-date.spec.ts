import { isPartialDate } from './partial-date';

describe('dates of which a part may be unknown', () => {
  it.each(['1994', '1994-03', '1994-03-18', '2028-02-29', '0001-01-01'])('%s is one', (text) => expect(isPartialDate(text)).toBe(true));

  it.each([
    '',
    '94',
    '1994-3',
    '1994-00',
    '1994-13',
    '2026-02-29',
    '2026-02-30',
    '2026-04-31',
    '1994-03-',
    '1994-03-18T',
    '18.03.1994',
    '+1994',
    '1994\n',
  ])('%j is none', (text) => expect(isPartialDate(text)).toBe(false));
});
