import { type EventStoreDBClient, WrongExpectedVersionError } from '@eventstore/db-client';
import {
  type AppendResult,
  type ExpectedRevision,
  OutcomeUnknown,
  RevisionConflict,
  type StoredEvent,
  type StreamName,
} from '../event-store';
import { judge } from '../expectation';
import type { Credentials } from './address';
import { LogRefused, LogUnavailable } from './errors';
import { reasonOf, refusalIn } from './failure';
import { Lanes } from './lanes';
import { backOff, type Pause } from './patience';
import { positionOf } from './position';
import type { toServer } from './stored-form';
import { type ReadEvents, streamEnd } from './stream-end';

/** Appends under way together. More only wait in the server instead of here. */
const atOnce = 64;

/** So often others may come first with an append at "any" or "exists". */
const rounds = 100;

/** Events to be written, in the form in which they are sent, with the ids that the port knows. */
export interface Batch {
  readonly ids: readonly string[];
  readonly events: readonly ReturnType<typeof toServer>[];
}

export interface AppenderWorld {
  readonly client: EventStoreDBClient;
  /** Given with each call: they make the client take its classic way. Its batches mix up appends, conflicts and deadlines of a process. */
  readonly credentials: Credentials;
  readonly read: ReadEvents;
  readonly pause: Pause;
  onFailure(reason: string | undefined): void;
}

/**
 * Writes to a stream one append after the other, in the order in which they were handed in: calls under way together overtake each other.
 * Different streams do not wait for one another.
 */
export class Appender {
  readonly #lanes = new Lanes<StreamName>(atOnce);
  /** Rounds of calls that failed since the last success. */
  #failures = 0;

  constructor(private readonly world: AppenderWorld) {}

  append(stream: StreamName, batch: Batch, expected: ExpectedRevision): Promise<AppendResult> {
    return this.#lanes.run(stream, () => this.#append(stream, batch, expected));
  }

  /** Resolves when all that was handed in is settled. */
  idle(): Promise<void> {
    return this.#lanes.idle();
  }

  async #append(stream: StreamName, batch: Batch, expected: ExpectedRevision): Promise<AppendResult> {
    // A server that just failed is given time, so that the few tries of a writer last longer than the choice of a leader.
    if (this.#failures > 0) await this.world.pause(backOff(this.#failures));
    const before = this.#failures;
    try {
      const result = await this.#write(stream, batch, expected);
      this.#failures = 0;
      return result;
    } catch (error) {
      const unknown = error instanceof LogUnavailable ? this.#unknown(stream, error) : error;
      // Many that fail together are one failure.
      if (unknown instanceof OutcomeUnknown) this.#failures = Math.max(this.#failures, before + 1);
      throw unknown;
    }
  }

  /** A batch at a known place is one call. Whatever else is asked for, and a conflict, is decided by what stands in the stream. */
  async #write(stream: StreamName, batch: Batch, expected: ExpectedRevision): Promise<AppendResult> {
    const { ids } = batch;
    if (ids.length > 0 && expected !== 'any' && expected !== 'exists') {
      const sent = await this.#send(stream, batch, expected);
      if (sent) return sent;
    }
    for (let round = 0; round < rounds; round++) {
      const end = await streamEnd(this.world.read, stream, expected, ids);
      const verdict = judge(expected, { count: ids.length, ids: () => ids }, end);
      if (verdict.kind === 'conflict') throw new RevisionConflict(stream, expected, end.last);
      if (verdict.kind === 'known') return known(verdict.revision, ids.length > 0 ? end.at(verdict.revision) : undefined);
      const sent = await this.#send(stream, batch, end.last < 0 ? 'none' : end.last);
      if (sent) return sent;
    }
    throw new LogRefused(`${stream}: the server refused ${rounds} times to append behind what stands there: was it truncated by hand?`);
  }

  /** @returns undefined when the stream's end is somewhere else */
  async #send(stream: StreamName, { events }: Batch, after: number | 'none'): Promise<AppendResult | undefined> {
    const expectedRevision = after === 'none' ? 'no_stream' : BigInt(after);
    const { client, credentials, onFailure } = this.world;
    try {
      const appended = await client.appendToStream(stream, [...events], { expectedRevision, credentials, requiresLeader: true });
      onFailure(undefined);
      return { revision: Number(appended.nextExpectedRevision), ...(appended.position && { position: positionOf(appended.position) }) };
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) return undefined;
      throw refusalIn(error) ?? this.#unknown(stream, error);
    }
  }

  #unknown(stream: StreamName, error: unknown): OutcomeUnknown {
    this.world.onFailure(reasonOf(error));
    return new OutcomeUnknown(`${stream}: the outcome is unknown (${reasonOf(error)}); append again with the same ids`);
  }
}

function known(revision: number, last: StoredEvent | undefined): AppendResult {
  return last ? { revision, position: last.position, known: true } : { revision };
}
