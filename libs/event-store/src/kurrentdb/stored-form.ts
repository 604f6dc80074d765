// Stored for ever: what is written here is how events stand in the server. A new form takes a new first byte.
import { randomUUID } from 'node:crypto';
import type { BinaryEventData, ResolvedEvent } from '@eventstore/db-client';
import type { NewEvent, StoredEvent, StreamName } from '../event-store';
import { positionOf } from './position';

/**
 * First byte of the server's metadata: behind it stand the length of the event's id (one byte), the id as text, and the metadata as it was
 * handed in. No JSON begins with it, so the client, which turns metadata that happens to be JSON into an object, leaves the bytes alone.
 */
const form = 0;

/**
 * An event as it is sent, its bytes copied. To the server it has an id of this one append: so the server never takes it for an event that
 * stands there already, says nothing of it and leaves the writer to believe that his bytes were stored.
 */
export function toServer({ id, type, data, metadata }: NewEvent): BinaryEventData {
  const name = Buffer.from(id);
  if (name.length > 255) throw new RangeError(`${type}: an event's id is a UUID, not ${name.length} bytes`);
  const sealed = new Uint8Array(2 + name.length + metadata.byteLength);
  sealed.set([form, name.length]);
  sealed.set(name, 2);
  sealed.set(metadata, 2 + name.length);
  // Content as bytes, never as JSON: what was written must come back as it was.
  return { id: randomUUID(), contentType: 'application/octet-stream', type, data: new Uint8Array(data), metadata: sealed };
}

type Recorded = NonNullable<ResolvedEvent['event']> & { readonly position?: { readonly commit: bigint; readonly prepare: bigint } };

/** An event as the port tells it. Events that others wrote into the server come with the server's id and such bytes as can be had. */
export function fromServer(recorded: Recorded): StoredEvent {
  if (!recorded.position) throw new RangeError('the server tells no position: its version is too old for this adapter');
  const common = {
    type: recorded.type,
    data: bytesOf(recorded.data),
    stream: recorded.streamId as StreamName,
    revision: Number(recorded.revision),
    position: positionOf(recorded.position),
  };
  const sealed = bytesOf(recorded.metadata);
  if (sealed[0] !== form) return { id: recorded.id, metadata: sealed, ...common };
  const end = 2 + (sealed[1] ?? 0);
  return { id: Buffer.from(sealed.subarray(2, end)).toString(), metadata: sealed.subarray(end), ...common };
}

function bytesOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  return value === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(value));
}

/** Events of the server itself: statistics, settings, links of its projections. They are no part of our log. */
export const isSystemEvent = ({ streamId, type }: Recorded): boolean => type.startsWith('$') || streamId.startsWith('$');
