import type { Bilingual } from '@lienthong/bundle';
import { counted } from '../language';

export const readModelsTexts = {
  rebuilding: { en: 'building again', vi: 'đang dựng lại' },
  upToDate: { en: 'the read models are as far as the log', vi: 'các bảng tra cứu đã theo kịp nhật ký' },
  behind: (events: number): Bilingual => ({
    en: `the read models are ${counted(events, 'en')} events behind the log`,
    vi: `các bảng tra cứu còn chậm hơn nhật ký ${counted(events, 'vi')} sự kiện`,
  }),
  running: (events: number, of: number): Bilingual => ({
    en: `they are being built again: ${counted(events, 'en')} of ${counted(of, 'en')} events`,
    vi: `đang được dựng lại: ${counted(events, 'vi')}/${counted(of, 'vi')} sự kiện`,
  }),
  done: (events: number): Bilingual => ({
    en: `the read models were built again from ${counted(events, 'en')} events`,
    vi: `các bảng tra cứu đã được dựng lại từ ${counted(events, 'vi')} sự kiện`,
  }),
  failed: (reason: string): Bilingual => ({
    en: `the read models could not be built again: ${reason}. The old ones go on`,
    vi: `không dựng lại được các bảng tra cứu: ${reason}. Các bảng cũ vẫn được dùng`,
  }),
  lost: {
    en: 'the engine knows of no rebuild any more: was it restarted? Begin again',
    vi: 'hệ thống không còn biết việc dựng lại: nó đã khởi động lại? Hãy bắt đầu lại',
  },
  left: {
    en: 'the rebuild goes on in the engine; look with: lienthong read-models show',
    vi: 'việc dựng lại vẫn tiếp tục trong hệ thống; xem bằng: lienthong read-models show',
  },
  noEngine: (url: string): Bilingual => ({
    en: `no engine answers at ${url}. While none runs, delete read-models.db in the data directory: it is built again at the next start`,
    vi: `không có hệ thống nào trả lời tại ${url}. Khi hệ thống không chạy, hãy xóa read-models.db trong thư mục dữ liệu: nó được dựng lại khi khởi động`,
  }),
};
