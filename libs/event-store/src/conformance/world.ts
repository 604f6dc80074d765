import { randomUUID } from 'node:crypto';
import type { EventStore, ExpectedRevision, NewEvent, StoredEvent, StreamName, SubscriptionItem } from '../event-store';

/** A log for one test. */
export interface LogFixture {
  open(): Promise<EventStore>;
  /** Opens the same log after its store was closed; absent when nothing outlives the store. */
  reopen?(): Promise<EventStore>;
  /** Removes what was made. The stores are closed before. */
  cleanup(): Promise<void>;
}

/** A test's store and names that no other test uses. */
export interface World {
  readonly store: EventStore;
  /** With it begin all streams of the test. */
  readonly prefix: string;
  readonly reopen: (() => Promise<EventStore>) | undefined;
  stream(id?: string): StreamName;
  end(): Promise<void>;
}

export type Here = () => World;

export async function openWorld(fixture: LogFixture): Promise<World> {
  const prefix = `conformance${randomUUID().slice(0, 8)}`;
  const store = await fixture.open();
  const stores = [store];
  return {
    store,
    prefix,
    reopen:
      fixture.reopen &&
      (async () => {
        const again = await fixture.reopen?.();
        if (!again) throw new Error('the fixture cannot reopen');
        stores.push(again);
        return again;
      }),
    stream: (id = '1') => `${prefix}-${id}` as StreamName,
    async end() {
      for (const each of stores) await each.close();
      await fixture.cleanup();
    },
  };
}

/** A new event; its data is the text given, or its type. */
export function event(type = 'Happened', text: string = type): NewEvent {
  return { id: randomUUID(), type, data: Buffer.from(text), metadata: Buffer.from('{}') };
}

export function events(count: number, type = 'Happened'): NewEvent[] {
  return Array.from({ length: count }, (_, at) => event(type, `${type} ${at}`));
}

export const ids = (of: readonly NewEvent[]): string[] => of.map(({ id }) => id);

/** Appends so many single events one behind the other. */
export async function fill(store: EventStore, stream: StreamName, count: number, type?: string): Promise<NewEvent[]> {
  const written = events(count, type);
  for (let at = 0; at < count; at += 100) await store.append(stream, written.slice(at, at + 100), 'any');
  return written;
}

export async function collect<T>(from: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const each of from) all.push(each);
  return all;
}

/** The error of an append that must fail. */
export async function refusal(
  store: EventStore,
  stream: StreamName,
  batch: readonly NewEvent[],
  expected: ExpectedRevision,
): Promise<unknown> {
  return store.append(stream, batch, expected).then(
    () => {
      throw new Error('the append was accepted');
    },
    (error: unknown) => error,
  );
}

/** Reads a subscription until the condition holds for what it told so far, and leaves it. */
export async function until(
  subscription: AsyncIterable<SubscriptionItem>,
  enough: (told: readonly SubscriptionItem[]) => boolean,
): Promise<SubscriptionItem[]> {
  const told: SubscriptionItem[] = [];
  for await (const item of subscription) {
    told.push(item);
    if (enough(told)) break;
  }
  return told;
}

export function eventsOf(told: readonly SubscriptionItem[]): StoredEvent[] {
  return told.flatMap((item) => (item.kind === 'event' ? [item.event] : []));
}
