import type { EventStoreDBClient } from '@eventstore/db-client';
import { eventMatcher } from '../event-matcher';
import { refuseTooLarge } from '../event-size';
import {
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  LogClosed,
  type NewEvent,
  type ReadAllOptions,
  type ReadOptions,
  type StoredEvent,
  type StreamName,
  type SubscribeOptions,
  type SubscriptionItem,
} from '../event-store';
import { fromPages } from '../paging/page-iterator';
import { type Credentials, readAddress, shown } from './address';
import { Appender } from './appender';
import { Bell } from './bell';
import { CatchUp } from './catch-up';
import { clientFor } from './client-for';
import { LogReader } from './log-reader';
import { patiently, pause, type Pause } from './patience';
import { toServer } from './stored-form';

/** A read is made so often before it fails: with the pauses between, three seconds for a cluster to find its leader. */
const readTries = 6;

/** For servers without users. Without TLS the client sends no credentials, whatever they are. */
const nobody: Credentials = { username: 'none', password: 'none' };

export interface KurrentDbOptions {
  /** How it waits before it tries again; for tests. */
  readonly pause?: Pause;
}

/** The log in a KurrentDB (EventStoreDB) server or cluster. Any number of processes may write to it. */
export class KurrentDbEventStore implements EventStore {
  /** Where the log is, without user and password. */
  readonly shownAddress: string;
  readonly #client: EventStoreDBClient;
  readonly #reader: LogReader;
  readonly #appender: Appender;
  readonly #bell: Bell;
  readonly #pause: Pause;
  readonly #closed = new AbortController();
  readonly #subscriptions = new Set<CatchUp>();
  #closing: Promise<void> | undefined;
  #trouble: string | undefined;

  /**
   * @param address a connection string; the first call connects, not this
   * @throws LogAddressInvalid
   */
  constructor(address: string, options: KurrentDbOptions = {}) {
    const read = readAddress(address);
    const client = (this.#client = clientFor(read));
    this.shownAddress = shown(read);
    this.#pause = options.pause ?? pause;
    this.#reader = new LogReader(client);
    this.#bell = new Bell(client, this.#pause, this.#closed.signal, this.#note);
    const credentials = (read.tls && read.credentials) || nobody;
    this.#appender = new Appender({ client, credentials, read: this.#readBeforeAppend, pause: this.#pause, onFailure: this.#note });
  }

  /** Why the server cannot be used, by the last call that failed. Nothing again once a call got through. */
  get trouble(): string | undefined {
    return this.#trouble;
  }

  async append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    if (this.#closing) throw new LogClosed();
    refuseTooLarge(events);
    return this.#appender.append(stream, { ids: events.map(({ id }) => id), events: events.map(toServer) }, expected);
  }

  readStream(stream: StreamName, { from: first, direction = 'forwards', limit = Infinity }: ReadOptions = {}): AsyncIterable<StoredEvent> {
    return fromPages(() => {
      let from = first;
      let wanted = limit;
      return {
        next: async () => {
          if (wanted <= 0) return undefined;
          const page = await this.#read(() => this.#reader.stream(stream, from, direction, wanted));
          const last = page.events.at(-1);
          if (last) from = last.revision + (direction === 'forwards' ? 1 : -1);
          wanted = page.end || (from ?? 0) < 0 ? 0 : wanted - page.events.length;
          return page.events;
        },
      };
    });
  }

  readAll({ after: first, direction = 'forwards', limit = Infinity, filter }: ReadAllOptions = {}): AsyncIterable<StoredEvent> {
    const matcher = eventMatcher(filter);
    return fromPages(() => {
      let after = first;
      let wanted = limit;
      return {
        next: async () => {
          if (wanted <= 0) return undefined;
          const page = await this.#read(() => this.#reader.all(after, direction, matcher ? Infinity : wanted));
          after = page.seen ?? after;
          const passed = matcher ? page.events.filter((each) => matcher.stream(each.stream) && matcher.type(each.type)) : page.events;
          const told = passed.slice(0, wanted);
          wanted = page.end ? 0 : wanted - told.length;
          return told;
        },
      };
    });
  }

  subscribe(options: SubscribeOptions = {}): AsyncIterable<SubscriptionItem> {
    return fromPages(() => {
      const world = { reader: this.#reader, bell: this.#bell, pause: this.#pause, onFailure: this.#note };
      const pages = new CatchUp(world, options, () => this.#subscriptions.delete(pages));
      this.#subscriptions.add(pages);
      if (this.#closing) pages.release();
      return pages;
    });
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    await this.#appender.idle();
    this.#closed.abort();
    for (const subscription of [...this.#subscriptions]) subscription.release();
    await this.#client.dispose();
  }

  async #read<T>(page: () => Promise<T>): Promise<T> {
    if (this.#closing) throw new LogClosed();
    const read = await this.#patiently(page);
    // A call that closing cancels ends without an error, as if nothing more were stored.
    if (this.#closed.signal.aborted) throw new LogClosed();
    return read;
  }

  /** Also while the store is being closed: what was handed in before is still decided. */
  readonly #readBeforeAppend = async (stream: StreamName, from: number | undefined, limit: number): Promise<readonly StoredEvent[]> => {
    const events: StoredEvent[] = [];
    const direction = from === undefined ? 'backwards' : 'forwards';
    for (let next = from; ; next = (events.at(-1)?.revision ?? 0) + 1) {
      const place = next;
      const page = await this.#patiently(() => this.#reader.stream(stream, place, direction, limit - events.length));
      events.push(...page.events);
      if (page.end || events.length >= limit) return events;
    }
  };

  #patiently<T>(call: () => Promise<T>): Promise<T> {
    return patiently(call, { tries: readTries, pause: this.#pause, onFailure: this.#note, signal: this.#closed.signal });
  }

  readonly #note = (reason: string | undefined): void => {
    this.#trouble = reason;
  };
}
