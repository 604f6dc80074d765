import {
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  LogClosed,
  type NewEvent,
  type ReadAllOptions,
  type ReadOptions,
  RevisionConflict,
  type StoredEvent,
  type StreamName,
  type SubscribeOptions,
  type SubscriptionItem,
} from '../event-store';
import { refuseTooLarge } from '../event-size';
import { judge } from '../expectation';
import { readAll, readStream } from '../paging/reading';
import { Subscriptions } from '../paging/subscriptions';
import { MemoryLog } from './memory-log';

/**
 * The log in this process's memory, for tests and simulations. An append has happened when the call returns its promise; there is no
 * timer, no clock and no chance in it, so the same calls give the same log and the same order of wake-ups.
 */
export class MemoryEventStore implements EventStore {
  readonly #log = new MemoryLog();
  readonly #subscriptions = new Subscriptions(this.#log);

  // Async without an await: a refusal becomes a rejected promise, and all of it runs within the call.
  async append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    if (this.#log.closed) throw new LogClosed();
    refuseTooLarge(events);
    const stored = this.#log.stream(stream);
    const verdict = judge(
      expected,
      { count: events.length, ids: () => events.map(({ id }) => id) },
      { last: stored.length - 1, idsFrom: (revision, count) => stored.slice(revision, revision + count).map(({ id }) => id) },
    );
    if (verdict.kind === 'conflict') throw new RevisionConflict(stream, expected, stored.length - 1);
    if (verdict.kind === 'known') {
      return events.length === 0 ? { revision: verdict.revision } : { ...result(verdict.revision, stored[verdict.revision]), known: true };
    }
    const last = this.#log.add(stream, events);
    this.#subscriptions.committed();
    return result(last.revision, last);
  }

  readStream(stream: StreamName, options: ReadOptions = {}): AsyncIterable<StoredEvent> {
    return readStream(this.#log, stream, options);
  }

  readAll(options: ReadAllOptions = {}): AsyncIterable<StoredEvent> {
    return readAll(this.#log, options);
  }

  subscribe(options: SubscribeOptions = {}): AsyncIterable<SubscriptionItem> {
    return this.#subscriptions.subscribe(options);
  }

  async close(): Promise<void> {
    this.#log.closed = true;
    this.#subscriptions.close();
  }
}

function result(revision: number, last: StoredEvent | undefined): AppendResult {
  return last ? { revision, position: last.position } : { revision };
}
