import type { Bilingual } from '@lienthong/bundle';

export const bundleTexts = {
  well: (folder: string): Bilingual => ({ en: `${folder}: all definitions are well`, vi: `${folder}: mọi định nghĩa đều đúng` }),
  errors: (count: number, folder: string): Bilingual => ({ en: `${count} error(s) in ${folder}`, vi: `${count} lỗi trong ${folder}` }),
  unknown: (ref: string, known: readonly string[]): Bilingual => ({
    en: `there is no ${ref}; there are ${known.join(', ')}`,
    vi: `không có ${ref}; hiện có ${known.join(', ')}`,
  }),
};
