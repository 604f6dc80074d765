import type { Issued } from '../form-data';
import type { Block, Letterhead, Paragraph } from '../page/block';
import type { Paper } from '../page/paper';
import { bold, italic, plain } from '../page/text';
import type { Composition } from './composition';
import { longDate } from './dates';

// Which forms there are, their numbers, titles and sizes are as in TT 03/2025/TT-VPCP [L/P]. Its text was not read: all other words on
// them, and where they stand, are ours [A].

interface Kind {
  readonly title: string;
  readonly paper: Paper;
  /** At the foot of each page if there is more than one. */
  readonly foot: string;
}

/** A form with its letterhead and title. */
export const sheet = (form: Issued & { readonly form: string }, { title, paper, foot }: Kind, blocks: readonly Block[]): Composition => ({
  paper,
  title: `Mẫu số ${form.form} – ${title}`,
  issuedAt: form.issuedAt,
  foot,
  blocks: [letterhead(form), heading(title), ...blocks],
});

const letterhead = ({ form, office, number, issuedAt }: Issued & { readonly form: string }): Letterhead => ({
  kind: 'letterhead',
  formNumber: `Mẫu số ${form}`,
  ...(office.authority === undefined ? {} : { authority: plain(office.authority.toLocaleUpperCase('vi')) }),
  office: bold(office.name.toLocaleUpperCase('vi')),
  number: plain(`Số: ${number ?? '…………………'}`),
  placeAndDate: italic(
    office.place === undefined ? capitalised(together(longDate(issuedAt))) : `${office.place}, ${together(longDate(issuedAt))}`,
  ),
});

const heading = (title: string): Paragraph => ({
  kind: 'paragraph',
  text: bold(title.toLocaleUpperCase('vi')),
  align: 'centre',
  size: 1.2,
  above: 0.9,
  introduces: true,
});

// A date is not divided between two lines.
const together = (text: string): string => text.replaceAll(' ', '\u00a0');

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
