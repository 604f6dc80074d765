/**
 * Why an append may fail: the codes of the log and of its adapters. A fixed list, since each word is a series that Prometheus keeps, and since
 * what an error of a library calls itself is for nobody's alert. Anything else is `unexpected`.
 */
export const APPEND_CAUSES = [
  'revision-conflict',
  'outcome-unknown',
  'event-too-large',
  'log-write-failed',
  'log-unavailable',
  'log-refused',
  'log-closed',
  'log-read-only',
  'log-damaged',
  'unexpected',
] as const;

export type AppendCause = (typeof APPEND_CAUSES)[number];

/** The cause that is told of an error. */
export function appendCause(error: unknown): AppendCause {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return APPEND_CAUSES.find((cause) => cause === code) ?? 'unexpected';
}
