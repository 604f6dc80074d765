/** The server cannot be reached, or says that it cannot serve now, and did so for all tries. Nothing is known to be wrong with the log. */
export class LogUnavailable extends Error {
  readonly code = 'log-unavailable';
}

/** The server understood and refuses; the same again would be refused again. Nothing was written. */
export class LogRefused extends Error {
  readonly code = 'log-refused';
}

/** The address of the log cannot be used as it stands. The message names no user and no password. */
export class LogAddressInvalid extends Error {
  readonly code = 'log-address-invalid';
}
