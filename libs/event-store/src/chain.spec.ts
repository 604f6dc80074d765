import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { eventHash } from './chain';
import type { NewEvent, StreamName } from './event-store';

/** As docs/inspector.md says it, without any shortcut. */
function asDocumented(stream: string, revision: number, { id, type, data, metadata }: NewEvent): string {
  const head = JSON.stringify([stream, revision, id, type, data.length, metadata.length]);
  return createHash('sha256').update(head).update(data).update(metadata).digest('hex');
}

describe('the hash of an event', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.uuid(), fc.constantFrom('dossier-1', 'a"b', 'a\\b', 'Đã nộp', '\u0000', ''));
  const bytes = fc.oneof(fc.uint8Array({ maxLength: 500 }), fc.uint8Array({ minLength: 16_000, maxLength: 17_000 }));

  it('is the documented one, whatever the names and the sizes are', () => {
    fc.assert(
      fc.property(text, fc.nat(), text, text, bytes, bytes, (stream, revision, id, type, data, metadata) => {
        const event = { id, type, data, metadata };
        expect(eventHash(stream as StreamName, revision, event)).toBe(asDocumented(stream, revision, event));
      }),
    );
  });

  it('is stored for ever: this event has this hash', () => {
    const event = {
      id: '00112233-4455-6677-8899-aabbccddeeff',
      type: 'DossierSubmitted',
      data: Buffer.from('{}'),
      metadata: Buffer.from('{"at":""}'),
    };
    expect(eventHash('dossier-1' as StreamName, 0, event)).toBe('ca74ebf385606f6571905cabb9ff0c9cd49c1a50bf4edc979b711b1275968a63');
  });
});
