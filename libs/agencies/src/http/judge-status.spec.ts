import { instant } from '@lienthong/calendar';
import { policeErrors } from '../police';
import { toDelivery } from './finding';
import { judgeProblem } from './problem';

const now = instant('2026-10-26T03:15:00.000Z');
const judged = (status: number, body: string, headers = {}) =>
  toDelivery(judgeProblem({ kind: 'answered', status, headers, received: new TextEncoder().encode(body) }, policeErrors, now));

describe('an answer that is not a success', () => {
  it('is judged by the code that the agency names', () => {
    expect(judged(422, '{"code":"WRONG_JURISDICTION"}')).toMatchObject({ kind: 'refused', code: 'WRONG_JURISDICTION' });
    expect(judged(500, '{"code":"MAINTENANCE"}')).toMatchObject({ kind: 'unavailable', code: 'MAINTENANCE' });
    expect(judged(500, '{"code":"INTERNAL"}')).toMatchObject({ kind: 'unknown', code: 'INTERNAL' });
  });

  it('is surely not processed when the agency asks for patience', () => {
    expect(judged(429, '')).toMatchObject({ kind: 'unavailable', code: 'please-wait' });
    expect(judged(503, '', { 'retry-after': '30' })).toMatchObject({ kind: 'unavailable', code: 'please-wait', retryAfterMs: 30_000 });
  });

  it('is perhaps processed when their system failed without saying how', () => {
    expect(judged(503, '')).toMatchObject({ kind: 'unknown', code: 'server-error' });
    expect(judged(502, '<html>')).toMatchObject({ kind: 'unknown', code: 'server-error' });
    expect(judged(500, '{"code":"NEVER_HEARD_OF"}')).toMatchObject({ kind: 'unknown', code: 'server-error' });
  });

  it('is final when they refuse it with an error that nobody knows', () => {
    expect(judged(400, '{"code":"NEVER_HEARD_OF"}')).toMatchObject({ kind: 'refused', code: 'unlisted-error' });
  });

  it('is perhaps processed when it is a redirect', () =>
    expect(judged(302, '')).toMatchObject({ kind: 'unknown', code: 'unreadable-answer' }));

  it('does not take words of the language for codes', () => {
    expect(judged(400, '{"code":"constructor"}')).toMatchObject({ code: 'unlisted-error' });
  });
});
