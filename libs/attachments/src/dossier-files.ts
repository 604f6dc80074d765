import { randomUUID } from 'node:crypto';
import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { SealBroken, type KeyVault } from '@lienthong/access';
import type { Instant } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import { settle, unlessGone, writeDurably } from './durable';
import { Measure, type Attachment } from './measure';
import { fileOfDossier, folderOfDossier, INCOMING } from './places';
import { AttachmentRefused } from './refusal';
import { openFrames, plainSize, sealFrames } from './sealed-file';
import { sizeOfFile, sizeOfFiles } from './sizes';

/** A file and its bytes, which are read when they are asked for. */
export interface OpenedAttachment extends Attachment {
  readonly bytes: AsyncIterable<Buffer>;
}

/** How a file that a form cites is kept. */
export type Kept = 'whole' | 'missing' | 'damaged' | 'erased';

/**
 * The files of dossiers, each once for a dossier, sealed under the dossier's own key and found by the hash of their plain bytes.
 * Erasing that key erases them.
 */
export class DossierFiles {
  constructor(
    private readonly root: string,
    private readonly vault: KeyVault,
  ) {}

  /** Keeps a file; it is on the disk when this resolves. @throws AttachmentRefused `attachment-damaged`: the bytes have another hash */
  async put(dossier: DossierId, sha256: string, plain: AsyncIterable<Uint8Array>): Promise<void> {
    const key = await this.vault.keyFor(dossier);
    const measure = new Measure();
    const draft = join(this.root, INCOMING, randomUUID());
    const sealed = sealFrames(key, placeOf(dossier, sha256), whole(measure.through(plain), measure, sha256));
    await writeDurably(draft, sealed).catch((error: unknown) => {
      throw error instanceof SealBroken ? new AttachmentRefused('attachment-damaged') : error;
    });
    await settle(draft, fileOfDossier(this.root, dossier, key, sha256), this.root);
  }

  /** Notes on a file that it was taken over at that moment. @returns whether there is one */
  async touch(dossier: DossierId, sha256: string, at: Instant): Promise<boolean> {
    const path = await this.pathOf(dossier, sha256);
    return path !== undefined && unlessGone(utimes(path, new Date(at), new Date(at)));
  }

  /** What is kept under a hash, as far as its beginning tells; nothing if there is no such file or its key was erased. */
  async find(dossier: DossierId, sha256: string): Promise<Attachment | undefined> {
    const path = await this.pathOf(dossier, sha256);
    const size = path === undefined ? undefined : await sizeOfFile(path);
    if (size === undefined) return undefined;
    const measure = new Measure();
    try {
      for await (const _ of measure.through(this.bytes(dossier, sha256))) break;
    } catch {
      return undefined; // damaged: whoever asks for its bytes is told so
    }
    return measure.type && { sha256, size: plainSize(size), type: measure.type };
  }

  /** Reads all of a file. */
  async check(dossier: DossierId, sha256: string): Promise<Kept> {
    const path = await this.pathOf(dossier, sha256);
    if (path === undefined) return 'erased';
    if ((await sizeOfFile(path)) === undefined) return 'missing';
    const measure = new Measure();
    try {
      for await (const _ of measure.through(this.bytes(dossier, sha256)));
    } catch {
      return 'damaged';
    }
    return measure.digest() === sha256 ? 'whole' : 'damaged';
  }

  /**
   * A file, looked through before its first byte is given. Nothing for one whose key was erased.
   *
   * @throws AttachmentRefused `attachment-not-found`, `attachment-damaged`
   */
  async open(dossier: DossierId, sha256: string): Promise<OpenedAttachment> {
    const kept = await this.check(dossier, sha256);
    const found = kept === 'whole' ? await this.find(dossier, sha256) : undefined;
    if (found) return { ...found, bytes: this.bytes(dossier, sha256) };
    throw new AttachmentRefused(kept === 'damaged' ? 'attachment-damaged' : 'attachment-not-found');
  }

  /** The plain bytes of all files of a dossier, in bytes. */
  async sizeOf(dossier: DossierId): Promise<number> {
    return sizeOfFiles(folderOfDossier(this.root, dossier));
  }

  private async pathOf(dossier: DossierId, sha256: string): Promise<string | undefined> {
    const key = await this.vault.find(dossier);
    return key && fileOfDossier(this.root, dossier, key, sha256);
  }

  private async *bytes(dossier: DossierId, sha256: string): AsyncGenerator<Buffer> {
    const key = await this.vault.find(dossier);
    if (key) yield* openFrames(key, placeOf(dossier, sha256), fileOfDossier(this.root, dossier, key, sha256));
  }
}

const placeOf = (dossier: DossierId, sha256: string): string => `${dossier} ${sha256}`;

/** Fails at the end, before the file gets its name, unless the bytes were those. */
async function* whole(source: AsyncIterable<Uint8Array>, measure: Measure, sha256: string): AsyncGenerator<Uint8Array> {
  yield* source;
  if (measure.digest() !== sha256) throw new AttachmentRefused('attachment-damaged');
}
