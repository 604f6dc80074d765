import type { MissingAttachment } from '@lienthong/audit';
import type { Bilingual } from '@lienthong/bundle';
import { counted } from '../language';

export const attachmentsTexts = {
  missing: ({ dossier, sha256, versions, why }: MissingAttachment): Bilingual => ({
    en: `${dossier}: ${sha256} (form version ${versions.join(', ')}) is ${why === 'missing' ? 'not kept here' : 'damaged'}`,
    vi: `${dossier}: ${sha256} (tờ khai phiên bản ${versions.join(', ')}) ${why === 'missing' ? 'không có ở đây' : 'đã bị hỏng'}`,
  }),
  checked: ({ dossiers, cited, erased }: { dossiers: number; cited: number; erased: number }, faults: number): Bilingual => ({
    en: `${counted(cited, 'en')} files in ${counted(dossiers, 'en')} dossiers: ${faults === 0 ? 'every one is well' : `${faults} fault(s)`}${erased > 0 ? `; ${erased} dossiers are erased` : ''}`,
    vi: `${counted(cited, 'vi')} tệp trong ${counted(dossiers, 'vi')} hồ sơ: ${faults === 0 ? 'mọi tệp đều nguyên vẹn' : `${faults} lỗi`}${erased > 0 ? `; ${erased} hồ sơ đã xóa dữ liệu` : ''}`,
  }),
  uploaded: (file: string, sha256: string): Bilingual => ({ en: `${file} uploaded: ${sha256}`, vi: `đã tải lên ${file}: ${sha256}` }),
  saved: (file: string): Bilingual => ({ en: `saved in ${file}`, vi: `đã lưu vào ${file}` }),
  typeNotTaken: (file: string, taken: string): Bilingual => ({
    en: `${file} is of no type that is taken: ${taken}`,
    vi: `${file} không thuộc loại được nhận: ${taken}`,
  }),
  attachHow: (given: string): Bilingual => ({
    en: `--attach ${given}: write kind=file, such as birth-notice=chung-sinh.pdf`,
    vi: `--attach ${given}: ghi loại=tệp, ví dụ birth-notice=chung-sinh.pdf`,
  }),
  none: { en: 'the form cites no files', vi: 'tờ khai không kèm tệp nào' },
  erased: { en: 'erased', vi: 'đã xóa' },
  heads: {
    en: ['kind', 'name', 'bytes', 'versions', 'sha256'],
    vi: ['loại', 'tên tệp', 'số byte', 'phiên bản', 'sha256'],
  },
  noKeys: {
    en: 'there are no keys of personal data here, so nobody can tell which files are cited: name the data directory with --data, or LIENTHONG_KEYS_URL',
    vi: 'không có khóa dữ liệu cá nhân ở đây nên không biết tệp nào được dẫn chiếu: chỉ ra thư mục dữ liệu bằng --data, hoặc đặt LIENTHONG_KEYS_URL',
  },
  notHere: { en: 'not here', vi: 'không có' },
} as const;
