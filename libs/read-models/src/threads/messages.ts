import type { Instant } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import type { PatienceByAgency } from '../dossiers/dossier-projection';

/** What a thread is started with. */
export interface ThreadData {
  readonly logFile: string;
  readonly file: string;
  readonly patience: PatienceByAgency;
}

/** To the thread that keeps the tables. */
export type ToKeeper =
  /** There is something new in the log. */
  | { readonly kind: 'committed' }
  | Postponement
  /** Finish the batch, close the file, end. */
  | { readonly kind: 'close' };

export interface Postponement {
  readonly kind: 'postpone';
  /** Comes back with the answer. */
  readonly request: number;
  readonly handoffs: readonly HandoffId[];
  readonly until: Instant;
  readonly trouble?: string;
}

export type FromKeeper =
  /** The file is there and can be read; the tables are true at this position. */
  | { readonly kind: 'ready'; readonly position?: Position }
  | { readonly kind: 'reached'; readonly position: Position; readonly events: number }
  /** All that is stored has been applied. */
  | { readonly kind: 'live' }
  | { readonly kind: 'postponed'; readonly request: number; readonly failure?: string }
  /** It keeps the tables no longer, and ends. */
  | { readonly kind: 'failed'; readonly reason: string };

/** To the thread that makes tables anew: catch up once more, then complete the file and end. */
export type ToFiller = { readonly kind: 'complete' };

export type FromFiller =
  | { readonly kind: 'progress'; readonly position: Position; readonly events: number }
  /** Nearly there: it goes on when it is told to complete. */
  | { readonly kind: 'caught-up' }
  | { readonly kind: 'completed' }
  | { readonly kind: 'failed'; readonly reason: string };

/** An error in one line. Errors lose their codes on the way between threads. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error ? `${String(error.code)}: ${error.message}` : error.message;
}
