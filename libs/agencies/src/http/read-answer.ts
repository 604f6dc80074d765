import { NotThatMessage, type WireSchema } from '../wire/wire-schema';
import type { Answer } from './answer';
import { transportFinding, type Finding } from './finding';

/** The message in a successful answer, or the finding that it is not that message. */
export function readAnswer<T extends object>(answer: Answer, schema: WireSchema<T>): T | Finding {
  try {
    return schema.read(answer.received);
  } catch (error) {
    if (!(error instanceof NotThatMessage)) throw error;
    return transportFinding('unreadable-answer', error.message, answer.received);
  }
}
