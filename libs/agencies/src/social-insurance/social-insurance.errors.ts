import { withTransport } from '../http/finding';
import type { ErrorCatalogue } from '../wire/error-catalogue';

/**
 * The `code` of Social Insurance's problem details. A code that is not here is judged by its HTTP status: 4xx is final
 * (`unlisted-error`), 5xx perhaps processed (`server-error`).
 */
export const socialInsuranceErrors = withTransport({
  BH_ALREADY_RECEIVED: { verdict: 'acknowledged', meaning: { vi: 'Yêu cầu đã được tiếp nhận', en: 'The request was already received' } },
  BH_INVALID: { verdict: 'final', meaning: { vi: 'Dữ liệu không hợp lệ', en: 'The data are not valid' } },
  BH_CLINIC_UNKNOWN: { verdict: 'final', meaning: { vi: 'Mã cơ sở khám chữa bệnh ban đầu không tồn tại', en: 'No such first clinic' } },
  BH_NUMBER_EXISTS: { verdict: 'final', meaning: { vi: 'Trẻ đã có mã số BHXH', en: 'The child has an insurance number already' } },
  BH_KEY_REUSED: { verdict: 'final', meaning: { vi: 'Khóa đã dùng cho nội dung khác', en: 'The key was used before for other content' } },
  BH_UNKNOWN_REQUEST: { verdict: 'final', meaning: { vi: 'Không có yêu cầu với khóa này', en: 'No request is known by this key' } },
  BH_UNKNOWN_CASE: {
    verdict: 'retry',
    meaning: { vi: 'Chưa có yêu cầu mà thông báo nói đến', en: 'The request that the change is about is not known yet; nothing was noted' },
  },
  BH_ALREADY_DECIDED: {
    verdict: 'final',
    meaning: { vi: 'Yêu cầu đã được giải quyết', en: 'The request was decided before the change came' },
  },
  BH_WITHDRAWN: { verdict: 'final', meaning: { vi: 'Yêu cầu đã được rút', en: 'The request was withdrawn before it came' } },
  BH_SIGNATURE: {
    verdict: 'retry',
    meaning: { vi: 'Chữ ký không được chấp nhận', en: 'Our signature was not accepted; nothing was read' },
  },
  BH_CLOSED: { verdict: 'retry', meaning: { vi: 'Hệ thống tạm đóng', en: 'Closed for the moment' } },
  BH_BUSY: { verdict: 'retry', meaning: { vi: 'Quá tải, chưa tiếp nhận', en: 'Overloaded; not received' } },
  BH_INTERNAL: { verdict: 'ask-first', meaning: { vi: 'Lỗi hệ thống', en: 'Something failed inside; perhaps after receiving' } },
} as const satisfies ErrorCatalogue);
