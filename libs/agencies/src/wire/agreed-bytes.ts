import { Unmappable } from '@lienthong/handoff';
import { canonicalBytes, parseJson } from './canonical-json';
import type { WireSchema } from './wire-schema';

/** The bytes of a message that we are about to send. What the agency's own schema would refuse never leaves: `Unmappable`. */
export function agreedBytes<T>(schema: WireSchema<T>, message: T): Uint8Array {
  const bytes = canonicalBytes(message);
  const breaches = schema.breaches(parseJson(bytes));
  if (breaches.length > 0) throw new Unmappable(`does not fit the agency's message: ${breaches.slice(0, 5).join('; ')}`);
  return bytes;
}
