import type { Bilingual } from '@lienthong/bundle';

export const dueTexts = {
  heads: {
    en: ['due', 'by law', 'standing', 'what', 'with', 'office', 'code', 'id'],
    vi: ['hẹn trả', 'hạn theo luật', 'tình trạng', 'việc', 'đang ở', 'đơn vị', 'mã số', 'mã hồ sơ'],
  },
  none: { en: 'nothing is late, and nothing is due soon', vi: 'không có việc nào quá hạn hoặc sắp đến hạn' },
  noneLate: { en: 'nothing is late', vi: 'không có việc nào quá hạn' },
  soon: { en: 'soon', vi: 'sắp đến hạn' },
  /** In whole days and hours; what is late for less than an hour is late all the same. */
  late: ({ days, hours }: { readonly days: number; readonly hours: number }): Bilingual =>
    days === 0 && hours === 0
      ? { en: 'late, less than an hour', vi: 'quá hạn chưa đến 1 giờ' }
      : {
          en: `late ${days > 0 ? `${days} d ` : ''}${hours} h`,
          vi: `quá hạn ${days > 0 ? `${days} ngày ` : ''}${hours} giờ`,
        },
  whole: { en: 'whole dossier', vi: 'toàn bộ hồ sơ' },
} as const;
