import type { StreamName } from '@lienthong/event-store';

/**
 * `target-differs`: the target's last event is not one of the source, so it is no copy of it.
 * `target-written`: somebody else wrote to the target while it was copied into.
 */
export type LogCopyRefusal = 'target-differs' | 'target-written';

/** Nothing more was copied. What was copied before stays. */
export class LogCopyRefused extends Error {
  constructor(
    readonly code: LogCopyRefusal,
    readonly stream: StreamName,
    readonly revision: number,
  ) {
    super(`${code}: ${stream} at revision ${revision}`);
  }
}
