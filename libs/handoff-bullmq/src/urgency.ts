import { toMillis, type Instant } from '@lienthong/calendar';

/** BullMQ takes first what has the lowest number, from 1 to this; what has the same, in the order in which it came. */
const NUMBERS = 2 ** 21 - 1;

/**
 * The priority of what is due since then: by the minute, since BullMQ's numbers are few. About every four years (next in autumn 2029) the
 * count begins anew, and what was due before then waits until what became due after it is done.
 */
export const urgency = (dueAt: Instant): number => 1 + (Math.floor(toMillis(dueAt) / 60_000) % NUMBERS);
