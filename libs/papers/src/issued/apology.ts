import type { ApologyForm, Extension } from '@lienthong/documents';
import { holderOf } from '@lienthong/dossier/domain';
import type { EventOf } from '../event-of';
import { headOf, type Issue } from '../issue';
import { agencyTitle, procedureTitle } from '../reference';
import { wordsOf } from '../requester';

type Apology = EventOf<'ApologyIssued'>['data'];

/** 04, issued by each apology, with those before it for the same. */
export function apology(issue: Issue, { apology: number, of, cause, due, newDue }: Apology): ApologyForm {
  const { dossier, past, reference, recorded } = issue;
  const holder = holderWords(issue);
  return {
    ...headOf(issue),
    form: '04',
    ...(of !== 'dossier' && { procedure: procedureTitle(reference, dossier, of) }),
    receivedAt: dossier.receivedAt ?? recorded.at,
    originalDue: due,
    newDue,
    reasons: [wordsOf(cause)],
    ...(holder !== undefined && { holder }),
    extensions: past.flatMap(({ event, at }): Extension[] => {
      if (event.type !== 'ApologyIssued' || event.data.of !== of || event.data.apology >= number) return [];
      return [{ at, from: event.data.due, to: event.data.newDue, reason: wordsOf(event.data.cause) }];
    }),
  };
}

/** With whom the dossier lies, for whom it belongs to. */
function holderWords({ dossier, reference }: Issue): string | undefined {
  const holder = holderOf(dossier);
  switch (holder) {
    case undefined:
      return undefined;
    case 'one-stop':
    case 'operator':
      return 'Bộ phận Một cửa';
    case 'citizen':
      return 'Chờ người nộp hồ sơ';
    case 'in-transit':
      return 'Đang chuyển đến cơ quan giải quyết';
    case 'late-result':
      return 'Chờ kết quả đến sau';
    default:
      return agencyTitle(reference, holder.slice('agency:'.length));
  }
}
