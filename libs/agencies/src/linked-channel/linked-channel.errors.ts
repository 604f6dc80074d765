import { withTransport } from '../http/finding';
import type { ErrorCatalogue } from '../wire/error-catalogue';

/**
 * The channel's errors. That a repeated message is answered by an error whose text says so, and that a missing predecessor blocks the next,
 * is [P]; codes and texts are our own [D]. An error in neither form is `unlisted`: it is told again, never taken for a refusal.
 */
export const linkedChannelErrors = withTransport({
  'already-received': {
    verdict: 'acknowledged',
    meaning: { vi: 'Trạng thái đã được tiếp nhận trước đó', en: 'The status was already received' },
    phrases: ['trang thai da duoc tiep nhan', 'ho so da duoc tiep nhan'],
  },
  LT01: { verdict: 'final', meaning: { vi: 'Dữ liệu trạng thái không hợp lệ', en: 'The data of the status are not valid' } },
  LT02: {
    verdict: 'final',
    meaning: { vi: 'Khóa đã dùng cho nội dung khác', en: 'The key was used before for other content' },
  },
  LT03: {
    verdict: 'ask-first',
    meaning: { vi: 'Thiếu trạng thái trước đó', en: 'A status before it has not arrived' },
    phrases: ['thieu trang thai truoc'],
  },
  LT04: { verdict: 'final', meaning: { vi: 'Hồ sơ đã kết thúc', en: 'The dossier has ended there' } },
  LT05: { verdict: 'final', meaning: { vi: 'Không có hồ sơ mang mã này', en: 'There is no dossier of this code' } },
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
