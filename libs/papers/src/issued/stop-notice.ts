import type { StopForm } from '@lienthong/documents';
import { headOf, type Issue } from '../issue';
import { procedureTitle } from '../reference';

/** 05, issued when the office stops a dossier, or the citizen withdraws one that was received. */
export function stopNotice(issue: Issue, reason: string): StopForm {
  const { dossier, reference, recorded } = issue;
  const completed = dossier.chosen.filter((key) => dossier.procedures[key]?.status === 'completed');
  return {
    ...headOf(issue),
    form: '05',
    receivedAt: dossier.receivedAt ?? recorded.at,
    stoppedAt: recorded.at,
    reasons: [reason],
    results: completed.map((key) => procedureTitle(reference, dossier, key)),
  };
}
