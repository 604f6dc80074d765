import type { Bundle } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';

/** Until when a supplement may be provided. No calendar is there to say so yet. */
export const supplementWindow = (_bundle: Bundle, _now: Instant): Instant | undefined => undefined;
