import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { NewEvent } from '../event-store';
import { decodeFrame, encodeFrame, frameIds } from './frame';

function decoded(frame: Uint8Array): NewEvent[] {
  const events: NewEvent[] = [];
  decodeFrame(Buffer.from(frame), (id, type, data, metadata) =>
    events.push({ id, type, data: Uint8Array.from(data), metadata: Uint8Array.from(metadata) }),
  );
  return events;
}

describe('the frame of an append', () => {
  it('gives back what was put in, whatever it is', () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const id = fc.oneof(
      fc.uuid(),
      fc.uuid().map((uuid) => uuid.toUpperCase()),
      fc.string({ unit: 'grapheme' }),
    );
    const event = fc.record({ id, type: fc.string({ unit: 'grapheme' }), data: bytes, metadata: bytes });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 6 }), (events) => {
        const frame = encodeFrame(events);
        expect(decoded(frame)).toEqual(events);
        expect(frameIds(Buffer.from(frame))).toEqual(events.map((each) => each.id));
      }),
    );
  });

  it('is stored for ever: this event has these bytes', () => {
    const event = { id: '00112233-4455-6677-8899-aabbccddeeff', type: 'Đã', data: Uint8Array.of(0, 255), metadata: Uint8Array.of() };
    const hex = ['01', '10', '00112233445566778899aabbccddeeff', '04000000', 'c490c3a3', '02000000', '00ff', '00000000'].join('');
    expect(Buffer.from(encodeFrame([event])).toString('hex')).toBe(hex);
  });

  it('takes 29 bytes besides type, data and metadata for an event with a canonical UUID', () => {
    const event = { id: randomUUID(), type: 'Type', data: Buffer.alloc(10), metadata: Buffer.alloc(5) };
    expect(encodeFrame([event, event]).byteLength).toBe(1 + 2 * (29 + 4 + 10 + 5));
  });

  it('refuses what it does not know and what is cut short', () => {
    const frame = encodeFrame([{ id: 'x', type: 'T', data: Buffer.alloc(9), metadata: Buffer.alloc(9) }]);
    expect(() => decoded(Uint8Array.of(9, ...frame.subarray(1)))).toThrow(/unknown layout 9/);
    expect(() => decoded(frame.subarray(0, frame.byteLength - 1))).toThrow(/cut short/);
  });
});
