import type { CitedHashes } from '@lienthong/attachments';
import { citedAttachments, type Dossiers } from '@lienthong/dossier';
import { isErased } from '@lienthong/dossier/domain';
import type { EventStore } from '@lienthong/event-store';
import { endOf } from '@lienthong/read-models';

/**
 * Which files the forms of a dossier cite, by the log itself. Nobody can tell of one whose personal data are erased, nor when the log
 * is empty: whoever lost it may still have the files.
 */
export const citedByLog =
  (store: Pick<EventStore, 'readAll'>, dossiers: Pick<Dossiers, 'history'>): CitedHashes =>
  async (dossier) => {
    if ((await endOf(store)) === undefined) return undefined;
    const cited = (await citedAttachments(dossiers.history(dossier))) ?? [];
    return isErased(cited) ? undefined : cited.map(({ sha256 }) => sha256);
  };
