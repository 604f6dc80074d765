import type { CitedHashes } from '@lienthong/attachments';
import { citedAttachments, type Dossiers } from '@lienthong/dossier';
import { isErased } from '@lienthong/dossier/domain';
import type { SqliteEventStore } from '@lienthong/event-store';

/**
 * Which files the forms of a dossier cite, by the log itself. Nobody can tell of one whose personal data are erased, nor when the log
 * is empty: whoever lost it may still have the files.
 */
export const citedByLog =
  (store: Pick<SqliteEventStore, 'extent'>, dossiers: Pick<Dossiers, 'history'>): CitedHashes =>
  async (dossier) => {
    if (store.extent().events === 0) return undefined;
    const cited = (await citedAttachments(dossiers.history(dossier))) ?? [];
    return isErased(cited) ? undefined : cited.map(({ sha256 }) => sha256);
  };
