import { AtInvalid, parseAt } from './at';

describe('the state that is asked for', () => {
  it.each([
    ['0', { revision: 0 }],
    ['12', { revision: 12 }],
    ['2026-09-21T08:15:00Z', { moment: '2026-09-21T08:15:00.000Z' }],
    ['2026-09-21T15:15:00.5+07:00', { moment: '2026-09-21T08:15:00.500Z' }],
    ['2026-09-21T15:15:00 07:00', { moment: '2026-09-21T08:15:00.000Z' }],
  ])('%s is a revision or a moment', (text, at) => expect(parseAt(text)).toEqual(at));

  it.each([
    '',
    '-1',
    '1.5',
    '1e3',
    '0x1',
    '9999999999',
    '2026-09-21',
    '2026-09-21T08:15:00',
    '2026-02-30T08:15:00Z',
    'now',
    ' 1',
    '1 07:00',
  ])('“%s” is neither', (text) => expect(() => parseAt(text)).toThrow(AtInvalid));
});
