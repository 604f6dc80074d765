import type {
  AppendResult,
  EventStore,
  ExpectedRevision,
  NewEvent,
  ReadAllOptions,
  ReadOptions,
  StoredEvent,
  StreamName,
  SubscribeOptions,
  SubscriptionItem,
} from '@lienthong/event-store';

/** The log that all share, with one who sees every event in the moment in which it is there. */
export class WatchedLog implements EventStore {
  constructor(
    private readonly log: EventStore,
    private readonly onStored: (events: readonly StoredEvent[]) => void,
  ) {}

  async append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    const result = await this.log.append(stream, events, expected);
    const { revision, position, known } = result;
    if (position !== undefined && !known) {
      const first = revision - events.length + 1;
      this.onStored(events.map((event, i) => ({ ...event, stream, revision: first + i, position })));
    }
    return result;
  }

  readStream(stream: StreamName, options?: ReadOptions): AsyncIterable<StoredEvent> {
    return this.log.readStream(stream, options);
  }

  readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent> {
    return this.log.readAll(options);
  }

  subscribe(options?: SubscribeOptions): AsyncIterable<SubscriptionItem> {
    return this.log.subscribe(options);
  }

  close(): Promise<void> {
    return this.log.close();
  }
}
