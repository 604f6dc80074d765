import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFrames, plainSize, sealFrames } from './sealed-file';
import { bytesOf, piecesOf } from './testing/office';

const FRAME = 64 * 1024;
const SEALED_FRAME = FRAME + 28;
const KEY = randomBytes(32);

describe('a sealed file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-sealed-'));
  const path = join(folder, 'file');
  afterAll(() => rmSync(folder, { recursive: true }));

  const sealed = async (plain: Uint8Array, pieces = 10_000): Promise<Buffer> => {
    const bytes = await bytesOf(sealFrames(KEY, 'here', piecesOf(plain, pieces)));
    writeFileSync(path, bytes);
    return bytes;
  };
  const opened = (key = KEY, place = 'here') => bytesOf(openFrames(key, place, path));

  it.each([1, 100, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME, 3 * FRAME + 7])('gives back its %i bytes, and tells how many', async (size) => {
    const plain = randomBytes(size);
    for (const pieces of [777, FRAME, 10 * FRAME]) {
      const bytes = await sealed(plain, pieces);
      expect(plainSize(bytes.length)).toBe(size);
      expect((await opened()).equals(plain)).toBe(true);
    }
  });

  it('opens with its own key at its own place only', async () => {
    await sealed(randomBytes(100));
    await expect(opened(randomBytes(32))).rejects.toMatchObject({ code: 'seal-broken' });
    await expect(opened(KEY, 'elsewhere')).rejects.toMatchObject({ code: 'seal-broken' });
  });

  it('does not open when it was cut short, made longer, or put in another order', async () => {
    const bytes = await sealed(randomBytes(3 * FRAME));
    const frame = (at: number) => bytes.subarray(4 + at * SEALED_FRAME, 4 + (at + 1) * SEALED_FRAME);
    const mark = bytes.subarray(0, 4);
    for (const changed of [
      Buffer.alloc(0),
      mark,
      bytes.subarray(0, -1),
      Buffer.concat([mark, frame(0), frame(1)]),
      Buffer.concat([mark, frame(1), frame(0), frame(2)]),
      Buffer.concat([bytes, frame(2)]),
      Buffer.concat([bytes, Buffer.alloc(1)]),
    ]) {
      writeFileSync(path, changed);
      await expect(opened()).rejects.toMatchObject({ code: 'seal-broken' });
    }
  });

  it('does not open when a single bit of it is another', async () => {
    const bytes = await sealed(randomBytes(60));
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(path, changed);
      await expect(opened()).rejects.toMatchObject({ code: 'seal-broken' });
    }
  });
});
