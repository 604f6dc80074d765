import type { ProcedureKey } from '@lienthong/bundle';
import type { FormData } from '@lienthong/documents';
import type { RecordedEvent } from '@lienthong/dossier';
import type { DossierEvent, DossierId } from '@lienthong/dossier/domain';
import type { Issue } from './issue';
import { apology } from './issued/apology';
import { controlSheet } from './issued/control-sheet';
import { receipt } from './issued/receipt';
import { declined, refused } from './issued/refusal';
import { stopNotice } from './issued/stop-notice';
import { supplement } from './issued/supplement';
import { issuesOf } from './issues';
import type { Paper } from './paper';
import type { Reference } from './reference';
import { wordsOf } from './requester';

/**
 * The official forms that a dossier has, in the order in which they were issued, and last its control sheet. Pure: each says what was
 * known when it was issued, so a history that has grown since, or was read elsewhere, gives the same.
 *
 * @param upTo as of this revision; default: all
 */
export function papersOf(id: DossierId, history: readonly RecordedEvent[], reference: Reference, upTo = Infinity): readonly Paper[] {
  const issued = issuesOf(id, history, reference).flatMap((issue): Paper[] => {
    const { event, revision, at } = issue.recorded;
    const made = revision <= upTo ? issuedBy(event, issue) : undefined;
    return made ? [{ ...made, revision, issuedAt: at }] : [];
  });
  const known = history.filter(({ revision }) => revision <= upTo);
  const last = issuesOf(id, known, reference).at(-1);
  if (!last) return [];
  const { at: issuedAt, revision } = last.recorded;
  return [...issued, { name: '06', revision, issuedAt, data: controlSheet(last) }];
}

interface Made {
  readonly name: string;
  readonly procedure?: ProcedureKey;
  readonly data: FormData;
}

/** Which event issues which form: TT 03/2025/TT-VPCP names the occasions [L/P]; that a withdrawal is told by form 05, too, is ours [A]. */
function issuedBy(event: DossierEvent, issue: Issue): Made | undefined {
  switch (event.type) {
    case 'DossierReceived':
      return { name: '01', data: receipt(issue) };
    case 'SupplementRequested': {
      const { supplement: number, procedure } = event.data;
      return { name: `02.${number}`, ...(procedure !== undefined && { procedure }), data: supplement(issue, event.data) };
    }
    case 'DossierDeclined':
      return { name: '03', data: declined(issue, event.data) };
    case 'ProcedureRefused': {
      const { procedure } = event.data;
      return { name: `03.${procedure}`, procedure, data: refused(issue, event.data) };
    }
    case 'ApologyIssued': {
      const { apology: number, of } = event.data;
      return { name: `04.${number}`, ...(of !== 'dossier' && { procedure: of }), data: apology(issue, event.data) };
    }
    case 'DossierStopped':
      return { name: '05', data: stopNotice(issue, wordsOf(event.data.reason)) };
    case 'WithdrawalRequested': {
      // Before the reception nothing was begun that could be stopped.
      const reason = `Người nộp hồ sơ đề nghị rút hồ sơ: ${wordsOf(event.data.reason)}`;
      return issue.dossier.receivedAt === undefined ? undefined : { name: '05', data: stopNotice(issue, reason) };
    }
    default:
      return undefined;
  }
}
