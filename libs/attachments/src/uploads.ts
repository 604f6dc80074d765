import { randomUUID } from 'node:crypto';
import { readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Actor, KeyVault } from '@lienthong/access';
import { localDate, plusMillis, type Clock } from '@lienthong/calendar';
import { sizeOfFile, sizeOfFiles } from './sizes';
import { settle, writeDurably } from './durable';
import { FILE_TYPES, type FileType } from './file-type';
import type { AttachmentLimits } from './limits';
import { Measure, type Attachment } from './measure';
import { fileOfUpload, folderOfUploads, INCOMING, PENDING } from './places';
import { AttachmentRefused } from './refusal';
import { openFrames, plainSize, sealFrames } from './sealed-file';

/** What the client says of what it sends. */
export interface Claims {
  readonly type: string;
  /** In bytes; absent where the client does not know it beforehand. */
  readonly size?: number;
  /** In lower-case hex. */
  readonly sha256?: string;
}

const DAY_MS = 86_400_000;

/**
 * Files that came before their dossier. They belong to who sent them, and are sealed under a key of the day, which is erased
 * when that day is more than a day over: what no dossier took over by then is gone, on the disk as well.
 */
export class Uploads {
  /** Bytes on their way, by the folder of who sends them. */
  private readonly coming = new Map<string, number>();

  constructor(
    private readonly root: string,
    private readonly vault: KeyVault,
    private readonly clock: Clock,
    private readonly limits: AttachmentLimits,
  ) {}

  /** Keeps what an actor sends; it is on the disk when this resolves. @throws AttachmentRefused and then nothing of it was kept */
  async accept(actor: Actor, source: AsyncIterable<Uint8Array>, claims: Claims): Promise<Attachment> {
    if (claims.size === 0) throw new AttachmentRefused('attachment-empty');
    if (claims.size !== undefined) this.checkSize(claims.size);
    const day = localDate(this.clock.now());
    const key = await this.vault.keyFor(subjectOf(day));
    const mine = folderOfUploads(this.root, day, key, actor);
    const expected = claims.size ?? this.limits.file;
    this.coming.set(mine, (this.coming.get(mine) ?? 0) + expected);
    try {
      await this.checkRoom(actor, this.coming.get(mine) ?? 0);
      return await this.write(source, claims, actor, day, key);
    } finally {
      const left = (this.coming.get(mine) ?? 0) - expected;
      if (left > 0) this.coming.set(mine, left);
      else this.coming.delete(mine);
    }
  }

  /** The plain bytes of what an actor uploaded, or nothing. */
  async find(actor: Actor, sha256: string): Promise<AsyncIterable<Buffer> | undefined> {
    for (const { day, key } of await this.days()) {
      const path = fileOfUpload(this.root, day, key, actor, sha256);
      if ((await sizeOfFile(path)) !== undefined) return openFrames(key, placeOf(day), path);
    }
    return undefined;
  }

  /** In bytes; 0 if there is no such upload. */
  async sizeOf(actor: Actor, sha256: string): Promise<number> {
    for (const { day, key } of await this.days()) {
      const size = await sizeOfFile(fileOfUpload(this.root, day, key, actor, sha256));
      if (size !== undefined) return plainSize(size);
    }
    return 0;
  }

  /** Lets go of what a dossier has taken over. */
  async drop(actor: Actor, sha256: string): Promise<void> {
    for (const { day, key } of await this.days()) await rm(fileOfUpload(this.root, day, key, actor, sha256), { force: true });
  }

  /** Takes away what nobody took over: first the key, so that nothing is left that can be read. And what broke off long ago. */
  async sweep(): Promise<void> {
    await this.sweepDrafts();
    const oldest = this.oldestDay();
    for (const day of (await readdir(join(this.root, PENDING))).filter((each) => each < oldest)) {
      await this.vault.erase(subjectOf(day));
      await rm(join(this.root, PENDING, day), { recursive: true, force: true });
    }
  }

  private async sweepDrafts(): Promise<void> {
    const yesterday = Date.parse(this.clock.now()) - DAY_MS;
    for (const name of await readdir(join(this.root, INCOMING))) {
      const draft = join(this.root, INCOMING, name);
      const found = await stat(draft).catch(() => undefined);
      if (found && found.mtimeMs < yesterday) await rm(draft, { force: true });
    }
  }

  private async write(source: AsyncIterable<Uint8Array>, claims: Claims, actor: Actor, day: string, key: Buffer): Promise<Attachment> {
    const measure = new Measure();
    const draft = join(this.root, INCOMING, randomUUID());
    const looked = measure.through(source, (size) => {
      this.checkSize(size);
      // As soon as the first bytes tell, so that the rest is not read for nothing.
      if (measure.beginningKnown) checkedType(measure, claims);
    });
    await writeDurably(draft, sealFrames(key, placeOf(day), looked));
    try {
      const found = foundIn(measure, claims);
      await settle(draft, fileOfUpload(this.root, day, key, actor, found.sha256), this.root);
      return found;
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  private checkSize(size: number): void {
    const most = this.limits.file;
    if (size > most) throw new AttachmentRefused('attachment-too-large', { most });
  }

  private async checkRoom(actor: Actor, coming: number): Promise<void> {
    const { pending: most, minFree } = this.limits;
    const kept = await Promise.all((await this.days()).map(({ day, key }) => sizeOfFiles(folderOfUploads(this.root, day, key, actor))));
    if (kept.reduce((sum, size) => sum + size, coming) > most) throw new AttachmentRefused('attachments-pending-full', { most });
    const { bavail, bsize } = await statfs(this.root);
    if (bavail * bsize - coming < minFree) throw new AttachmentRefused('attachments-disk-full');
  }

  /** The days of which uploads are still there, with their keys. */
  private async days(): Promise<readonly { readonly day: string; readonly key: Buffer }[]> {
    const days = [localDate(this.clock.now()), this.oldestDay()];
    const keys = await Promise.all(days.map(async (day) => this.vault.find(subjectOf(day))));
    return days.flatMap((day, at) => {
      const key = keys[at];
      return key ? [{ day, key }] : [];
    });
  }

  private oldestDay(): string {
    return localDate(plusMillis(this.clock.now(), -DAY_MS));
  }
}

/** The subject in the key vault. */
const subjectOf = (day: string): string => `uploads-${day}`;
const placeOf = (day: string): string => `upload ${day}`;

function checkedType({ type }: Measure, { type: claimed }: Claims): FileType {
  if (type === undefined) throw new AttachmentRefused('attachment-type-not-taken', { taken: FILE_TYPES.join(', ') });
  if (type !== claimed) throw new AttachmentRefused('attachment-type-differs', { claimed, found: type });
  return type;
}

function foundIn(measure: Measure, claims: Claims): Attachment {
  const { size } = measure;
  if (size === 0) throw new AttachmentRefused('attachment-empty');
  const type = checkedType(measure, claims);
  const sha256 = measure.digest();
  if (claims.sha256 !== undefined && claims.sha256 !== sha256) throw new AttachmentRefused('attachment-digest-differs', { found: sha256 });
  return { sha256, size, type };
}
