import {
  LogWriteFailed,
  OutcomeUnknown,
  RevisionConflict,
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
import type { Faults } from '../core/faults';
import type { Process } from '../core/process';
import type { World } from '../core/world';

/** How long a client waits for an answer of the log. */
const TIMEOUT_MS = 2_000;
const APPEND_FAULTS = ['append-refused', 'append-lost', 'append-unanswered', 'append-conflicts'] as const;

/** What one process sees of the log that all share: answers take their time, get lost, and never come to a process that has died. */
export class SimulatedStore implements EventStore {
  /** Appends arrive in the order in which they were handed in. */
  private arrivesAt = 0;

  constructor(
    private readonly log: EventStore,
    private readonly process: Process,
    private readonly world: World,
    private readonly faults: Faults,
  ) {}

  append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    const { world, process, faults } = this;
    const name = faults.numbered(`${process.name} appends to ${stream}`);
    const fault = faults.firstOf(APPEND_FAULTS, name);
    this.arrivesAt = Math.max(this.arrivesAt + 0.001, world.now + world.chance.between(0.1, 3, name));
    return new Promise((resolve, reject) => {
      const answer = (say: () => void, millis = world.chance.between(0.1, 3, `${name}/answer`)): void => void process.after(millis, say);
      // Once it is sent it arrives, whatever becomes of the sender.
      world.after(this.arrivesAt - world.now, () => {
        world.tell?.(`${name} (${events.map(({ type }) => type).join(', ')})${fault ? ` ✗ ${fault}` : ''}`);
        if (fault === 'append-refused') return answer(() => reject(new LogWriteFailed('no space left on device')));
        if (fault === 'append-lost') return answer(() => reject(new OutcomeUnknown('the connection was lost')), TIMEOUT_MS);
        if (fault === 'append-conflicts') {
          const found = typeof expected === 'number' ? expected + 1 : 0;
          return answer(() => reject(new RevisionConflict(stream, expected, found)));
        }
        this.log.append(stream, events, expected).then(
          (result) => {
            if (fault) answer(() => reject(new OutcomeUnknown('the answer was lost')), TIMEOUT_MS);
            else answer(() => resolve(result));
          },
          (error: unknown) => {
            world.tell?.(`${name} ✗ ${error instanceof Error ? error.message : String(error)}`);
            answer(() => reject(error instanceof Error ? error : new Error(String(error))));
          },
        );
      });
    });
  }

  readStream(stream: StreamName, options?: ReadOptions): AsyncIterable<StoredEvent> {
    return this.reading(`reads ${stream}`, () => this.log.readStream(stream, options));
  }

  readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent> {
    return this.reading('reads the log', () => this.log.readAll(options));
  }

  async *subscribe(options: SubscribeOptions = {}): AsyncGenerator<SubscriptionItem> {
    const { process, world, faults } = this;
    let isLive = false;
    for await (const item of this.log.subscribe(options)) {
      // News takes its time; what comes together arrives together.
      if (isLive) await process.wait(world.chance.between(0.1, 20, faults.numbered(`${process.name} hears news`)));
      isLive = item.kind === 'live';
      yield item;
    }
  }

  /** The log is nobody's to close: the others go on with it. */
  async close(): Promise<void> {
    return Promise.resolve();
  }

  private async *reading(what: string, read: () => AsyncIterable<StoredEvent>): AsyncGenerator<StoredEvent> {
    const { process, world, faults } = this;
    const name = faults.numbered(`${process.name} ${what}`);
    await process.wait(world.chance.between(0.1, 2, name));
    if (faults.strikes('read-fails', name)) {
      world.tell?.(`${name} ✗ read-fails`);
      throw new ReadFailed();
    }
    yield* read();
  }
}

/** The disk gave nothing. */
export class ReadFailed extends Error {
  readonly code = 'read-failed';
  constructor() {
    super('the log could not be read');
  }
}
