import type { Instant } from '@lienthong/calendar';
import type { Issued, Office, OfDossier } from '../form-data';
import type { Paragraph, Signature, Tracking } from '../page/block';
import { bold, italic, joined, plain, type Text } from '../page/text';
import { longTime } from './dates';

export const subtitle = (text: Text): Paragraph => ({ kind: 'paragraph', text, align: 'centre', above: 0, introduces: true });

export const paragraph = (text: Text, above?: number): Paragraph => ({
  kind: 'paragraph',
  text,
  ...(above === undefined ? {} : { above }),
});

/** A paragraph that never stands first on a page. */
export const conclusion = (text: Text): Paragraph => ({ kind: 'paragraph', text, above: 0.45, concludes: true });

/** A paragraph that never stands last on a page. */
export const introduction = (text: Text): Paragraph => ({ kind: 'paragraph', text, above: 0.45, introduces: true });

/** `Label: value`, or nothing without a value. */
export const field = (label: string, value: string | undefined, face: (text: string) => Text = plain): readonly Paragraph[] =>
  value === undefined || value.trim() === '' ? [] : [paragraph(joined(`${label}: `, face(value)))];

/** `Label: the moment`, or nothing while nobody knows it. */
export const moment = (label: string, at: Instant | undefined, face: (text: string) => Text = plain): readonly Paragraph[] =>
  field(label, at === undefined ? undefined : longTime(at), face);

/** One item stands behind its label, several stand below it; nothing without items. */
export const listed = (label: string, items: readonly string[]): readonly Paragraph[] =>
  items.length < 2 ? field(label, items[0]) : [introduction(plain(`${label}:`)), ...items.map(dashed)];

const dashed = (item: string): Paragraph => ({ kind: 'paragraph', marker: '–', text: plain(item), above: 0.1 });

/** Which dossier it is, whose, and what is asked for. */
export const aboutDossier = (form: OfDossier): readonly Paragraph[] => [
  codes(form),
  ...field('Người nộp hồ sơ', form.requester.name, bold),
  ...contact(form),
  asked(form),
];

/** The same in a letter to whom the dossier belongs to. */
export const addressed = (form: OfDossier): readonly Paragraph[] => [
  paragraph(joined('Kính gửi: ', bold(form.requester.name)), 0.5),
  ...contact(form),
  codes(form),
  asked(form),
];

const codes = ({ dossier: { code, linkedNumber } }: OfDossier): Paragraph =>
  paragraph(joined('Mã hồ sơ: ', bold(code), linkedNumber === undefined ? '' : ` (mã liên thông: ${linkedNumber})`), 0.4);

const contact = ({ requester }: OfDossier): readonly Paragraph[] => [
  ...field('Địa chỉ', requester.address),
  ...field('Số điện thoại', requester.phone),
];

const asked = ({ procedures }: OfDossier): Paragraph => paragraph(plain(`Nội dung yêu cầu giải quyết: ${procedures.join('; ')}`));

export const officerSigns = ({ officer }: Issued, role: string): Signature => ({
  role: (officer?.title ?? role).toLocaleUpperCase('vi'),
  hint: '(Ký, ghi rõ họ tên)',
  name: officer?.name ?? BY_HAND,
});

/** To be filled in by hand. */
const BY_HAND = '……………………………………';

export const tracking = (url: string, office: Office): Tracking => ({
  kind: 'tracking',
  url,
  words: [
    bold('Quét mã để theo dõi hồ sơ, hoặc truy cập:'),
    plain(url),
    italic([`Nơi liên hệ: ${office.name}`, office.address, office.phone && `điện thoại ${office.phone}`].filter(Boolean).join(', ')),
  ],
});
