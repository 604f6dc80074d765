import type { Bilingual } from '@lienthong/bundle';

export const documentsTexts = {
  heads: { en: ['form', 'title', 'procedure', 'issued', 'revision'], vi: ['mẫu', 'tên', 'thủ tục', 'phát hành', 'lần ghi'] },
  none: { en: 'the dossier has no forms', vi: 'hồ sơ không có mẫu nào' },
  how: (id: string, name: string): Bilingual => ({
    en: `print one: npx lienthong documents render ${id} ${name}`,
    vi: `in một mẫu: npx lienthong documents render ${id} ${name}`,
  }),
  written: (file: string, bytes: number): Bilingual => ({
    en: `${file} written (${Math.ceil(bytes / 1024)} KiB)`,
    vi: `đã ghi ${file} (${Math.ceil(bytes / 1024)} KiB)`,
  }),
  fileThere: (file: string): Bilingual => ({
    en: `${file} is there already and is left as it is: name another file with --out, or say --force`,
    vi: `${file} đã có và được giữ nguyên: hãy đặt tên tệp khác bằng --out, hoặc dùng --force`,
  }),
} as const;
