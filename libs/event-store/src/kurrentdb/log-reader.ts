import { BACKWARDS, END, type EventStoreDBClient, FORWARDS, type ReadRevision, START, StreamNotFoundError } from '@eventstore/db-client';
import type { Position, StoredEvent, StreamName } from '../event-store';
import type { Direction } from '../paging/paged-log';
import { placeOf, positionOf } from './position';
import { fromServer, isSystemEvent } from './stored-form';

/** A page is one call: so many events, or fewer when they are large. */
const pageEvents = 1000;
const pageBytes = 8 * 1024 * 1024;

export interface AllPage {
  /** Without those of the server itself. */
  readonly events: readonly StoredEvent[];
  /** The position of the last event looked at, the server's own included. */
  readonly seen: Position | undefined;
  readonly end: boolean;
}

type Reading = ReturnType<EventStoreDBClient['readAll']> | ReturnType<EventStoreDBClient['readStream']>;
type Resolved = { readonly event?: Parameters<typeof fromServer>[0] };

/** Reads pages through the client, from the leader only: a follower may not know yet what was acknowledged. */
export class LogReader {
  constructor(private readonly client: EventStoreDBClient) {}

  /** Events behind a position, seen in the direction of reading. */
  async all(after: Position | undefined, direction: Direction, limit = Infinity): Promise<AllPage> {
    const forwards = direction === 'forwards';
    const count = Math.min(limit, pageEvents);
    // Forwards the server begins with the event at the place, backwards with the one before it.
    const extra = forwards && after !== undefined ? 1 : 0;
    const reading = this.client.readAll({
      fromPosition: after === undefined ? (forwards ? START : END) : placeOf(after),
      direction: forwards ? FORWARDS : BACKWARDS,
      maxCount: count + extra,
      requiresLeader: true,
    });
    const { records, end } = await take(reading, count + extra);
    const behind = records.filter(({ position }) => position === undefined || positionOf(position) !== after);
    const last = behind.at(-1)?.position;
    return { events: behind.filter((each) => !isSystemEvent(each)).map(fromServer), seen: last && positionOf(last), end };
  }

  /** Events of a stream from a revision on, itself included. */
  async stream(
    stream: StreamName,
    from: number | undefined,
    direction: Direction,
    limit = Infinity,
  ): Promise<{ readonly events: readonly StoredEvent[]; readonly end: boolean }> {
    const forwards = direction === 'forwards';
    const count = Math.min(limit, pageEvents);
    const fromRevision: ReadRevision = from === undefined ? (forwards ? START : END) : BigInt(Math.max(0, from));
    const reading = this.client.readStream(stream, {
      fromRevision,
      direction: forwards ? FORWARDS : BACKWARDS,
      maxCount: count,
      requiresLeader: true,
    });
    try {
      const { records, end } = await take(reading, count);
      return { events: records.map(fromServer), end };
    } catch (error) {
      if (error instanceof StreamNotFoundError) return { events: [], end: true };
      throw error;
    }
  }
}

async function take(reading: Reading, count: number): Promise<{ records: Parameters<typeof fromServer>[0][]; end: boolean }> {
  // The client may tell of an error when nobody reads any more, and that would end the process.
  reading.on('error', () => undefined);
  const records: Parameters<typeof fromServer>[0][] = [];
  let bytes = 0;
  for await (const { event } of reading as AsyncIterable<Resolved>) {
    if (!event) continue;
    records.push(event);
    bytes += event.data instanceof Uint8Array ? event.data.byteLength : 0;
    if (bytes < pageBytes || records.length === count) continue;
    // Left early, the call would go on behind the reader's back.
    await reading.cancel();
    return { records, end: false };
  }
  return { records, end: records.length < count };
}
