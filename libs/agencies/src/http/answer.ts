import type { IncomingHttpHeaders } from 'node:http';
import type { TransportCode } from './transport.errors';

export interface Answer {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly received: Uint8Array;
}

/** No answer that can be read. `reached: false` is a promise: not one byte of the request left, so it cannot have been processed. */
export interface NoAnswer {
  readonly kind: 'no-answer';
  readonly reached: boolean;
  readonly code: TransportCode;
  readonly detail: string;
}

/** The name and text of an error, cut short. */
export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error).slice(0, 300);
  const code = (error as NodeJS.ErrnoException).code;
  return `${code ? `${code}: ` : ''}${error.message}`.slice(0, 300);
}
