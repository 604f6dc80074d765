import type { Bilingual } from '@lienthong/bundle';

/** Why the engine itself does not tell a status, by stable code; what receivers say is in their own catalogues. */
export const OWN_TROUBLES: Readonly<Record<string, Bilingual>> = {
  'history-changed': {
    vi: 'Trạng thái đã gửi khác với trạng thái suy ra từ nhật ký: quy tắc đồng bộ đã bị thay đổi; cần người xem xét',
    en: 'What was told is not what follows from the log: the rules of the sync were changed under it; a person has to look',
  },
  unmappable: {
    vi: 'Không diễn đạt được theo định dạng của bên nhận; chưa gửi',
    en: 'It does not fit the receiver’s message; it was not sent',
  },
  'engine-failure': {
    vi: 'Không đọc hoặc ghi được nhật ký sự kiện; hệ thống tự thử lại',
    en: 'The log could not be read or written; the engine tries again by itself',
  },
};
