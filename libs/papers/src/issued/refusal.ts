import type { RefusalForm } from '@lienthong/documents';
import type { EventOf } from '../event-of';
import { headOf, type Issue } from '../issue';
import { agencyTitle, procedureTitle } from '../reference';
import { wordsOf } from '../requester';

const TOO_LATE = 'Đã quá hạn mà hồ sơ chưa được bổ sung, hoàn thiện theo yêu cầu.';
const AGAIN = 'Ông/bà có thể nộp hồ sơ mới khi đã có đủ giấy tờ.';

/** 03, issued when a dossier is not taken in. */
export const declined = (issue: Issue, { why, reason }: EventOf<'DossierDeclined'>['data']): RefusalForm => ({
  ...headOf(issue),
  form: '03',
  ...(why === 'supplement-expired' ? { reasons: [TOO_LATE], whatToDo: AGAIN } : { reasons: reason === undefined ? [] : [wordsOf(reason)] }),
});

/** 03 for one procedure: in the agency's words, or the law's. What failed on the way to the agency never refuses anything. */
export function refused(issue: Issue, { procedure, byRule }: EventOf<'ProcedureRefused'>['data']): RefusalForm {
  const { dossier, reference } = issue;
  const head = headOf(issue);
  const handoff = dossier.handoffs[procedure];
  const note = handoff?.report?.note;
  const title = procedureTitle(reference, dossier, procedure);
  const part = (by: string) => ({ procedure: title, by });
  if (byRule) return { ...head, form: '03', refused: part(head.office.name), reasons: [TOO_LATE], whatToDo: AGAIN };
  return {
    ...head,
    form: '03',
    refused: part(handoff ? agencyTitle(reference, handoff.agency) : head.office.name),
    reasons: [note === undefined ? 'Cơ quan giải quyết không nêu lý do.' : wordsOf(note)],
  };
}
