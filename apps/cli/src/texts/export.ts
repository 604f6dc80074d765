import type { ExportRefusal } from '@lienthong/audit';
import type { Bilingual } from '@lienthong/bundle';
import { counted } from '../language';

export const exportTexts = {
  exporting: { en: 'exporting', vi: 'đang xuất' },
  resumeWhat: { en: '--resume: name the file with --out', vi: '--resume: hãy nêu tệp bằng --out' },
  positionInvalid: (position: string): Bilingual => ({
    en: `--after ${position}: not a position of this log; take it from a line that was exported`,
    vi: `--after ${position}: không phải là vị trí trong nhật ký này; hãy lấy từ một dòng đã xuất`,
  }),
  done: (events: number, file: string, resumed: boolean): Bilingual => ({
    en: `${counted(events, 'en')} events ${resumed ? 'added to' : 'exported to'} ${file}; --resume adds what comes later`,
    vi: `${resumed ? 'đã thêm' : 'đã xuất'} ${counted(events, 'vi')} sự kiện vào ${file}; --resume thêm những gì đến sau`,
  }),
  refused: {
    'file-there': (file: string): Bilingual => ({
      en: `${file} is there already: name another file, or say --resume to go on with it`,
      vi: `${file} đã có: hãy đặt tên tệp khác, hoặc dùng --resume để ghi tiếp`,
    }),
    'not-an-export': (file: string): Bilingual => ({
      en: `${file} is no export that could be gone on with: name another file`,
      vi: `${file} không phải là tệp xuất có thể ghi tiếp: hãy đặt tên tệp khác`,
    }),
    'order-differs': (file: string): Bilingual => ({
      en: `${file} was begun with other options (see ${file}.order.json): use the same, or name another file`,
      vi: `${file} được bắt đầu với các tùy chọn khác (xem ${file}.order.json): hãy dùng lại đúng như vậy, hoặc đặt tên tệp khác`,
    }),
  } satisfies Record<ExportRefusal, (file: string) => Bilingual>,
};
