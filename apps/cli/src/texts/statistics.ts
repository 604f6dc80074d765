export const statisticsTexts = {
  heads: {
    en: ['dossiers', 'received', 'online', 'share', 'on time', 'late', 'share', 'open', 'open, late', 'supplements', 'refusals'],
    vi: [
      'hồ sơ',
      'tiếp nhận',
      'trực tuyến',
      'tỷ lệ',
      'đúng hạn',
      'quá hạn',
      'tỷ lệ',
      'đang xử lý',
      'đang xử lý, quá hạn',
      'lần bổ sung',
      'từ chối',
    ],
  },
  group: {
    office: { en: 'office', vi: 'đơn vị' },
    month: { en: 'month', vi: 'tháng' },
    channel: { en: 'channel', vi: 'hình thức' },
    bundle: { en: 'bundle', vi: 'nhóm thủ tục' },
  },
  total: { en: 'total', vi: 'tổng' },
  held: { en: 'hours with each holder, mean of a dossier', vi: 'số giờ hồ sơ nằm ở mỗi nơi, trung bình một hồ sơ' },
} as const;
