import {
  AccessDeniedError,
  InvalidArgumentError,
  InvalidTransactionError,
  MaxAppendSizeExceededError,
  RequiredMetadataPropertyMissingError,
  StreamDeletedError,
  UnsupportedError,
} from '@eventstore/db-client';
import { LogRefused } from './errors';

const refusals = [
  AccessDeniedError,
  InvalidArgumentError,
  InvalidTransactionError,
  RequiredMetadataPropertyMissingError,
  StreamDeletedError,
  UnsupportedError,
];

/**
 * Whether a failed call was refused for good. Everything else – no connection, a deadline, a call cancelled or aborted, no leader or
 * another one, an answer that nobody understands – says nothing about what the server did: it may have done it.
 * @returns undefined when the same call may well succeed when it is made again
 */
export function refusalIn(error: unknown): LogRefused | undefined {
  if (error instanceof MaxAppendSizeExceededError) {
    return new LogRefused(
      `the server takes ${error.maxAppendSize} bytes in one append at the most: set its option MaxAppendSize to 16777216`,
    );
  }
  if (refusals.some((refusal) => error instanceof refusal)) {
    return new LogRefused(`the server refuses: ${reasonOf(error)}`);
  }
  return undefined;
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
