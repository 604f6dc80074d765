import { mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import {
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  LogClosed,
  type NewEvent,
  type Position,
  type ReadAllOptions,
  type ReadOptions,
  type StoredEvent,
  type StreamName,
  type SubscribeOptions,
  type SubscriptionItem,
} from '../event-store';
import { refuseTooLarge } from '../event-size';
import { ordinalOf } from '../ordinal';
import { readAll, readStream } from '../paging/reading';
import { Subscriptions } from '../paging/subscriptions';
import { openToRead, refuseForeignFile } from './connection';
import { LogReadOnly } from './errors';
import { encodeFrame } from './frame';
import { LogLock } from './log-lock';
import { type LogExtent, LogReader } from './log-reader';
import { errorOf, resultOf } from './outcome';
import { WriterClient } from './writer-client';
import type { AppendOutcome } from './writer-messages';

export interface SqliteOpenOptions {
  /**
   * For inspectors: takes no lock and works whether or not an engine writes. Reads what is committed; it hears of no commits, so
   * appending and subscribing fail with {@link LogReadOnly}.
   */
  readonly readOnly?: boolean;
  /** With `readOnly`: whoever opens it hears of commits elsewhere and passes them on by `lookAgain`, so it can be subscribed to. */
  readonly told?: boolean;
}

/** Since the store was opened: appends that were settled, transactions that were synced for them. Group commit makes the second fewer. */
export interface Written {
  readonly appends: number;
  readonly commits: number;
}

/** What a store that writes has over one that reads. */
interface Writing {
  readonly lock: LogLock;
  readonly client: WriterClient;
}

/**
 * The log in one SQLite file (and its -wal, -shm and .lock beside it). A thread of its own writes, all appends that wait in one synced
 * transaction; this thread reads. The process is kept alive by an append that is under way, not by an open store.
 */
export class SqliteEventStore implements EventStore {
  readonly #subscriptions: Subscriptions;
  #written: Written = { appends: 0, commits: 0 };
  #refusal: string | undefined;
  #writing: Writing | undefined;
  #closing: Promise<void> | undefined;
  readonly #onCommit = new Set<() => void>();

  private constructor(
    private readonly reader: LogReader,
    /** Somebody says when there is something new, so that a subscription does not wait for ever. */
    private readonly hearsOfCommits: boolean,
  ) {
    this.#subscriptions = new Subscriptions(reader);
  }

  /**
   * Opens a log, or begins one, directory included.
   * @throws LogInUse another process, or another store of this one, writes to it (never with `readOnly`)
   * @throws LogFormatError the file is something else, or from a newer version, or (with `readOnly`) is not there
   */
  static async open(path: string, { readOnly = false, told = false }: SqliteOpenOptions = {}): Promise<SqliteEventStore> {
    if (readOnly) return new SqliteEventStore(new LogReader(openToRead(resolve(path))), told);

    const file = theOneName(path);
    refuseForeignFile(file);
    const lock = new LogLock(file);
    let client: WriterClient | undefined;
    try {
      // The reader can be opened only when the writer has laid out the file; nothing is handed in before.
      const opened: { store?: SqliteEventStore } = {};
      client = await WriterClient.start(file, (appends, commits) => opened.store?.committed(appends, commits));
      const store = new SqliteEventStore(new LogReader(openToRead(file)), true);
      store.#writing = { lock, client };
      opened.store = store;
      return store;
    } catch (error) {
      await client?.close();
      lock.release();
      throw error;
    }
  }

  get written(): Written {
    return this.#written;
  }

  /** Why writing does not work: its thread is dead, or the disk refused what was last tried. Nothing again once an append got through. */
  get trouble(): string | undefined {
    return this.#writing?.client.dead ?? this.#refusal;
  }

  append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      if (this.#closing) throw new LogClosed();
      if (!this.#writing) throw new LogReadOnly('this log was opened to be read: append through the engine that writes it');
      refuseTooLarge(events);
      const request = { stream, expected, events: events.length, frame: encodeFrame(events) };
      this.#writing.client.append(request, (outcome) => {
        this.#note(outcome);
        if (outcome.kind === 'stored') resolve(resultOf(outcome));
        else reject(errorOf(outcome, request));
      });
    });
  }

  readStream(stream: StreamName, options: ReadOptions = {}): AsyncIterable<StoredEvent> {
    return readStream(this.reader, stream, options);
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<StoredEvent> {
    return readAll(this.reader, options);
  }

  /** How far the log reaches at this moment. @param after count only the events behind this position */
  extent(after?: Position): LogExtent {
    return this.reader.extent(after);
  }

  subscribe(options: SubscribeOptions = {}): AsyncIterable<SubscriptionItem> {
    if (this.hearsOfCommits || this.#closing) return this.#subscriptions.subscribe(options);
    throw new LogReadOnly('this log was opened to be read and hears of no commits: read all of it instead');
  }

  /** Somebody else, in another thread or process, has committed: subscriptions look for news. Too often does no harm. */
  lookAgain(): void {
    this.#subscriptions.committed();
  }

  /** Calls back after each commit of this store, when a reader can see it; for passing it on. Returns what ends it. */
  onCommit(listener: () => void): () => void {
    this.#onCommit.add(listener);
    return () => this.#onCommit.delete(listener);
  }

  /** How many events lie up to a position, itself included. */
  eventsUpTo(position: Position): number {
    return ordinalOf(position);
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    await this.#writing?.client.close();
    this.#subscriptions.close();
    this.reader.close();
    this.#writing?.lock.release();
  }

  #note(outcome: AppendOutcome): void {
    if (outcome.kind === 'failed' || outcome.kind === 'unknown') this.#refusal = outcome.reason;
    // What stood there already was not written now.
    else if (outcome.kind === 'stored' && outcome.ordinal !== undefined && !outcome.known) this.#refusal = undefined;
  }

  private committed(appends: number, commits: number): void {
    const news = commits > this.#written.commits;
    this.#written = { appends: this.#written.appends + appends, commits };
    if (!news) return;
    this.#subscriptions.committed();
    for (const listener of this.#onCommit) listener();
  }
}

/** One file, one lock: links are followed, so that two names of a directory or a file do not make two writers. */
function theOneName(path: string): string {
  const directory = dirname(resolve(path));
  mkdirSync(directory, { recursive: true });
  const file = join(realpathSync(directory), basename(path));
  try {
    return realpathSync(file);
  } catch {
    return file; // not there yet
  }
}
