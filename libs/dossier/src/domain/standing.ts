import { isDeepStrictEqual } from 'node:util';
import type { Instant } from '@lienthong/calendar';
import { isFinal, RANK } from './agency-status';
import type { AgencyStatus, Result, StatusReport } from './dossier.events';
import type { Handoff, Report } from './handoff';
import { isErased, type Personal } from './personal';

/*
 * Messages from agencies come late, doubled and out of order. The written rules:
 *
 * 1. A message whose id is in the stream already is the same message: nothing is recorded.
 * 2. Statuses have a rank: received < in process, supplement needed < completed, refused. A report of lower rank than what
 *    is known was overtaken: it is recorded as `late` and changes nothing. Of two of the same rank the agency's own time says which
 *    was overtaken, where it gives one: “in process” may come before a supplement is needed, and after.
 * 3. The first final word counts. A final word that says something else is recorded as `contradicts` and shown to a person;
 *    it changes nothing by itself, because a registered birth is never rolled back.
 * 4. `completed` again with results that were not known before, and none that differ, adds them (a personal ID that comes
 *    days after the certificate). With nothing new it is `late`.
 * 5. Once the procedure has ended without the agency (withdrawn, stopped, refused by rule), a result contradicts, because what
 *    was registered is not undone; all else is `late`.
 * 6. A report of any status proves that the agency has the handoff, whatever we know about sending it.
 */

type Standing = StatusReport['standing'];

/** What a report that is not in the stream yet does to the handoff, by the rules above. */
export function standing(
  handoff: Handoff,
  { status, result, reportedAt }: Pick<StatusReport, 'status' | 'result' | 'reportedAt'>,
): Standing {
  if (handoff.cutOff) return status === 'completed' ? 'contradicts' : 'late';
  const before = handoff.report;
  if (!before) return 'news';
  if (!isFinal(before.status)) return isOvertaken(status, reportedAt, before) ? 'late' : 'news';
  if (!isFinal(status)) return 'late';
  if (status !== before.status) return 'contradicts';
  return status === 'completed' ? compare(handoff, before.result ?? {}, result ?? {}) : 'late';
}

function isOvertaken(status: AgencyStatus, reportedAt: Instant | undefined, before: Report): boolean {
  if (RANK[status] !== RANK[before.status]) return RANK[status] < RANK[before.status];
  return reportedAt !== undefined && before.reportedAt !== undefined && reportedAt < before.reportedAt;
}

function compare({ awaiting }: Handoff, before: Personal<Result>, after: Personal<Result>): Standing {
  if (isErased(after)) return 'late';
  // What was known is erased: only what is still awaited can be told from it.
  if (isErased(before)) return awaiting.some((field) => field in after) ? 'news' : 'late';
  const fields = Object.keys(after);
  if (fields.some((field) => field in before && !isDeepStrictEqual(before[field], after[field]))) return 'contradicts';
  return fields.some((field) => !(field in before)) ? 'news' : 'late';
}
