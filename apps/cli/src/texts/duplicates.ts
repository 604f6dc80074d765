import type { Bilingual } from '@lienthong/bundle';

export const duplicatesTexts = {
  none: { en: 'no other dossier seems to be about the same matter', vi: 'không có hồ sơ nào khác về cùng một việc' },
  heads: {
    en: ['dossier', 'submitted', 'channel', 'stands', 'in common', 'decision'],
    vi: ['hồ sơ', 'nộp lúc', 'hình thức', 'tình trạng', 'điểm trùng', 'quyết định'],
  },
  toDecide: { en: 'TO DECIDE', vi: 'CẦN QUYẾT ĐỊNH' },
  isOther: { en: 'another matter', vi: 'việc khác' },
  same: (id: string, of: string): Bilingual => ({
    en: `${id} is not taken in; the matter goes on with ${of}`,
    vi: `không tiếp nhận ${id}; việc này tiếp tục ở hồ sơ ${of}`,
  }),
  other: (id: string): Bilingual => ({
    en: `recorded: they are about something else; next: npx lienthong dossier receive ${id}`,
    vi: `đã ghi nhận: là việc khác; tiếp theo: npx lienthong dossier receive ${id}`,
  }),
  why: { en: 'say with --reason "…" how that was found out', vi: 'nêu lý do bằng --reason "…"' },
} as const;
