import { IdempotencyKeyInvalid, parseIdempotencyKey } from './idempotency-key';

describe('the key under which a client repeats', () => {
  it.each([
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"two words"', 'two words'],
    ['x'.repeat(255), 'x'.repeat(255)],
  ])('may be %s', (field, key) => expect(parseIdempotencyKey(field)).toBe(key));

  it.each(['', '""', ' ', 'two words', 'a, b', '"a', 'a"', '"a\\"b"', 'a\\b', 'khóa', 'a\u0000', 'a\n', 'x'.repeat(256), '"a"; b=1'])(
    'may not be %j',
    (field) => expect(() => parseIdempotencyKey(field)).toThrow(IdempotencyKeyInvalid),
  );
});
