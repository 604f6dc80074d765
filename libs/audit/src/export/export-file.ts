import { existsSync, readFileSync } from 'node:fs';
import { open, writeFile, type FileHandle } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { Position } from '@lienthong/event-store';
import type { ExportOrder } from './export-log';

const BUFFERED_CHARACTERS = 1024 * 1024;
const TAIL_BYTES = 64 * 1024;
const NEWLINE = 10;

/**
 * A file that an export is written to. Beside it, `<file>.order.json` remembers what was ordered, so that an interrupted export
 * is resumed behind its last whole line and with the same order, and not with another.
 */
export class ExportFile {
  private buffer = '';

  private constructor(
    private readonly handle: FileHandle,
    /** The position of the last event in the file; nothing in an empty one. */
    readonly after: Position | undefined,
  ) {}

  /** Begins a file, or, with `resume`, goes on with it if it is there. @throws ExportRefused */
  static async open(path: string, order: ExportOrder, { resume }: { readonly resume: boolean }): Promise<ExportFile> {
    const orderFile = `${path}.order.json`;
    if (existsSync(path)) {
      if (!resume) throw new ExportRefused('file-there', path);
      if (!existsSync(orderFile)) throw new ExportRefused('not-an-export', path);
      const ordered: unknown = JSON.parse(readFileSync(orderFile, 'utf8'));
      if (!isDeepStrictEqual(ordered, JSON.parse(JSON.stringify(order)))) throw new ExportRefused('order-differs', path);
    } else await writeFile(orderFile, `${JSON.stringify(order)}\n`, { mode: 0o600, flush: true });
    const handle = await open(path, 'a+', 0o600);
    try {
      return new ExportFile(handle, await cutToLastLine(handle, path));
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async write(line: string): Promise<void> {
    this.buffer += line;
    if (this.buffer.length >= BUFFERED_CHARACTERS) await this.flush();
  }

  /** Brings everything to the disk. */
  async close(): Promise<void> {
    await this.flush();
    await this.handle.sync();
    await this.handle.close();
  }

  private async flush(): Promise<void> {
    const text = this.buffer;
    this.buffer = '';
    await this.handle.appendFile(text);
  }
}

/** Reads the position from the last whole line, and takes a half one behind it away. */
async function cutToLastLine(handle: FileHandle, path: string): Promise<Position | undefined> {
  let { size: start } = await handle.stat();
  let tail = Buffer.alloc(0);
  let [before, end] = [-1, -1];
  while (start > 0 && (end < 0 || before < 0)) {
    const chunk = Buffer.alloc(Math.min(TAIL_BYTES, start));
    start -= chunk.length;
    await handle.read(chunk, 0, chunk.length, start);
    tail = Buffer.concat([chunk, tail]);
    end = tail.lastIndexOf(NEWLINE);
    before = end > 0 ? tail.lastIndexOf(NEWLINE, end - 1) : -1;
  }
  const position = end < 0 ? undefined : positionIn(tail.toString('utf8', before + 1, end), path);
  await handle.truncate(start + end + 1);
  return position;
}

function positionIn(line: string, path: string): Position {
  try {
    const { position } = JSON.parse(line) as { position?: unknown };
    if (typeof position === 'string') return position as Position;
  } catch {
    // said below
  }
  throw new ExportRefused('not-an-export', path);
}

export type ExportRefusal = 'file-there' | 'not-an-export' | 'order-differs';

/** The file is there already, is something else, or holds an export of another order. It is left as it is. */
export class ExportRefused extends Error {
  constructor(
    readonly code: ExportRefusal,
    readonly file: string,
  ) {
    super(`${file}: ${code}`);
  }
}
