/** An `Idempotency-Key` that cannot be one. */
export class IdempotencyKeyInvalid extends Error {
  readonly code = 'idempotency-key-invalid';
}

// draft-ietf-httpapi-idempotency-key-header: a string of a structured field (RFC 8941). Most clients leave its quotes out.
const KEY = /^(?:"([\x20-\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x5b\x5d-\x7e]{1,255}))$/;

/** The key in the field, with or without its quotes. Throws {@link IdempotencyKeyInvalid}. */
export function parseIdempotencyKey(field: string): string {
  const [, quoted, bare] = KEY.exec(field) ?? [];
  const key = quoted ?? bare;
  if (key === undefined) throw new IdempotencyKeyInvalid('1 to 255 visible ASCII characters are expected');
  return key;
}
