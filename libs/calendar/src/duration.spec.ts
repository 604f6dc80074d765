import { durationMillis } from './duration';

describe('durations', () => {
  it.each([
    ['PT0S', 0],
    ['PT0.5S', 500],
    ['PT1.001S', 1_001],
    ['PT15M', 900_000],
    ['PT4H', 14_400_000],
    ['P1D', 86_400_000],
    ['P1DT2H3M4.5S', 93_784_500],
    ['PT90M', 5_400_000],
  ])('%s is %d ms', (text, millis) => expect(durationMillis(text)).toBe(millis));

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    '15M',
    'P15M',
    'P1M',
    'P1Y',
    'P1W',
    'PT1.5H',
    'PT1S1M',
    'PT-1S',
    '-PT1S',
    'pt1s',
    'PT0.0001S',
    'PT1S ',
    'PT1S\n',
  ])('%j is none', (text) => expect(() => durationMillis(text)).toThrow(RangeError));
});
