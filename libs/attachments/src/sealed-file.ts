import { open, type FileHandle } from 'node:fs/promises';
import { seal, SealBroken, unseal } from '@lienthong/access';

// Stored for ever, a storage format: the mark, then frames of 64 KiB, the last one shorter or as long, each sealed by itself.
const MARK = Buffer.from('LTA1');
const FRAME = 64 * 1024;
/** Nonce and tag of AES-256-GCM. */
const SEAL = 28;

// A frame opens only at its own place in its own file, and only the last one as the last: neither order nor length can be changed.
const contextOf = (place: string, at: number, last: boolean): string => `attachment ${place} ${at}${last ? ' last' : ''}`;

/** Seals what comes, frame by frame, so that no file is ever whole in memory. @param place what the file is, authenticated and not stored */
export async function* sealFrames(key: Buffer, place: string, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  yield MARK;
  let at = 0;
  let held: Buffer | undefined;
  for await (const frame of framesOf(source)) {
    if (held) yield seal(key, held, contextOf(place, at++, false));
    held = frame;
  }
  if (held) yield seal(key, held, contextOf(place, at, true));
}

/** The plain bytes of a sealed file, frame by frame. @throws SealBroken at the first frame that is not as it was sealed */
export async function* openFrames(key: Buffer, place: string, path: string): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (!(await read(file, 0, MARK.length)).equals(MARK) || size === MARK.length) throw new SealBroken(path);
    for (let at = 0, from = MARK.length; from < size; at++, from += FRAME + SEAL) {
      const length = Math.min(FRAME + SEAL, size - from);
      yield unseal(key, await read(file, from, length), contextOf(place, at, from + length === size));
    }
  } finally {
    await file.close();
  }
}

/** How many plain bytes a sealed file of so many bytes holds. */
export function plainSize(sealedBytes: number): number {
  const body = Math.max(0, sealedBytes - MARK.length);
  return body - Math.ceil(body / (FRAME + SEAL)) * SEAL;
}

async function read(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, from);
  return buffer.subarray(0, bytesRead);
}

async function* framesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of source) {
    rest = Buffer.concat([rest, chunk]);
    for (; rest.length >= FRAME; rest = rest.subarray(FRAME)) yield rest.subarray(0, FRAME);
  }
  if (rest.length > 0) yield rest;
}
