import {
  LogWriteFailed,
  MemoryEventStore,
  OutcomeUnknown,
  type AppendResult,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  type ReadAllOptions,
  type ReadOptions,
  type StoredEvent,
  type StreamName,
  type SubscribeOptions,
  type SubscriptionItem,
} from '@lienthong/event-store';

/** What becomes of an append. */
export const DISKS = ['well', 'refuses', 'unknown-written', 'unknown-lost'] as const;
export type Disk = (typeof DISKS)[number];

/** A log in memory on a disk that fails now and then. */
export class FailingStore implements EventStore {
  private readonly store = new MemoryEventStore();
  private ahead: readonly Disk[] = [];
  private turn = (): Promise<unknown> => Promise.resolve();

  /**
   * @param ahead what becomes of the next appends; then all is well
   * @param turn others have their turn before the outcome of an append is known
   */
  begin(ahead: readonly Disk[], turn = (): Promise<unknown> => Promise.resolve()): void {
    this.ahead = ahead;
    this.turn = turn;
  }

  async append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    const [disk = 'well', ...later] = this.ahead;
    this.ahead = later;
    if (disk === 'refuses') throw await this.turn().then(() => new LogWriteFailed('no space'));
    if (disk === 'unknown-lost') throw await this.turn().then(() => new OutcomeUnknown('no answer'));
    // Handed in at once: appends are written in the order in which they come.
    const writing = this.store.append(stream, events, expected);
    const [result] = await Promise.all([writing, writing.then(this.turn, this.turn)]);
    if (disk === 'unknown-written') throw new OutcomeUnknown('no answer');
    return result;
  }

  readStream(stream: StreamName, options?: ReadOptions): AsyncIterable<StoredEvent> {
    return this.store.readStream(stream, options);
  }

  readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent> {
    return this.store.readAll(options);
  }

  subscribe(options?: SubscribeOptions): AsyncIterable<SubscriptionItem> {
    return this.store.subscribe(options);
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
