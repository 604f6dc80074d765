import type { DossierId } from '@lienthong/dossier/domain';
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
import type { Standing, StatusReceiver, SyncTarget, Telling } from '../outbox/status-receiver';
import type { StatusMessage } from '../status-message';

/** The life of an engine: after so many steps that others see, nothing of it ever comes again. */
export class Life {
  private steps = 0;

  /** @param last whether the last step takes effect before it ends */
  constructor(
    private readonly length = Infinity,
    private readonly last = true,
  ) {}

  get isOver(): boolean {
    return this.steps >= this.length;
  }

  async step<T>(effect: () => Promise<T>): Promise<T> {
    if (this.isOver) return new Promise<T>(() => undefined);
    this.steps++;
    if (!this.isOver) return effect();
    if (this.last) await effect();
    return new Promise<T>(() => undefined);
  }
}

/** A log as one engine has it: shared, but written only while that engine lives. */
export class MortalStore implements EventStore {
  constructor(
    private readonly shared: EventStore,
    private readonly life: Life,
  ) {}

  append(stream: StreamName, events: readonly NewEvent[], expected: ExpectedRevision): Promise<AppendResult> {
    return this.life.step(() => this.shared.append(stream, events, expected));
  }

  readStream(stream: StreamName, options?: ReadOptions): AsyncIterable<StoredEvent> {
    return this.shared.readStream(stream, options);
  }

  readAll(options?: ReadAllOptions): AsyncIterable<StoredEvent> {
    return this.shared.readAll(options);
  }

  subscribe(options?: SubscribeOptions): AsyncIterable<SubscriptionItem> {
    return this.shared.subscribe(options);
  }

  close(): Promise<void> {
    return this.shared.close();
  }
}

/** A receiver as one engine reaches it. */
export class MortalReceiver implements StatusReceiver {
  readonly target: SyncTarget;

  constructor(
    private readonly shared: StatusReceiver,
    private readonly life: Life,
  ) {
    this.target = shared.target;
  }

  prepare(message: StatusMessage): Uint8Array {
    return this.shared.prepare(message);
  }

  tell(message: StatusMessage, body: Uint8Array): Promise<Telling> {
    return this.life.step(() => this.shared.tell(message, body));
  }

  inquire(dossier: DossierId): Promise<Standing> {
    return this.life.step(() => this.shared.inquire(dossier));
  }
}
