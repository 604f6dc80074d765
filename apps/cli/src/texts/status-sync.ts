import type { Bilingual } from '@lienthong/bundle';
import { counted } from '../language';

export const statusSyncTexts = {
  noReceivers: {
    en: 'nobody is told statuses: the exchange file names none under statusSync',
    vi: 'chưa đồng bộ trạng thái với bên nào: tệp cấu hình trao đổi không khai báo statusSync',
  },
  toldElsewhere: {
    en: 'another engine tells them at the moment: ask each of the others (--url); one of them knows',
    vi: 'tiến trình khác đang đồng bộ trạng thái: hỏi các tiến trình còn lại (--url)',
  },
  none: { en: 'every status gets through', vi: 'mọi trạng thái đều được gửi bình thường' },
  heads: {
    en: ['receiver', 'stands', 'since', 'message', 'reason', 'dossier'],
    vi: ['bên nhận', 'tình trạng', 'từ lúc', 'tin số', 'lý do', 'mã hồ sơ'],
  },
  kinds: {
    refused: { en: 'waits for a person', vi: 'chờ người xử lý' },
    failing: { en: 'tried again', vi: 'đang thử lại' },
  },
  more: (shown: number, all: number): Bilingual => ({
    en: `${counted(shown, 'en')} of ${counted(all, 'en')} are shown: --limit`,
    vi: `hiển thị ${counted(shown, 'vi')} trên ${counted(all, 'vi')}: --limit`,
  }),
  released: (dossier: string, receiver: string): Bilingual => ({
    en: `${receiver} is told again of ${dossier}`,
    vi: `tiếp tục gửi trạng thái của ${dossier} đến ${receiver}`,
  }),
  toldNothing: { en: 'nobody was told anything of this dossier', vi: 'chưa gửi trạng thái nào của hồ sơ này' },
  toldHeads: {
    en: ['receiver', 'number', 'status', 'sent', 'confirmed', 'sha256'],
    vi: ['bên nhận', 'tin số', 'trạng thái', 'gửi lúc', 'xác nhận lúc', 'sha256'],
  },
} as const;
