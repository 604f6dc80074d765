import { EventTooLarge, LogClosed, OutcomeUnknown, RevisionConflict, type StreamName } from '@lienthong/event-store';
import { LogRefused, LogUnavailable } from '@lienthong/event-store/kurrentdb';
import { appendCause } from './append-cause';

describe('why an append failed', () => {
  it.each([
    [new RevisionConflict('dossier-1' as StreamName, 1, 2), 'revision-conflict'],
    [new OutcomeUnknown('the line was cut'), 'outcome-unknown'],
    [new EventTooLarge('T', 2_000_000), 'event-too-large'],
    [new LogClosed(), 'log-closed'],
    [new LogUnavailable('away'), 'log-unavailable'],
    [new LogRefused('no'), 'log-refused'],
  ])('is told by the code of the log: %s', (error, cause) => expect(appendCause(error)).toBe(cause));

  it.each([
    new TypeError('x is not a function'),
    Object.assign(new Error('x'), { code: 'ECONNRESET' }),
    Object.assign(new Error('x'), { code: 14 }),
    'text',
    undefined,
  ])('is unexpected where it is anything else: %s', (error) => expect(appendCause(error)).toBe('unexpected'));
});
