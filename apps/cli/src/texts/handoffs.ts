import type { Bilingual } from '@lienthong/bundle';

const GROUPS: Readonly<Record<string, string>> = {
  open: 'chưa xong',
  pending: 'chờ gửi',
  'in-flight': 'đang ở cơ quan',
  parked: 'dừng chờ',
  settled: 'đã xong',
};

export const handoffsTexts = {
  heads: {
    en: ['agency', 'stage', 'cause', 'attempts', 'since', 'next', 'handoff'],
    vi: ['cơ quan', 'tình trạng', 'nguyên nhân', 'số lần gửi', 'từ lúc', 'bước tiếp theo', 'mã lần chuyển'],
  },
  none: (group: string): Bilingual => ({ en: `no ${group} handoffs`, vi: `không có lần chuyển nào ${GROUPS[group] ?? group}` }),
  released: (handoff: string): Bilingual => ({ en: `${handoff} is tried again`, vi: `${handoff} được thử lại` }),
  askReason: { en: 'Why may it go again? (no personal data)', vi: 'Vì sao được cho đi tiếp? (không ghi dữ liệu cá nhân)' },
  reasonMissing: { en: 'say why it may go again: --reason "…"', vi: 'hãy nêu lý do cho đi tiếp: --reason "…"' },
} as const;
