import { instant } from '@lienthong/calendar';
import { retryAfterMs } from './retry-after';

const now = instant('2026-10-26T03:15:00.000Z');

describe('Retry-After', () => {
  it('is read as seconds', () => expect(retryAfterMs('120', now)).toBe(120_000));
  it('is read as a date', () => expect(retryAfterMs('Mon, 26 Oct 2026 03:16:00 GMT', now)).toBe(60_000));
  it('is believed up to a day', () => expect(retryAfterMs('999999999', now)).toBe(86_400_000));
  it('is nothing to wait for when the date is past', () => expect(retryAfterMs('Mon, 26 Oct 2026 03:14:00 GMT', now)).toBe(0));
  it.each([undefined, '', 'soon', '-1', '1.5', '2026-10-26', 'Mon, 99 Oct 2026 03:16:00 GMT'])('is ignored when it says %j', (field) =>
    expect(retryAfterMs(field, now)).toBeUndefined(),
  );
});
