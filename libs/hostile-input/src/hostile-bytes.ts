import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { hostileJson } from './hostile-json';

const bom = Buffer.from([0xef, 0xbb, 0xbf]);

/** Bodies: hostile JSON, the same in other encodings, cut off or with bytes that were changed; and bytes that are nothing. */
export function hostileBytes(example: unknown): fc.Arbitrary<Buffer> {
  const json = hostileJson(example);
  const whole = Buffer.from(JSON.stringify(example) ?? '');
  return fc.oneof(
    { weight: 12, arbitrary: json.map((text) => Buffer.from(text)) },
    { weight: 1, arbitrary: json.map((text) => Buffer.from(text, 'utf16le')) },
    { weight: 1, arbitrary: json.map((text) => Buffer.from(text, 'latin1')) },
    { weight: 1, arbitrary: json.map((text) => Buffer.concat([bom, Buffer.from(text)])) },
    { weight: 1, arbitrary: json.map((text) => gzipSync(text)) },
    { weight: 2, arbitrary: fc.nat({ max: Math.max(0, whole.length - 1) }).map((length) => whole.subarray(0, length)) },
    { weight: 2, arbitrary: fc.tuple(fc.nat(), fc.nat({ max: 255 })).map(([at, byte]) => changed(whole, at, byte)) },
    { weight: 2, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  );
}

function changed(bytes: Buffer, at: number, byte: number): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[at % copy.length] = byte;
  return copy;
}
