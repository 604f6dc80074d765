import type { Clock } from '@lienthong/calendar';
import { MessageRejected, type InboundRequest } from '@lienthong/handoff';
import { NotThatMessage, type WireSchema } from '../wire/wire-schema';
import { SignatureRejected, verifyRequest, type VerificationKeys } from './message-signature';

/** Reads a message that an agency sent us: first whether it is theirs, then what it says. Throws `MessageRejected`. */
export async function readSigned<T>(request: InboundRequest, schema: WireSchema<T>, keys: VerificationKeys, clock: Clock): Promise<T> {
  try {
    await verifyRequest(request, { keys, now: clock.now() });
  } catch (error) {
    if (error instanceof SignatureRejected) throw new MessageRejected('unsigned', error.message);
    throw error;
  }
  return readable(() => schema.read(request.body));
}

/** Runs a reading; what it cannot read becomes `MessageRejected('unreadable')`. */
export function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof NotThatMessage) throw new MessageRejected('unreadable', error.message);
    throw error;
  }
}
