import { withTransport } from '../http/finding';
import type { ErrorCatalogue } from '../wire/error-catalogue';

/**
 * The `code` of the problem details of the authorities that pay a funeral allowance. A code that is not here is judged by its
 * HTTP status: 4xx is final (`unlisted-error`), 5xx perhaps processed (`server-error`).
 */
export const funeralErrors = withTransport({
  WRONG_AUTHORITY: {
    verdict: 'final',
    meaning: { vi: 'Diện này do cơ quan khác giải quyết', en: 'Another authority pays for this category' },
  },
  CLAIM_INVALID: { verdict: 'final', meaning: { vi: 'Đề nghị không hợp lệ', en: 'The claim does not keep its schema' } },
  ACCOUNT_REJECTED: {
    verdict: 'final',
    meaning: { vi: 'Tài khoản nhận tiền không dùng được', en: 'Nothing can be paid into the account that was stated' },
  },
  ALREADY_PAID: {
    verdict: 'final',
    meaning: { vi: 'Đã chi trả mai táng phí cho người này', en: 'An allowance was already paid for this person' },
  },
  CLAIM_KEY_REUSED: {
    verdict: 'final',
    meaning: { vi: 'Khóa đã dùng cho nội dung khác', en: 'The key was used before for other content' },
  },
  CLAIM_UNKNOWN: { verdict: 'final', meaning: { vi: 'Không có đề nghị với khóa này', en: 'No claim is known by this key' } },
  CLAIM_NOT_YET_KNOWN: {
    verdict: 'retry',
    meaning: { vi: 'Chưa có đề nghị mà thông báo nói đến', en: 'The claim that the notice is about is not known yet; nothing was noted' },
  },
  CLAIM_DECIDED: {
    verdict: 'final',
    meaning: { vi: 'Đề nghị đã được giải quyết', en: 'The claim was decided before the notice came' },
  },
  CLAIM_WITHDRAWN: { verdict: 'final', meaning: { vi: 'Đề nghị đã được rút', en: 'The claim was withdrawn before it came' } },
  SIGNATURE: { verdict: 'retry', meaning: { vi: 'Chữ ký không được chấp nhận', en: 'Our signature was not accepted; nothing was read' } },
  CLOSED: { verdict: 'retry', meaning: { vi: 'Hệ thống tạm đóng', en: 'Closed for the moment' } },
  OVERLOADED: { verdict: 'retry', meaning: { vi: 'Quá tải, chưa tiếp nhận', en: 'Overloaded; not received' } },
  INTERNAL: { verdict: 'ask-first', meaning: { vi: 'Lỗi hệ thống', en: 'Something failed inside; perhaps after receiving' } },
} as const satisfies ErrorCatalogue);
