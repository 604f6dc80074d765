import fc from 'fast-check';
import { instant, toMillis } from '@lienthong/calendar';
import { NotThatMessage } from '../wire';
import { readCompact, readDotted, readTimestamp, writeCompact, writeDotted, writeTimestamp } from './justice.dates';

describe('times, dd/MM/yyyy HH:mm:ss', () => {
  it('are those of Viet Nam', () => {
    expect(writeTimestamp(instant('2026-12-31T17:00:05.000Z'))).toBe('01/01/2027 00:00:05');
    expect(readTimestamp('01/01/2027 00:00:05')).toBe('2026-12-31T17:00:05.000Z');
  });

  it('come back as they went, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        expect(toMillis(readTimestamp(writeTimestamp(instant(seconds * 1000))))).toBe(seconds * 1000);
      }),
    );
  });

  it.each([
    '31/02/2026 10:00:00',
    '1/2/2026 10:00:00',
    '01/02/2026 24:00:00',
    '01/02/2026 10:60:00',
    '01/02/2026',
    '01.02.2026 10:00:00',
    '',
  ])('are not read from %j', (text) => expect(() => readTimestamp(text)).toThrow(NotThatMessage));
});

describe('dates of birth, dd.MM.yyyy', () => {
  it.each([
    ['2026-10-24', '24.10.2026'],
    ['1996-11', '11.1996'],
    ['1994', '1994'],
  ])('may be partial: %s', (ours, theirs) => {
    expect(writeDotted(ours)).toBe(theirs);
    expect(readDotted(theirs)).toBe(ours);
  });

  it.each(['29.02.2025', '13.1996', '00.1996', '24/10/2026', '20261024', '94', '1.1.1994', ''])('are not read from %j', (text) =>
    expect(() => readDotted(text)).toThrow(NotThatMessage),
  );
});

describe('dates of entries, yyyyMMdd', () => {
  it('are whole', () => {
    expect(writeCompact('2026-10-26')).toBe('20261026');
    expect(readCompact('20261026')).toBe('2026-10-26');
  });

  it.each(['20260230', '2026', '202610', '26.10.2026', '2026-10-26', ''])('are not read from %j', (text) =>
    expect(() => readCompact(text)).toThrow(NotThatMessage),
  );
});
