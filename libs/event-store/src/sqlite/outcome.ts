import { type AppendResult, type ExpectedRevision, OutcomeUnknown, RevisionConflict, type StreamName } from '../event-store';
import { positionOf } from '../ordinal';
import { LogWriteFailed } from './errors';
import type { AppendOutcome } from './writer-messages';

type Stored = Extract<AppendOutcome, { kind: 'stored' }>;

/** The writer's outcome in the port's words. */
export function resultOf({ revision, ordinal, known }: Stored): AppendResult {
  return ordinal === undefined ? { revision } : { revision, position: positionOf(ordinal), ...(known && { known }) };
}

/** The same for what went wrong. */
export function errorOf(
  outcome: Exclude<AppendOutcome, Stored>,
  { stream, expected }: { readonly stream: StreamName; readonly expected: ExpectedRevision },
): Error {
  switch (outcome.kind) {
    case 'conflict':
      return new RevisionConflict(stream, expected, outcome.actual);
    case 'failed':
      return new LogWriteFailed(`${stream}: not stored (${outcome.reason}); append again when there is space and the disk is well`);
    case 'unknown':
      return new OutcomeUnknown(`${stream}: the outcome is unknown (${outcome.reason}); append again with the same ids`);
  }
}
