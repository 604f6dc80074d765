import { withTransport } from '../http/finding';
import type { ErrorCatalogue } from '../wire/error-catalogue';

/**
 * The portal's errors. That it says some only in prose is [P]; codes and texts are our own [D]. An error in neither form is `unlisted`:
 * it is told again, never taken for a refusal.
 */
export const portalErrors = withTransport({
  'already-received': {
    verdict: 'acknowledged',
    meaning: { vi: 'Tiến độ đã được tiếp nhận trước đó', en: 'The status was already received' },
    phrases: ['tien do da duoc tiep nhan', 'tien do da ton tai'],
  },
  TD01: { verdict: 'final', meaning: { vi: 'Dữ liệu tiến độ không hợp lệ', en: 'The data of the status are not valid' } },
  TD02: {
    verdict: 'final',
    meaning: { vi: 'Khóa đã dùng cho nội dung khác', en: 'The key was used before for other content' },
  },
  TD03: {
    verdict: 'ask-first',
    meaning: { vi: 'Thiếu tiến độ trước đó', en: 'A status before it has not arrived' },
  },
  TD04: {
    verdict: 'final',
    meaning: { vi: 'Trạng thái không được phép sau trạng thái hiện tại', en: 'This status may not follow the present one' },
  },
  TD05: { verdict: 'final', meaning: { vi: 'Không có hồ sơ mang mã này', en: 'There is no dossier of this code' } },
  CK01: { verdict: 'retry', meaning: { vi: 'Chữ ký không được chấp nhận', en: 'Our signature was not accepted; nothing was read' } },
  HT01: {
    verdict: 'retry',
    meaning: { vi: 'Cổng đang bảo trì', en: 'Closed for maintenance' },
    phrases: ['dang bao tri'],
  },
  HT02: { verdict: 'retry', meaning: { vi: 'Cổng quá tải, chưa tiếp nhận', en: 'Overloaded; not received' } },
  HT99: { verdict: 'ask-first', meaning: { vi: 'Lỗi hệ thống', en: 'Something failed inside; perhaps after receiving' } },
  unlisted: {
    verdict: 'ask-first',
    meaning: { vi: 'Lỗi chưa có trong danh mục', en: 'An error that the catalogue does not know' },
  },
} as const satisfies ErrorCatalogue);
