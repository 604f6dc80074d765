import type { Breach } from '@lienthong/bundle';
import type { ValidationError } from 'class-validator';

/** The request breaks the API's own contract, before any bundle is asked. */
export class RequestInvalid extends Error {
  readonly code = 'request-invalid';
  constructor(readonly breaches: readonly Breach[]) {
    super(`request-invalid: ${breaches.map(({ field, rule }) => `${field} (${rule})`).join(', ')}`);
  }

  static from(errors: readonly ValidationError[]): RequestInvalid {
    return new RequestInvalid(errors.flatMap((error) => breachesOf(error, '')));
  }
}

function breachesOf({ property, constraints = {}, children = [] }: ValidationError, path: string): Breach[] {
  const field = `${path}/${property}`;
  const own = Object.entries(constraints).map(([rule, en]) => ({
    field,
    rule,
    message: { vi: `Trường ${field} không hợp lệ (${rule}).`, en },
  }));
  return [...own, ...children.flatMap((child) => breachesOf(child, field))];
}
