import type { Bilingual } from '@lienthong/bundle';
import type { Acted } from '@lienthong/dossier';

/** What is said when an act was carried out. */
export type Done = (acted: Acted) => Bilingual;

export const actsTexts = {
  supplementAsked: ({ id, supplement }: Acted): Bilingual => ({
    en: `supplement ${supplement} of ${id} is asked for; when it is there: npx lienthong dossier supplement ${id} --provide ${supplement}`,
    vi: `đã yêu cầu bổ sung lần ${supplement} cho ${id}; khi có đủ: npx lienthong dossier supplement ${id} --provide ${supplement}`,
  }),
  supplementProvided: ({ id }: Acted): Bilingual => ({
    en: `what was asked for is recorded in ${id}`,
    vi: `đã ghi nhận phần bổ sung của ${id}`,
  }),
  supplementHow: {
    en: 'say what is missing with --ask "…", or which supplement is there with --provide <number>',
    vi: 'nêu nội dung còn thiếu bằng --ask "…", hoặc lần bổ sung đã có bằng --provide <number>',
  },
  paymentAsked: ({ id, payment }: Acted): Bilingual => ({
    en: `payment ${payment} of ${id} is asked for; when it is paid: npx lienthong dossier payment ${id} --received ${payment} --reference "…"`,
    vi: `đã yêu cầu nộp khoản ${payment} của ${id}; khi đã nộp: npx lienthong dossier payment ${id} --received ${payment} --reference "…"`,
  }),
  paymentReceived: ({ id }: Acted): Bilingual => ({ en: `the payment is recorded in ${id}`, vi: `đã ghi nhận khoản nộp của ${id}` }),
  paymentHow: {
    en: 'say what is to be paid with --ask <amount> --for "…", or what is paid with --received <number> --reference "…"',
    vi: 'nêu khoản phải nộp bằng --ask <amount> --for "…", hoặc khoản đã nộp bằng --received <number> --reference "…"',
  },
  amountUnreadable: (text: string): Bilingual => ({
    en: `--ask ${text}: not a whole number of đồng, in digits alone, such as 24000`,
    vi: `--ask ${text}: không phải là số đồng nguyên, chỉ gồm chữ số, ví dụ 24000`,
  }),
  assigned: ({ id }: Acted): Bilingual => ({
    en: `${id} is assigned; that one-stop receives it: npx lienthong dossier receive ${id}`,
    vi: `đã xác định nơi tiếp nhận của ${id}; Bộ phận Một cửa đó tiếp nhận: npx lienthong dossier receive ${id}`,
  }),
  withdrawn: ({ id }: Acted): Bilingual => ({
    en: `${id} is withdrawn; agencies that have it are told`,
    vi: `đã rút hồ sơ ${id}; các cơ quan đang giữ hồ sơ được báo`,
  }),
  declined: ({ id }: Acted): Bilingual => ({ en: `${id} is not taken in`, vi: `đã từ chối tiếp nhận hồ sơ ${id}` }),
  stopped: ({ id }: Acted): Bilingual => ({
    en: `${id} is stopped; agencies that have it are told, and what was decided stays`,
    vi: `đã dừng giải quyết hồ sơ ${id}; các cơ quan đang giữ hồ sơ được báo, kết quả đã có vẫn giữ nguyên`,
  }),
  corrected: ({ id, correction }: Acted): Bilingual => ({
    en: `correction ${correction} of ${id} is recorded; agencies that were given the wrong data are told`,
    vi: `đã đính chính lần ${correction} cho ${id}; các cơ quan đã nhận dữ liệu sai được báo`,
  }),
  resultUnreadable: (text: string): Bilingual => ({
    en: `--result ${text}: not of the form procedure.field=value, such as birth-registration.number=113`,
    vi: `--result ${text}: không đúng dạng procedure.field=value, ví dụ birth-registration.number=113`,
  }),
} as const;
