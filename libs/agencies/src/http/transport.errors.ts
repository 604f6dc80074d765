import type { ErrorCatalogue } from '../wire/error-catalogue';

export type TransportCode = 'not-reached' | 'no-answer' | 'answer-too-large';

/** What can go wrong below every agency's own errors; part of each catalogue. */
export const transportErrors = {
  'not-reached': {
    verdict: 'retry',
    meaning: { vi: 'Không kết nối được; chưa gửi', en: 'No connection; nothing was sent' },
  },
  'no-answer': {
    verdict: 'ask-first',
    meaning: { vi: 'Đã gửi nhưng không nhận được trả lời', en: 'Sent, but no answer came' },
  },
  'answer-too-large': {
    verdict: 'ask-first',
    meaning: { vi: 'Trả lời quá dài, không đọc', en: 'The answer was too long to be read' },
  },
  'unreadable-answer': {
    verdict: 'ask-first',
    meaning: { vi: 'Trả lời không đúng định dạng', en: 'The answer is not the message that was agreed' },
  },
  'please-wait': {
    verdict: 'retry',
    meaning: { vi: 'Hệ thống cơ quan đề nghị chờ', en: 'The agency asks for patience' },
  },
  'server-error': {
    verdict: 'ask-first',
    meaning: { vi: 'Lỗi trong hệ thống cơ quan', en: 'The agency’s system failed' },
  },
  'unlisted-error': {
    verdict: 'final',
    meaning: { vi: 'Cơ quan từ chối với mã lỗi chưa biết', en: 'Refused with an error that the catalogue does not know' },
  },
} as const satisfies ErrorCatalogue;
