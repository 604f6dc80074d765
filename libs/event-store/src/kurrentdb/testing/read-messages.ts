import { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { Position, StoredEvent } from '../../event-store';
import { toWire } from './wire-position';

/** .NET counts time in 100 nanoseconds; the façade's clock stands still. */
const created = '17000000000000000';

const identifier = (stream: string): StreamIdentifier => new StreamIdentifier().setStreamName(Uint8Array.from(Buffer.from(stream)));

export function eventResponse(event: StoredEvent, contentTypes: ReadonlyMap<string, string>): ReadResp {
  const position = toWire(event.position);
  const recorded = new ReadResp.ReadEvent.RecordedEvent()
    .setId(new UUID().setString(event.id))
    .setStreamIdentifier(identifier(event.stream))
    .setStreamRevision(String(event.revision))
    .setPreparePosition(position)
    .setCommitPosition(position)
    .setCustomMetadata(event.metadata)
    .setData(event.data);
  const names = recorded.getMetadataMap();
  names.set('type', event.type);
  names.set('content-type', contentTypes.get(event.id) ?? 'application/json');
  names.set('created', created);
  return new ReadResp().setEvent(new ReadResp.ReadEvent().setEvent(recorded).setCommitPosition(position));
}

export function checkpointResponse(position: Position): ReadResp {
  const checkpoint = new ReadResp.Checkpoint().setCommitPosition(toWire(position)).setPreparePosition(toWire(position));
  return new ReadResp().setCheckpoint(checkpoint);
}

export function notFoundResponse(stream: string): ReadResp {
  return new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(identifier(stream)));
}

/** The filter of a subscription, and in how many events passed over it wants to hear of a position. */
export function filterOf(options: ReadReq.Options): { readonly matcher: (event: StoredEvent) => boolean; readonly window: number } {
  const filter = options.getFilter();
  if (!filter) return { matcher: () => true, window: Infinity };
  const expression = filter.getStreamIdentifier() ?? filter.getEventType();
  const prefixes = expression?.getPrefixList() ?? [];
  const regex = new RegExp(expression?.getRegex() ?? '');
  const passes = (name: string): boolean => (prefixes.length > 0 ? prefixes.some((prefix) => name.startsWith(prefix)) : regex.test(name));
  return {
    matcher: (event) => passes(filter.hasStreamIdentifier() ? event.stream : event.type),
    window: (filter.hasMax() ? filter.getMax() : 32) * filter.getCheckpointintervalmultiplier(),
  };
}
