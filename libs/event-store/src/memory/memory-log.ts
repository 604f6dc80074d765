import { LogClosed, type NewEvent, type StoredEvent, type StreamName } from '../event-store';
import { ordinalOf, positionOf } from '../ordinal';
import type { LogCut, LogPage, PagedLog, StreamCut, StreamPage } from '../paging/paged-log';

const pageEvents = 1000;

/** All events in one array, whose index is a position's ordinal less one; and again by stream, whose index is the revision. */
export class MemoryLog implements PagedLog {
  closed = false;
  readonly #all: StoredEvent[] = [];
  readonly #streams = new Map<StreamName, StoredEvent[]>();

  stream(name: StreamName): readonly StoredEvent[] {
    return this.#streams.get(name) ?? [];
  }

  /** Takes in a batch of at least one event and returns its last. */
  add(name: StreamName, events: readonly NewEvent[]): StoredEvent {
    const stream = this.#streams.get(name) ?? [];
    this.#streams.set(name, stream);
    for (const { id, type, data, metadata } of events) {
      const event: StoredEvent = {
        id,
        type,
        data: new Uint8Array(data),
        metadata: new Uint8Array(metadata),
        stream: name,
        revision: stream.length,
        position: positionOf(this.#all.length + 1),
      };
      stream.push(event);
      this.#all.push(event);
    }
    return stream[stream.length - 1] as StoredEvent;
  }

  page({ after, direction, matcher, limit }: LogCut): LogPage {
    this.#refuseClosed();
    const step = direction === 'forwards' ? 1 : -1;
    const before = direction === 'forwards' ? 0 : this.#all.length + 1;
    const start = (after === undefined ? before : ordinalOf(after)) + step - 1;
    const events: StoredEvent[] = [];
    let seen: StoredEvent | undefined;
    let passedOver = 0;
    for (let looked = 0; looked < Math.min(limit, pageEvents); looked++) {
      const event = this.#all[start + looked * step];
      if (!event) break;
      seen = event;
      if (!matcher || (matcher.stream(event.stream) && matcher.type(event.type))) {
        events.push(event);
        passedOver = 0;
      } else passedOver++;
    }
    const last = seen ? ordinalOf(seen.position) : undefined;
    const end = last === undefined || last === (direction === 'forwards' ? this.#all.length : 1);
    return { events, seen: seen?.position, passedOver, end };
  }

  streamPage({ stream, from, direction, limit }: StreamCut): StreamPage {
    this.#refuseClosed();
    const stored = this.stream(stream);
    const wanted = Math.min(limit, pageEvents);
    if (direction === 'forwards') {
      const first = Math.max(0, from ?? 0);
      return { events: stored.slice(first, first + wanted), end: first + wanted >= stored.length };
    }
    const beyond = Math.max(0, Math.min(from ?? Infinity, stored.length - 1) + 1);
    const first = Math.max(0, beyond - wanted);
    return { events: stored.slice(first, beyond).reverse(), end: first === 0 };
  }

  turn(): Promise<void> {
    return Promise.resolve();
  }

  #refuseClosed(): void {
    if (this.closed) throw new LogClosed();
  }
}
