import { eventHash, GENESIS } from './chain';
import type { Metadata } from './envelope';
import {
  OutcomeUnknown,
  RevisionConflict,
  type EventStore,
  type NewEvent,
  type Position,
  type StoredEvent,
  type StreamName,
} from './event-store';

/** The end of a stream: what the next event is chained to. Revision -1: the stream does not exist. */
export interface Head {
  readonly revision: number;
  readonly hash: string;
}

export const NO_STREAM: Head = { revision: -1, hash: GENESIS };

/** The end of a stream whose last event this is. */
export const headOf = (last: StoredEvent): Head => ({ revision: last.revision, hash: eventHash(last.stream, last.revision, last) });

/** An event before it is chained. */
export interface Draft {
  readonly id: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Omit<Metadata, 'previousHash'>;
}

export interface Written {
  readonly head: Head;
  readonly position: Position;
  /** These ids stood there already, perhaps with other bytes (another time, another nonce): what is stored counts. */
  readonly known: boolean;
}

// Appending again with the same ids is safe, and one of a few tries gets through unless the store is gone.
const TRIES = 5;

/** Writes chained events: every event carries the hash of the one before it. All writing to the log goes through here. */
export class Journal {
  constructor(readonly store: EventStore) {}

  /**
   * Appends behind a head that the caller knows. An unknown outcome is tried again with the same ids.
   * @throws RevisionConflict somebody else was faster; load again and decide again
   */
  append(stream: StreamName, head: Head, drafts: readonly Draft[]): Promise<Written> {
    return this.handIn(stream, head, drafts).written;
  }

  /** As {@link append}, and tells at once where the stream will end, so that more can be handed in behind it without waiting. */
  handIn(stream: StreamName, head: Head, drafts: readonly Draft[]): { readonly head: Head; readonly written: Promise<Written> } {
    const { events, head: after } = chain(stream, head, drafts);
    return { head: after, written: this.write(stream, head, events, after) };
  }

  private async write(stream: StreamName, head: Head, events: readonly NewEvent[], after: Head): Promise<Written> {
    for (let attempt = 1; ; attempt++) {
      try {
        const { position, known = false } = await this.store.append(stream, events, head.revision < 0 ? 'none' : head.revision);
        if (position === undefined) throw new RangeError(`${stream}: nothing to append`);
        return { head: known ? await this.head(stream) : after, position, known };
      } catch (error) {
        if (!(error instanceof OutcomeUnknown) || attempt === TRIES) throw error;
      }
    }
  }

  /** Appends wherever the end is: for streams in which the order of the writers does not matter. */
  async add(stream: StreamName, drafts: readonly Draft[]): Promise<Written> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.append(stream, await this.head(stream), drafts);
      } catch (error) {
        if (!(error instanceof RevisionConflict) || attempt === TRIES * 10) throw error;
      }
    }
  }

  async head(stream: StreamName): Promise<Head> {
    for await (const last of this.store.readStream(stream, { direction: 'backwards', limit: 1 })) {
      return headOf(last);
    }
    return NO_STREAM;
  }
}

function chain(stream: StreamName, head: Head, drafts: readonly Draft[]): { events: NewEvent[]; head: Head } {
  let { revision, hash } = head;
  // Events of one append share most of their metadata, often the very object: it is turned into text once.
  let shared: Draft['metadata'] | undefined;
  let opening = '';
  const events = drafts.map(({ id, type, data, metadata }): NewEvent => {
    if (metadata !== shared) {
      shared = metadata;
      opening = JSON.stringify(metadata).slice(0, -1);
    }
    const event = { id, type, data, metadata: Buffer.from(`${opening},"previousHash":"${hash}"}`) };
    hash = eventHash(stream, ++revision, event);
    return event;
  });
  return { events, head: { revision, hash } };
}
