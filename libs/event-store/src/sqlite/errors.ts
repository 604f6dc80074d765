import type { Position, StreamName } from '../event-store';

/** The file is no log, or one that this version cannot read. Nothing in it was changed. */
export class LogFormatError extends Error {
  readonly code = 'log-format';
}

/** The log was opened to be read: it takes no appends and hears of no commits. */
export class LogReadOnly extends Error {
  readonly code = 'log-read-only';
}

/** The disk refused the append and nothing of it was stored. The store goes on: append again when the cause is gone. */
export class LogWriteFailed extends Error {
  readonly code = 'log-write-failed';
}

/** An append's bytes cannot be read. Whoever reads on behind `position` gets everything else. */
export class LogDamaged extends Error {
  readonly code = 'log-damaged';
  constructor(
    readonly stream: StreamName,
    /** Its first and its last event. */
    readonly revisions: readonly [first: number, last: number],
    /** Of its last event. */
    readonly position: Position,
    readonly reason: string,
  ) {
    super(`damaged log: ${stream}, revisions ${revisions.join(' to ')}, up to position ${position}: ${reason}`);
  }
}
