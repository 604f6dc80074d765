import type { StoredEvent, StreamName } from '../event-store';
import { positionOf } from '../ordinal';
import type { Direction } from '../paging/paged-log';
import { decodeFrame } from './frame';

/** An append as queries.ts gives it: position and revision of its last event, stream, count of events, frame. */
export type AppendRow = readonly [position: number, lastRevision: number, stream: StreamName, events: number, frame: Buffer];

/** Its events in the order of reading, without those before the place to begin with, and at most `limit`. */
export function eventsOf(row: AppendRow, direction: Direction, skip: number, limit: number): StoredEvent[] {
  const [position, lastRevision, stream, count, frame] = row;
  const events: StoredEvent[] = [];
  let revision = lastRevision - count + 1;
  let ordinal = position - count + 1;
  decodeFrame(frame, (id, type, data, metadata) => {
    events.push({ id, type, data, metadata, stream, revision: revision++, position: positionOf(ordinal++) });
  });
  if (direction === 'backwards') events.reverse();
  return skip === 0 && limit >= count ? events : events.slice(skip, skip + limit);
}
