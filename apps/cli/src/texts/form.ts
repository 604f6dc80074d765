import type { Bilingual } from '@lienthong/bundle';

export const formTexts = {
  notThere: (version: string, last: number): Bilingual => ({
    en: `there is no version ${version} of the form: it has the versions 1 to ${last}`,
    vi: `không có phiên bản ${version} của tờ khai: tờ khai có các phiên bản từ 1 đến ${last}`,
  }),
  version: { en: 'version', vi: 'phiên bản' },
  nothing: { en: '(nothing)', vi: '(không có)' },
  erased: { en: 'erased', vi: 'đã xóa' },
} as const;
