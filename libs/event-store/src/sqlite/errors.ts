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
