import { momentOf } from './moment';

describe('a moment on the command line', () => {
  it.each([
    ['2026-11-22T08:00:00Z', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22T15:00:00.250+07:00', '2026-11-22T08:00:00.250Z'],
    ['2026-11-22 15:00', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22T15:00', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22 15:00:30.5', '2026-11-22T08:00:30.500Z'],
    ['22/11/2026 15:00', '2026-11-22T08:00:00.000Z'],
    ['22/11/2026 06:59:59', '2026-11-21T23:59:59.000Z'],
  ])('%s is %s: without an offset it is the time of Viet Nam', (text, moment) => {
    expect(momentOf(text)).toBe(moment);
    expect(momentOf(text, 'from')).toBe(moment);
  });

  it('that is a day alone is its end, or its beginning where something begins', () => {
    expect(momentOf('2026-11-22')).toBe('2026-11-22T16:59:59.999Z');
    expect(momentOf('22/11/2026')).toBe('2026-11-22T16:59:59.999Z');
    expect(momentOf('2026-11-22', 'from')).toBe('2026-11-21T17:00:00.000Z');
  });

  it.each(['yesterday', '2026-02-30', '31/02/2026 10:00', '2026-11-22 24:00', '2026-11', '15:00', '12', ''])('is not %j', (text) => {
    expect(() => momentOf(text)).toThrow(expect.objectContaining({ code: 'moment-invalid', exit: 2 }) as Error);
  });
});
