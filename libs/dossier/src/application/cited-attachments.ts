import { ERASED, isErased, type Personal } from '../domain';
import { citedIn, type CitedAttachment } from './attachments';
import type { RecordedEvent } from './codec/dossier-codec';
import { formVersions } from './get-form-versions/form-versions';

/** A file, and the versions of the form that cite it in this way. */
export interface CitedInVersions extends CitedAttachment {
  readonly versions: readonly number[];
}

/** The files that a dossier's form cites in all its versions, the first cited first; nothing if there is no such dossier. */
export async function citedAttachments(history: AsyncIterable<RecordedEvent>): Promise<Personal<readonly CitedInVersions[]> | undefined> {
  const versions = await formVersions(history);
  if (versions.length === 0) return undefined;
  const cited: { kind: string; name: string; sha256: string; versions: number[] }[] = [];
  for (const { version, form } of versions) {
    if (isErased(form)) return ERASED;
    for (const { kind, name, sha256 } of citedIn(form)) {
      const known = cited.find((each) => each.kind === kind && each.name === name && each.sha256 === sha256);
      if (!known) cited.push({ kind, name, sha256, versions: [version] });
      else if (known.versions.at(-1) !== version) known.versions.push(version);
    }
  }
  return cited;
}
