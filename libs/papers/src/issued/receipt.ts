import type { CountedLimit } from '@lienthong/calendar';
import type { Paper, ReceiptForm } from '@lienthong/documents';
import type { RecordedEvent } from '@lienthong/dossier';
import { headOf, type Issue } from '../issue';
import { bundleOf } from '../reference';
import { attachedTo } from '../requester';

/** 01, issued by the reception. The time limit was set in the same append. */
export function receipt(issue: Issue): ReceiptForm {
  const { dossier, reference, past, recorded } = issue;
  const head = headOf(issue);
  const form = bundleOf(reference, dossier)?.form.schema['title'];
  const due = dossier.clock.due['dossier'];
  const limit = past.flatMap(dossierLimit).at(-1);
  return {
    ...head,
    form: '01',
    papers: [...(typeof form === 'string' ? [form] : []), ...attachedTo(dossier)].map(electronic),
    receivedAt: recorded.at,
    ...(due && { appointmentAt: due.promised }),
    ...(limit && { legalLimit: inWords(limit) }),
    returnedAt: dossier.delivery === 'portal' ? 'Cổng Dịch vụ công' : head.office.name,
  };
}

// What is attached comes as files, at the counter, too.
const electronic = (title: string): Paper => ({ title, kind: 'electronic', copies: 1 });

const dossierLimit = ({ event }: RecordedEvent): CountedLimit[] =>
  event.type === 'DeadlineSet' && event.data.of === 'dossier' ? [event.data.legal.limit] : [];

function inWords(limit: CountedLimit): string {
  const [count, unit] = 'days' in limit ? [limit.days, 'ngày'] : [limit.workingDays, 'ngày làm việc'];
  return count === 0 ? `trong ${unit}` : `${`${count}`.padStart(2, '0')} ${unit}`;
}
