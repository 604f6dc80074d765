import type { SupplementForm } from '@lienthong/documents';
import { isErased, type SupplementRequest } from '@lienthong/dossier/domain';
import { headOf, type Issue } from '../issue';
import { agencyTitle, bundleOf, procedureTitle } from '../reference';
import { wordsOf } from '../requester';

/** 02, issued by each request: in the words of who asks. */
export const supplement = (issue: Issue, request: SupplementRequest): SupplementForm => ({
  ...headOf(issue),
  form: '02',
  wanted: [{ what: [...asked(issue, request), ...partsOf(issue, request)].join(' '), why: why(issue, request) }],
  ...(request.respondBy !== undefined && { provideBy: request.respondBy }),
});

/** An agency's words stand in its message. */
function asked({ past }: Issue, { what, message }: SupplementRequest): string[] {
  if (what !== undefined) return [wordsOf(what)];
  const notes = past.flatMap(({ event }) =>
    event.type === 'AgencyStatusReported' && event.data.message === message && event.data.note !== undefined ? [event.data.note] : [],
  );
  const [note] = notes;
  return note === undefined ? ['Nơi giải quyết chưa nêu rõ; mời ông/bà liên hệ để được hướng dẫn.'] : [wordsOf(note)];
}

/** Which parts of the form it is about, as far as the definition has a title for them in the place itself. */
function partsOf({ dossier, reference }: Issue, { fields }: SupplementRequest): string[] {
  const parts = bundleOf(reference, dossier)?.form.schema['properties'] as Readonly<Record<string, { title?: unknown }>> | undefined;
  const titles = fields.flatMap((field) => {
    const title = parts?.[field.split('/')[1] ?? '']?.title;
    return typeof title === 'string' ? [title] : [];
  });
  return titles.length === 0 || isErased(dossier.form) ? [] : [`(Phần của tờ khai: ${[...new Set(titles)].join('; ')}.)`];
}

function why({ dossier, reference }: Issue, { procedure, by }: SupplementRequest): string {
  if (procedure === undefined) return 'Hồ sơ chưa đủ để tiếp nhận.';
  const title = procedureTitle(reference, dossier, procedure);
  const agency = dossier.handoffs[procedure]?.agency;
  return by === 'agency' && agency !== undefined
    ? `${agencyTitle(reference, agency)} yêu cầu để giải quyết thủ tục “${title}”.`
    : `Cần để giải quyết thủ tục “${title}”.`;
}
