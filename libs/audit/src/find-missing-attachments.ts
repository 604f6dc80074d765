import type { DossierFiles, Kept } from '@lienthong/attachments';
import { citedAttachments, type RecordedEvent } from '@lienthong/dossier';
import { isErased, type DossierId } from '@lienthong/dossier/domain';

/** A form cites a file that nobody can show as it was. */
export interface MissingAttachment {
  readonly dossier: DossierId;
  readonly sha256: string;
  /** The versions of the form that cite it. */
  readonly versions: readonly number[];
  /** `damaged`: something is kept in its place, but does not open or has another hash. */
  readonly why: Exclude<Kept, 'whole' | 'erased'>;
}

export interface AttachmentsVerdict {
  readonly cited: number;
  /** Empty: every file that a form cites is kept to the last bit. */
  readonly missing: readonly MissingAttachment[];
  /** The personal data were erased, and with them what the form cites. */
  readonly erased: boolean;
}

/** Reads every file that a dossier's form cites, in all its versions, and compares its hash. */
export async function findMissingAttachments(
  dossier: DossierId,
  history: readonly RecordedEvent[],
  files: DossierFiles,
): Promise<AttachmentsVerdict> {
  const cited = (await citedAttachments(inOrder(history))) ?? [];
  if (isErased(cited)) return { cited: 0, missing: [], erased: true };
  const versionsOf = new Map<string, Set<number>>();
  for (const { sha256, versions } of cited) versionsOf.set(sha256, new Set([...(versionsOf.get(sha256) ?? []), ...versions]));
  const missing: MissingAttachment[] = [];
  for (const [sha256, versions] of versionsOf) {
    const why = await files.check(dossier, sha256);
    if (why === 'missing' || why === 'damaged')
      missing.push({ dossier, sha256, versions: [...versions].sort((one, other) => one - other), why });
  }
  return { cited: versionsOf.size, missing, erased: false };
}

async function* inOrder(history: readonly RecordedEvent[]): AsyncGenerator<RecordedEvent> {
  yield* history;
}
