import type { Bilingual } from '@lienthong/bundle';
import { counted } from '../language';

interface Copied {
  readonly subjects: number;
  readonly copied: number;
  readonly erased: number;
}

export const keysTexts = {
  copying: { en: 'copying', vi: 'đang sao chép' },
  addressMissing: {
    en: 'say where to copy to: --to postgres://user:password@host:5432/database, or in LIENTHONG_KEYS_URL, where nobody else on this machine sees the password',
    vi: 'hãy chỉ ra nơi nhận: --to postgres://user:password@host:5432/database, hoặc đặt trong LIENTHONG_KEYS_URL để người khác trên máy không thấy mật khẩu',
  },
  noKeys: (file: string): Bilingual => ({
    en: `there are no keys ${file}: name the data directory with --data`,
    vi: `không có tệp khóa ${file}: chỉ ra thư mục dữ liệu bằng --data`,
  }),
  copied: ({ subjects, copied, erased }: Copied, file: string): Bilingual => ({
    en: `${counted(subjects, 'en')} keys of ${file} are in the database, ${counted(copied, 'en')} of them new; ${counted(erased, 'en')} are erased there. Back up the schema lienthong_keys from now on`,
    vi: `${counted(subjects, 'vi')} khóa của ${file} đã có trong cơ sở dữ liệu, trong đó ${counted(copied, 'vi')} khóa mới; ${counted(erased, 'vi')} khóa đã xóa. Từ nay hãy sao lưu lược đồ lienthong_keys`,
  }),
  otherKeys: {
    installation: (): Bilingual => ({
      en: 'the database holds the keys of another installation: name one that holds none',
      vi: 'cơ sở dữ liệu đang giữ khóa của hệ thống khác: hãy chỉ ra cơ sở dữ liệu chưa có khóa',
    }),
    subject: (subject: string): Bilingual => ({
      en: `${subject} has another key in the database: one engine wrote to the file and another to the database. Stop both, and ask who can tell which one sealed it`,
      vi: `${subject} có khóa khác trong cơ sở dữ liệu: một tiến trình đã ghi vào tệp, tiến trình khác ghi vào cơ sở dữ liệu. Hãy dừng cả hai và xác định khóa nào đã dùng`,
    }),
    missing: (subject: string): Bilingual => ({
      en: `the key of ${subject} did not arrive: run the same again`,
      vi: `khóa của ${subject} chưa đến nơi: hãy chạy lại lệnh này`,
    }),
  },
  otherMasterKey: (file: string): Bilingual => ({
    en: `the keys were not wrapped by the master key ${file}: name that one in LIENTHONG_MASTER_KEY_FILE`,
    vi: `các khóa không được bọc bằng khóa chính ${file}: hãy chỉ ra khóa chính đúng trong LIENTHONG_MASTER_KEY_FILE`,
  }),
} as const;
