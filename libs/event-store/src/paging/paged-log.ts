import type { EventMatcher } from '../event-matcher';
import type { Position, StoredEvent, StreamName } from '../event-store';

export type Direction = 'forwards' | 'backwards';

export interface LogCut {
  /** Look behind this position, seen in the direction of reading; undefined: from the beginning or the end. */
  readonly after: Position | undefined;
  readonly direction: Direction;
  /** Undefined: everything passes. */
  readonly matcher: EventMatcher | undefined;
  /** Look at no more than so many events. */
  readonly limit: number;
}

export interface LogPage {
  /** What passed. */
  readonly events: readonly StoredEvent[];
  /** The position of the last event looked at, whether it passed or not; undefined when there was none. */
  readonly seen: Position | undefined;
  /** How many events were looked at behind the last one that passed. */
  readonly passedOver: number;
  /** Nothing more was stored at that moment. */
  readonly end: boolean;
}

export interface StreamCut {
  readonly stream: StreamName;
  /** The revision to begin with; undefined: the first or the last. */
  readonly from: number | undefined;
  readonly direction: Direction;
  readonly limit: number;
}

export interface StreamPage {
  readonly events: readonly StoredEvent[];
  readonly end: boolean;
}

/** A log in this process, read in pages of bounded size. Reading and subscribing are built on it, once for all such logs. */
export interface PagedLog {
  /** @throws LogClosed */
  page(cut: LogCut): LogPage;
  /** @throws LogClosed */
  streamPage(cut: StreamCut): StreamPage;
  /** Lets others have their turn between two pages, so that a long read holds up nobody. */
  turn(): Promise<void>;
}
