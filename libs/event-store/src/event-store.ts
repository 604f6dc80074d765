/**
 * The port to the log. Everything that happened is kept here, and only here, for ever.
 * `conformance/` holds the tests that every adapter passes.
 *
 * A closed store takes nothing more: appends and reads fail with {@link LogClosed}, subscriptions end.
 */

/** `dossier-<id>`, `messages-<id>`, … : a category, a hyphen, an id. */
export type StreamName = string & { readonly __brand: 'StreamName' };

/** A place in the whole log. Opaque: compare with `<`, store, hand back; never count with it. Sorts as text. */
export type Position = string & { readonly __brand: 'Position' };

/** What the writer believes about the stream: its last revision, that it does not exist, that it does, or nothing. */
export type ExpectedRevision = number | 'none' | 'exists' | 'any';

/**
 * An event to be written. `id` is a UUID, chosen by the writer: the same id means the same event.
 * The bytes are copied when they are handed in; the caller may use its buffers again at once.
 */
export interface NewEvent {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

/**
 * An event as it is stored. `revision` counts from 0 in its stream. The bytes come back as they were written.
 * They may be shared with other readers and with the rest of a batch: read them, never write into them.
 */
export interface StoredEvent extends NewEvent {
  readonly stream: StreamName;
  readonly revision: number;
  readonly position: Position;
}

export interface AppendResult {
  /** The revision of the last event of the batch. For an empty batch: of the stream, or -1 if it does not exist. */
  readonly revision: number;
  /** The position of the last event of the batch; absent for an empty batch. */
  readonly position?: Position;
  /** Nothing was written: the batch stood there already, with the same ids, though perhaps with other bytes. */
  readonly known?: true;
}

export interface ReadOptions {
  /** The revision to begin with, itself included; default: the first, or the last when reading backwards. */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  /** At most so many events; default: all. */
  readonly limit?: number;
}

export interface ReadAllOptions {
  /** Events after this position (before it, when reading backwards); default: from the beginning (the end). */
  readonly after?: Position;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
  readonly filter?: EventFilter;
}

/** An event passes when its stream starts with one of the prefixes and its type is one of the types. Absent: all pass. */
export interface EventFilter {
  readonly streamPrefixes?: readonly string[];
  readonly types?: readonly string[];
}

export interface SubscribeOptions {
  /** The last position that was handled; default: start at the beginning. */
  readonly after?: Position;
  readonly filter?: EventFilter;
  /**
   * With a filter: tell the position at least once in so many events that were passed over in a row. Default 1,000.
   * A store in this process tells it whenever it catches up, too.
   */
  readonly checkpointEvery?: number;
  /** Ends the subscription; the iteration then finishes without an error. */
  readonly signal?: AbortSignal;
}

export type SubscriptionItem =
  | { readonly kind: 'event'; readonly event: StoredEvent }
  /** Nothing that passes the filter lies at or before this position that was not delivered already. */
  | { readonly kind: 'checkpoint'; readonly position: Position }
  /** All that was stored when the subscription looked last has been delivered; what follows is news. Told each time it catches up. */
  | { readonly kind: 'live' };

export interface EventStore {
  /**
   * Writes a batch: all of it or nothing, in order, behind what was handed in before it for the same stream. Resolves when the batch is
   * durable.
   *
   * Idempotent by event id at an explicit revision or `none`: if all of the batch stands right behind the expected
   * revision already, with the same ids, that is success. With `any` and `exists` it is success when the batch is the
   * tail of the stream. A batch of which only a part is known is a conflict.
   *
   * An empty batch writes nothing and only checks the expectation, to the letter: a number must be the last revision.
   *
   * @throws RevisionConflict the stream is not where the writer believes it to be; nothing was written
   * @throws OutcomeUnknown the connection failed on the way; append again with the same ids
   * @throws EventTooLarge one event's data and metadata exceed {@link MAX_EVENT_BYTES}; nothing was written
   * @throws LogClosed the store was closed before; nothing was written
   */
  append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult>;

  /** The events of one stream, in order. An unknown stream is empty. */
  readStream(stream: StreamName, options?: ReadOptions): AsyncIterable<StoredEvent>;

  /** The events of all streams in the order of the log. */
  readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent>;

  /** First all that is stored, then what comes, each exactly once and in order. The reader keeps its own checkpoint. */
  subscribe(options?: SubscribeOptions): AsyncIterable<SubscriptionItem>;

  /** Waits for what was handed in, ends the subscriptions, lets go of files and connections. A second call changes nothing. */
  close(): Promise<void>;
}

/** Largest event (data plus metadata, in bytes) that every adapter takes: 1 MiB. */
export const MAX_EVENT_BYTES = 1_048_576;

export class RevisionConflict extends Error {
  readonly code = 'revision-conflict';
  constructor(
    readonly stream: StreamName,
    readonly expected: ExpectedRevision,
    /** The stream's last revision, or -1 if it does not exist. */
    readonly actual: number,
  ) {
    super(`${stream}: expected revision ${expected}, found ${actual < 0 ? 'no stream' : actual}`);
  }
}

/** The append may or may not have happened. Appending again with the same ids is safe. */
export class OutcomeUnknown extends Error {
  readonly code = 'outcome-unknown';
}

export class EventTooLarge extends Error {
  readonly code = 'event-too-large';
  constructor(type: string, bytes: number) {
    super(
      `${type}: ${bytes} bytes, but an event may hold ${MAX_EVENT_BYTES} at the most; keep large content outside the event, under its hash`,
    );
  }
}

/** The store was closed; open it again to go on. */
export class LogClosed extends Error {
  readonly code = 'log-closed';
  constructor() {
    super('this log was closed: open it again to read or write');
  }
}

/** Another process writes to the same log. One log, one writer. */
export class LogInUse extends Error {
  readonly code = 'log-in-use';
  constructor(path: string) {
    super(`${path} is in use by another engine: stop that one first, or give this one a data directory of its own (LIENTHONG_DATA_DIR)`);
  }
}
