import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { DossierId } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';

/** Where the reading of the log stands. It only saves work: without it all is looked at again, and nothing is told twice. */
export interface Mark {
  /** Every dossier with news up to here was told, but for the open ones. */
  readonly position: Position;
  readonly open: readonly DossierId[];
}

/** Where the mark is kept. */
export interface MarkKeeper {
  read(): Promise<Mark | undefined>;
  write(mark: Mark): Promise<void>;
}

/** Keeps the mark in a file. One that is missing or unreadable is none. */
export class MarkFile implements MarkKeeper {
  constructor(private readonly path: string) {}

  async read(): Promise<Mark | undefined> {
    try {
      const { position, open } = JSON.parse(await readFile(this.path, 'utf8')) as Partial<Mark>;
      return typeof position === 'string' && Array.isArray(open) ? { position, open } : undefined;
    } catch {
      return undefined;
    }
  }

  async write(mark: Mark): Promise<void> {
    const draft = `${this.path}.${randomUUID()}`;
    await writeFile(draft, JSON.stringify(mark));
    await rename(draft, this.path);
  }
}
