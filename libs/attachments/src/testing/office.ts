import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentMasterKey, SqliteKeyVault, type Actor } from '@lienthong/access';
import { instant, ManualTimekeeper, type Instant } from '@lienthong/calendar';
import { v7 as uuidv7 } from 'uuid';
import type { DossierId } from '@lienthong/dossier/domain';
import { AttachmentDesk } from '../attachment-desk';
import type { AttachmentLimits } from '../limits';
import type { CitedHashes } from '../orphans';

export const CITIZEN: Actor = { kind: 'citizen', id: 'nguyen.hoang.nam' };
export const OFFICER: Actor = { kind: 'officer', id: 'tran.thi.b', office: '26734' };
export const PDF = 'application/pdf';

/** A file of about so many bytes that passes for a PDF by its beginning; others each time. */
export const pdf = (bytes = 200): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(bytes)]);

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** As bytes come in from a client: in pieces. */
export async function* piecesOf(bytes: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export async function bytesOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

interface DeskOptions extends AttachmentLimits {
  readonly required: boolean;
  readonly citedBy: CitedHashes;
  readonly alone: boolean;
  readonly onTrouble: (error: unknown) => void;
}

const thrown = (error: unknown): never => {
  throw error;
};

/** Files and keys in a folder of their own; time is moved by hand. */
export class Office {
  readonly folder = mkdtempSync(join(tmpdir(), 'lienthong-attachments-'));
  readonly root = join(this.folder, 'attachments');
  readonly time = new ManualTimekeeper(instant('2026-11-22T09:00:00+07:00'));
  readonly vault = SqliteKeyVault.open(join(this.folder, 'keys.db'), developmentMasterKey(join(this.folder, 'master.key')).key);

  desk({ required = true, citedBy, alone, onTrouble = thrown, ...limits }: Partial<DeskOptions> = {}): AttachmentDesk {
    const policy = { required, limits: { file: 100_000, dossier: 250_000, pending: 250_000, minFree: 0, ...limits } };
    return new AttachmentDesk(this.root, this.vault, this.time, policy, onTrouble, {
      ...(citedBy && { citedBy }),
      ...(alone !== undefined && { alone }),
    });
  }

  /** Has all files be taken over at that moment. */
  dateFiles(at: Instant): void {
    for (const file of this.files()) utimesSync(join(this.root, file), new Date(at), new Date(at));
  }

  newDossier(): DossierId {
    return uuidv7() as DossierId;
  }

  /** All files below the folder of attachments, by their paths in it. */
  files(): string[] {
    return readdirSync(this.root, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map(({ parentPath, name }) => join(parentPath, name).slice(this.root.length + 1))
      .sort();
  }

  remove(): void {
    this.vault.close();
    rmSync(this.folder, { recursive: true });
  }
}
