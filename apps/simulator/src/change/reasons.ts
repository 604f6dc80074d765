import type { Bilingual } from '@lienthong/bundle';

const list = (names: readonly string[]): string => names.join(', ');

/** Why a question cannot be answered. */
export const reasons = {
  unreadable: (text: string): Bilingual => ({
    en: `“${text}” is no version of a bundle: say birth@next or birth@2026-09-01`,
    vi: `“${text}” không phải là phiên bản của một nhóm thủ tục: hãy ghi birth@next hoặc birth@2026-09-01`,
  }),
  bundleUnknown: (code: string, known: readonly string[]): Bilingual => ({
    en: `no bundle is called ${code}; there are ${list(known)}`,
    vi: `không có nhóm thủ tục nào tên là ${code}; hiện có ${list(known)}`,
  }),
  versionUnknown: (ref: string, known: readonly string[]): Bilingual => ({
    en: `there is no ${ref}; there are ${list(known)}. A version in a file of its own is given with --definition`,
    vi: `không có ${ref}; hiện có ${list(known)}. Phiên bản nằm trong tệp riêng thì dùng --definition`,
  }),
  noNext: (code: string, last: string, known: readonly string[]): Bilingual => ({
    en: `no version of ${code} comes into force after ${last}; there are ${list(known)}. A draft is given with --definition`,
    vi: `không có phiên bản nào của ${code} có hiệu lực sau ngày ${last}; hiện có ${list(known)}. Dự thảo thì dùng --definition`,
  }),
  fileUnreadable: (file: string): Bilingual => ({ en: `${file} cannot be read`, vi: `không đọc được ${file}` }),
  anotherBundle: (file: string, code: string): Bilingual => ({
    en: `${file} does not define ${code}`,
    vi: `${file} không định nghĩa ${code}`,
  }),
  anotherVersion: (file: string, ref: string, asked: string): Bilingual => ({
    en: `${file} defines ${ref}, not ${asked}`,
    vi: `${file} định nghĩa ${ref}, không phải ${asked}`,
  }),
  invalid: (vi: readonly string[], en: readonly string[]): Bilingual => ({
    en: ['the definition has errors:', ...en].join('\n'),
    vi: ['định nghĩa có lỗi:', ...vi].join('\n'),
  }),
  noCalendar: (year: number): Bilingual => ({
    en: `the calendars say nothing of ${year}`,
    vi: `lịch làm việc không nói gì về năm ${year}`,
  }),
  noLog: (file: string): Bilingual => ({ en: `there is no log at ${file}`, vi: `không có nhật ký tại ${file}` }),
  noKeys: (why: string): Bilingual => ({
    en: `the keys of the forms cannot be opened: ${why}`,
    vi: `không mở được khóa của các tờ khai: ${why}`,
  }),
  nothingFits: (ref: string, fields: readonly string[]): Bilingual => ({
    en: `none of the dossiers can be played under ${ref} and the version in force: ${list(fields)}`,
    vi: `không có hồ sơ nào phát lại được theo cả ${ref} và phiên bản đang có hiệu lực: ${list(fields)}`,
  }),
  nothingToPlay: (code: string, where: string): Bilingual => ({
    en: `${where} has no dossier of ${code} that can be played: ended, and with a form that can still be read`,
    vi: `${where} không có hồ sơ ${code} nào phát lại được: đã kết thúc và còn đọc được tờ khai`,
  }),
};
