import type { ExpectedRevision, StoredEvent, StreamName } from '../event-store';
import type { StreamTail } from '../expectation';

/** Reads a stream from a revision on; backwards from its end when none is given. */
export type ReadEvents = (stream: StreamName, from: number | undefined, limit: number) => Promise<readonly StoredEvent[]>;

/** A stream's end, with the stored events by revision as far as a verdict on the batch needs them. */
export interface StreamEnd extends StreamTail {
  at(revision: number): StoredEvent | undefined;
}

/** Reads what {@link judge} will ask for: the last event, and those that stand where the batch would or does. */
export async function streamEnd(
  read: ReadEvents,
  stream: StreamName,
  expected: ExpectedRevision,
  ids: readonly string[],
): Promise<StreamEnd> {
  const [lastEvent] = await read(stream, undefined, 1);
  const last = lastEvent?.revision ?? -1;
  const known = new Map(lastEvent ? [[last, lastEvent]] : []);
  const first = placeOfBatch(expected, lastEvent, ids);
  if (first !== undefined && first <= last) {
    for (const event of await read(stream, Math.max(0, first), ids.length)) known.set(event.revision, event);
  }
  return {
    last,
    at: (revision) => known.get(revision),
    idsFrom: (revision, count) => Array.from({ length: count }, (_, at) => known.get(revision + at)?.id ?? '').filter((id) => id !== ''),
  };
}

/** Where the batch's first event stands if it is stored; undefined when it cannot be. */
function placeOfBatch(expected: ExpectedRevision, last: StoredEvent | undefined, ids: readonly string[]): number | undefined {
  if (ids.length === 0) return undefined;
  if (expected === 'none') return 0;
  if (typeof expected === 'number') return expected + 1;
  return last && ids.includes(last.id) ? last.revision - ids.length + 1 : undefined;
}
