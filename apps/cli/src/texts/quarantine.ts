export const quarantineTexts = {
  none: { en: 'nothing in quarantine', vi: 'không có thông điệp nào bị cách ly' },
  heads: {
    en: ['at', 'agency', 'reason', 'detail', 'id'],
    vi: ['lúc', 'cơ quan', 'lý do', 'chi tiết', 'mã'],
  },
} as const;
