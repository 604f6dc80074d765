import { withTransport } from '../http/finding';
import type { ErrorCatalogue } from '../wire/error-catalogue';

/**
 * Justice's errors. It names some by code and tells others in prose only, with an empty code: those are known by their phrases.
 * An error in neither form is `unlisted`: perhaps processed, so it is asked about, never taken for a refusal.
 */
export const justiceErrors = withTransport({
  'already-received': {
    verdict: 'acknowledged',
    meaning: { vi: 'Hồ sơ đã được tiếp nhận trước đó', en: 'The dossier was already received' },
    phrases: ['thong bao da duoc tiep nhan', 'ho so da duoc tiep nhan', 'ho so da ton tai', 'ma ho so da ton tai', 'trung ma ho so'],
  },
  HS01: { verdict: 'final', meaning: { vi: 'Dữ liệu hồ sơ không hợp lệ', en: 'The data of the dossier are not valid' } },
  HS02: {
    verdict: 'final',
    meaning: { vi: 'Mã hồ sơ đã dùng cho nội dung khác', en: 'The code was used before for other content' },
  },
  HS03: {
    verdict: 'final',
    meaning: { vi: 'Không đúng thẩm quyền', en: 'Not within this office’s jurisdiction' },
    phrases: ['khong dung tham quyen', 'khong thuoc tham quyen'],
  },
  HS04: { verdict: 'final', meaning: { vi: 'Quá ba mã hồ sơ trong một lần hỏi', en: 'More than three codes in one question' } },
  HS05: {
    verdict: 'retry',
    meaning: { vi: 'Chưa có hồ sơ mà thông báo nói đến', en: 'The dossier that the notice is about is not known yet; nothing was noted' },
  },
  HS06: { verdict: 'final', meaning: { vi: 'Hồ sơ đã được giải quyết', en: 'The dossier was decided before the notice came' } },
  HS07: { verdict: 'final', meaning: { vi: 'Hồ sơ đã được rút', en: 'The dossier was withdrawn before it came' } },
  CK01: { verdict: 'retry', meaning: { vi: 'Chữ ký không được chấp nhận', en: 'Our signature was not accepted; nothing was read' } },
  HT01: {
    verdict: 'retry',
    meaning: { vi: 'Hệ thống đang bảo trì', en: 'Closed for maintenance' },
    phrases: ['dang bao tri'],
  },
  HT02: { verdict: 'retry', meaning: { vi: 'Hệ thống quá tải, chưa tiếp nhận', en: 'Overloaded; not received' } },
  HT99: { verdict: 'ask-first', meaning: { vi: 'Lỗi hệ thống', en: 'Something failed inside; perhaps after receiving' } },
  unlisted: {
    verdict: 'ask-first',
    meaning: { vi: 'Lỗi chưa có trong danh mục', en: 'An error that the catalogue does not know' },
  },
} as const satisfies ErrorCatalogue);
