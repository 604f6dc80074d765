import type { NewEvent } from '../event-store';
import { packUuid, unpackUuid } from './uuid-bytes';

/*
 * How the events of one append lie in one blob. Stored for ever: a new layout takes a new first byte, old ones stay readable.
 *
 *   frame = layout (1 byte) event…
 *   event = id type data metadata
 *   id    = 16 (1 byte), the UUID's bytes          when it is written in canonical lower case
 *         | 255 (1 byte), length, UTF-8 bytes      otherwise
 *   type  = length, UTF-8 bytes
 *   data, metadata = length, bytes
 *   length = 4 bytes, little endian
 */
const layout = 1;
const packedId = 16;
const textId = 255;
const lengthBytes = 4;

/** The frame of a batch. The events' bytes are copied. */
export function encodeFrame(events: readonly NewEvent[]): Buffer {
  const frame = Buffer.allocUnsafe(1 + events.reduce((bytes, event) => bytes + spaceFor(event), 0));
  frame[0] = layout;
  let at = 1;
  for (const { id, type, data, metadata } of events) {
    at = putId(frame, at, id);
    at = putText(frame, at, type);
    at = putBytes(frame, at, data);
    at = putBytes(frame, at, metadata);
  }
  return frame.subarray(0, at);
}

/** Called for each event of a frame, in order. Data and metadata are views into the frame. */
export type FrameVisitor = (id: string, type: string, data: Uint8Array, metadata: Uint8Array) => void;

/** @throws Error the bytes are not a frame of a known layout */
export function decodeFrame(frame: Buffer, visit: FrameVisitor): void {
  if (frame[0] !== layout) throw new Error(`an append of unknown layout ${frame[0] ?? 'without content'}`);
  let at = 1;

  function take(): Buffer {
    const start = at + lengthBytes;
    at = start + frame.readUInt32LE(at);
    if (at > frame.length) throw new Error('an append is cut short');
    return frame.subarray(start, at);
  }

  while (at < frame.length) {
    let id: string;
    if (frame[at++] === packedId) {
      id = unpackUuid(frame, at);
      at += 16;
    } else id = take().toString();
    visit(id, take().toString(), take(), take());
  }
}

/** The ids of a frame's events, in order. */
export function frameIds(frame: Buffer): string[] {
  const ids: string[] = [];
  decodeFrame(frame, (id) => ids.push(id));
  return ids;
}

/** At most so many bytes: an id that fits 16 bytes leaves some over. */
function spaceFor({ id, type, data, metadata }: NewEvent): number {
  return 1 + 4 * lengthBytes + Math.max(16, Buffer.byteLength(id)) + Buffer.byteLength(type) + data.byteLength + metadata.byteLength;
}

function putId(frame: Buffer, at: number, id: string): number {
  if (packUuid(id, frame, at + 1)) {
    frame[at] = packedId;
    return at + 17;
  }
  frame[at] = textId;
  return putText(frame, at + 1, id);
}

function putText(frame: Buffer, at: number, text: string): number {
  const length = frame.write(text, at + lengthBytes);
  frame.writeUInt32LE(length, at);
  return at + lengthBytes + length;
}

function putBytes(frame: Buffer, at: number, bytes: Uint8Array): number {
  frame.writeUInt32LE(bytes.byteLength, at);
  frame.set(bytes, at + lengthBytes);
  return at + lengthBytes + bytes.byteLength;
}
