import type { Instant } from '@lienthong/calendar';
import { decodeJson, metadataOf, type EventStore, type Metadata, type Position, type StoredEvent } from '@lienthong/event-store';

/** What is exported, and how. An export can be resumed with the same order only. */
export interface ExportOrder {
  /** Events behind this position. */
  readonly after?: Position;
  /** Events of streams that begin with one of these. */
  readonly streamPrefixes?: readonly string[];
  readonly types?: readonly string[];
  /** Events that were decided at this moment or later. */
  readonly from?: Instant;
  /** Events that were decided at this moment or earlier. */
  readonly to?: Instant;
  /** With the stored bytes of data and metadata, from which the hash chain can be recomputed. */
  readonly raw?: true;
}

/**
 * The events of the log, each as a line of JSON with its envelope. Personal fields stay sealed.
 *
 * @param after begin behind this position, where that lies behind the order's own
 * @param onProgress told how many events were looked at, whether they are exported or not
 */
export async function* exportLog(
  store: EventStore,
  order: ExportOrder,
  { after = order.after, onProgress }: { after?: Position | undefined; onProgress?: (events: number) => void } = {},
): AsyncGenerator<string, void, undefined> {
  const { streamPrefixes, from, to } = order;
  const types = order.types && new Set(order.types);
  let looked = 0;
  // Passed over here and not by the store, so that the progress is known also where nothing is exported.
  for await (const event of store.readAll(after === undefined ? {} : { after })) {
    onProgress?.(++looked);
    if (streamPrefixes && !streamPrefixes.some((prefix) => event.stream.startsWith(prefix))) continue;
    if (types && !types.has(event.type)) continue;
    const metadata = metadataOf(event);
    if ((from && metadata.at < from) || (to && metadata.at > to)) continue;
    yield exportLine(event, metadata, order.raw === true);
  }
}

function exportLine(
  { position, stream, revision, id, type, data, metadata: bytes }: StoredEvent,
  metadata: Metadata,
  raw: boolean,
): string {
  const stored = raw && { raw: { data: base64(data), metadata: base64(bytes) } };
  return `${JSON.stringify({ position, stream, revision, id, type, ...metadata, data: decodeJson(data), ...stored })}\n`;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
