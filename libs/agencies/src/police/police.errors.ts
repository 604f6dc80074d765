import { withTransport } from '../http/finding';
import type { ErrorCatalogue } from '../wire/error-catalogue';

/**
 * The `code` of the Police's problem details. A code that is not here is judged by its HTTP status: 4xx is final
 * (`unlisted-error`), 5xx perhaps processed (`server-error`).
 */
export const policeErrors = withTransport({
  WRONG_JURISDICTION: {
    verdict: 'final',
    meaning: { vi: 'Không thuộc thẩm quyền của đơn vị', en: 'Not within this unit’s jurisdiction' },
  },
  SCHEMA: { verdict: 'final', meaning: { vi: 'Dữ liệu không đúng cấu trúc', en: 'The message does not keep its schema' } },
  DUPLICATE_KEY_OTHER_CONTENT: {
    verdict: 'final',
    meaning: { vi: 'Khóa đã dùng cho nội dung khác', en: 'The key was used before for other content' },
  },
  UNKNOWN_KEY: { verdict: 'final', meaning: { vi: 'Không có hồ sơ với khóa này', en: 'No handoff is known by this key' } },
  UNKNOWN_CASE: {
    verdict: 'retry',
    meaning: { vi: 'Chưa có hồ sơ mà thông báo nói đến', en: 'The handoff that the notice is about is not known yet; nothing was noted' },
  },
  ALREADY_DECIDED: {
    verdict: 'final',
    meaning: { vi: 'Hồ sơ đã được giải quyết', en: 'The matter was decided before the notice came' },
  },
  WITHDRAWN: { verdict: 'final', meaning: { vi: 'Hồ sơ đã được rút', en: 'The matter was withdrawn before it came' } },
  SIGNATURE: { verdict: 'retry', meaning: { vi: 'Chữ ký không được chấp nhận', en: 'Our signature was not accepted; nothing was read' } },
  MAINTENANCE: { verdict: 'retry', meaning: { vi: 'Đang bảo trì', en: 'Closed for maintenance' } },
  OVERLOADED: { verdict: 'retry', meaning: { vi: 'Quá tải, chưa tiếp nhận', en: 'Overloaded; not received' } },
  INTERNAL: { verdict: 'ask-first', meaning: { vi: 'Lỗi hệ thống', en: 'Something failed inside; perhaps after receiving' } },
} as const satisfies ErrorCatalogue);
