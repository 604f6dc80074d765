import type { FormData, FormNumber, Office, ReceiptForm } from '../form-data';
import type { Letterhead, Paragraph, Signature, Tracking } from '../page/block';
import { bold, italic, joined, plain, type Text } from '../page/text';
import { longDate } from './dates';

// The forms and their titles are those of TT 03/2025/TT-VPCP [L/P]; its text was not read. All other words are ours [A].

export const letterhead = ({ form, office, number, issuedAt }: FormData): Letterhead => ({
  kind: 'letterhead',
  formNumber: `Mẫu số ${form}`,
  ...(office.authority === undefined ? {} : { authority: plain(office.authority.toLocaleUpperCase('vi')) }),
  office: bold(office.name.toLocaleUpperCase('vi')),
  number: plain(`Số: ${number ?? '…………………'}`),
  placeAndDate: italic(office.place === undefined ? capitalised(longDate(issuedAt)) : `${office.place}, ${longDate(issuedAt)}`),
});

export const title = (text: string): Paragraph => ({
  kind: 'paragraph',
  text: bold(text.toLocaleUpperCase('vi')),
  align: 'centre',
  size: 1.2,
  above: 0.9,
  introduces: true,
});

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

/** One item stands behind its label, several stand below it. */
export const listed = (label: string, items: readonly string[]): readonly Paragraph[] =>
  items.length === 1 ? field(label, items[0]) : [introduction(plain(`${label}:`)), ...bullets(items)];

export const bullets = (items: readonly string[]): readonly Paragraph[] =>
  items.map((item) => ({ kind: 'paragraph', marker: '–', text: plain(item), above: 0.1 }));

type OfDossier = Pick<ReceiptForm, 'dossier' | 'requester' | 'procedures'>;

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

export const officerSigns = ({ officer }: FormData, role: string): Signature => ({
  role: (officer.title ?? role).toLocaleUpperCase('vi'),
  hint: '(Ký, ghi rõ họ tên)',
  name: officer.name,
});

export const tracking = (url: string, office: Office): Tracking => ({
  kind: 'tracking',
  url,
  words: [
    bold('Quét mã để theo dõi hồ sơ, hoặc truy cập:'),
    plain(url),
    joined(
      italic(['Nơi liên hệ: ' + office.name, office.address, office.phone && `điện thoại ${office.phone}`].filter(Boolean).join(', ')),
    ),
  ],
});

const TITLES: Readonly<Record<FormNumber, string>> = {
  '01': 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả',
  '02': 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ',
  '03': 'Phiếu từ chối tiếp nhận giải quyết hồ sơ',
  '04': 'Văn bản xin lỗi và đề nghị gia hạn',
  '05': 'Thông báo dừng giải quyết hồ sơ',
  '06': 'Phiếu kiểm soát quá trình giải quyết hồ sơ',
  '07': 'Sổ theo dõi hồ sơ',
};

export const titleOf = (form: FormNumber): string => TITLES[form];

const capitalised = (text: string): string => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
