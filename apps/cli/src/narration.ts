import { paint, type Style } from './paint';
import type { HistoryEntry } from '@lienthong/dossier';
import type { Language } from './language';

/** What an event says to a person, by its type. `{field}` is filled from the event's data. */
const TEXT: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  DossierSubmitted: { en: 'the dossier is submitted ({channel})', vi: 'hồ sơ được nộp ({channel})' },
  DossierReceived: { en: 'received at the one-stop, pinned to {bundle}', vi: 'Bộ phận Một cửa tiếp nhận, theo {bundle}' },
  DossierQuarantined: {
    en: 'no one-stop can receive it yet: {why}, {office}',
    vi: 'chưa có Bộ phận Một cửa tiếp nhận được: {why}, {office}',
  },
  OfficeAssigned: { en: 'assigned to the one-stop {office}', vi: 'xác định Bộ phận Một cửa tiếp nhận: {office}' },
  DuplicateDecided: { en: 'compared with {candidates}: {decision}', vi: 'đã đối chiếu với {candidates}: {decision}' },
  DossierDeclined: { en: 'not taken in ({why})', vi: 'từ chối tiếp nhận ({why})' },
  SupplementRequested: { en: 'supplement {supplement} is asked for {fields}', vi: 'yêu cầu bổ sung lần {supplement} {fields}' },
  SupplementProvided: { en: 'supplement {supplement} is there', vi: 'đã bổ sung lần {supplement}' },
  SupplementExpired: { en: 'supplement {supplement} did not come in its time', vi: 'quá hạn bổ sung lần {supplement}' },
  PaymentRequested: {
    en: 'payment {payment} is asked for: {amount} đồng, {purpose}',
    vi: 'yêu cầu nộp khoản {payment}: {amount} đồng, {purpose}',
  },
  PaymentReceived: { en: 'payment {payment} was received ({reference})', vi: 'đã nộp khoản {payment} ({reference})' },
  WithdrawalRequested: { en: 'the dossier is withdrawn', vi: 'rút hồ sơ' },
  DossierStopped: { en: 'the office stops the dossier', vi: 'dừng giải quyết hồ sơ' },
  DossierCorrected: { en: 'correction {correction} is recorded ({affected})', vi: 'đính chính lần {correction} ({affected})' },
  ProcedureStarted: { en: 'begins', vi: 'bắt đầu' },
  ProcedureCompleted: { en: 'is completed', vi: 'đã giải quyết xong' },
  ProcedureRefused: { en: 'is refused', vi: 'bị từ chối' },
  ProcedureSkipped: { en: 'does not arise ({why})', vi: 'không phát sinh ({why})' },
  LateResultReceived: { en: 'a late result has come: {fields}', vi: 'kết quả đến sau đã có: {fields}' },
  HandoffRequested: { en: 'is to be handed to {agency}', vi: 'cần chuyển đến {agency}' },
  HandoffAttempted: { en: 'attempt {attempt} to send', vi: 'gửi lần {attempt}' },
  HandoffAcknowledged: { en: 'the agency has it ({reference})', vi: 'cơ quan đã nhận ({reference})' },
  HandoffAttemptFailed: { en: 'attempt {attempt} failed: {code} ({outcome})', vi: 'gửi lần {attempt} không thành: {code} ({outcome})' },
  HandoffNotFound: { en: 'asked: the agency does not have it', vi: 'đã hỏi: cơ quan chưa có' },
  HandoffInquiryFailed: { en: 'could not ask the agency: {code}', vi: 'chưa hỏi được cơ quan: {code}' },
  HandoffRefused: { en: 'the message is not accepted: {code}', vi: 'thông điệp không được chấp nhận: {code}' },
  HandoffParked: { en: 'parked, a person has to look: {cause} {code}', vi: 'dừng chờ người xử lý: {cause} {code}' },
  HandoffReleased: { en: 'released by a person: {reason}', vi: 'được cho đi tiếp: {reason}' },
  HandoffWithdrawn: { en: 'need not be handed over any more', vi: 'không cần chuyển nữa' },
  AgencyReportQuarantined: {
    en: "the agency's report is quarantined: {reason} {fields}",
    vi: 'thông báo của cơ quan bị cách ly: {reason} {fields}',
  },
  AgencyStatusReported: { en: 'the agency says: {status} ({via}, {standing})', vi: 'cơ quan báo: {status} ({via}, {standing})' },
  DossierCompleted: { en: 'all procedures have ended: {outcome}', vi: 'mọi thủ tục đã kết thúc: {outcome}' },
  ResultsReturned: { en: 'the results are returned ({by})', vi: 'đã trả kết quả ({by})' },
  // time
  DeadlineSet: { en: 'is to be done by {promised} ({because})', vi: 'hẹn giải quyết xong trước {promised} ({because})' },
  VerificationRequired: { en: 'facts have to be verified, so it may take longer', vi: 'cần xác minh, áp dụng thời hạn dài hơn' },
  DeadlineNear: { en: 'is due soon: {due}', vi: 'sắp đến hạn: {due}' },
  DeadlineMissed: { en: 'is late: it was due at {due}', vi: 'đã quá hạn: {due}' },
  ApologyIssued: { en: 'an apology is issued; promised now: {newDue}', vi: 'đã xin lỗi và hẹn lại: {newDue}' },
};

const COLOURS: Readonly<Record<string, Style>> = {
  ProcedureCompleted: 'green',
  DossierCompleted: 'green',
  ResultsReturned: 'green',
  ProcedureRefused: 'red',
  DossierQuarantined: 'yellow',
  OfficeAssigned: 'magenta',
  DuplicateDecided: 'magenta',
  DossierDeclined: 'red',
  SupplementRequested: 'yellow',
  SupplementExpired: 'red',
  WithdrawalRequested: 'magenta',
  DossierStopped: 'magenta',
  DossierCorrected: 'magenta',
  HandoffAttemptFailed: 'yellow',
  HandoffInquiryFailed: 'yellow',
  HandoffRefused: 'yellow',
  HandoffParked: 'magenta',
  HandoffReleased: 'magenta',
  DeadlineNear: 'yellow',
  DeadlineMissed: 'red',
  ApologyIssued: 'yellow',
};

/** Words of the events' data that people should read in their language; what is not here stays as it is. */
const VIETNAMESE: Readonly<Record<string, string>> = {
  online: 'trực tuyến',
  counter: 'tại quầy',
  portal: 'Cổng dịch vụ công',
  'one-stop': 'Bộ phận Một cửa',
  justice: 'Tư pháp – Hộ tịch',
  police: 'Công an',
  'social-insurance': 'Bảo hiểm xã hội',
  'commune-affairs': 'Ủy ban nhân dân cấp xã',
  'home-affairs': 'Sở Nội vụ',
  received: 'đã nhận',
  'in-process': 'đang xử lý',
  'supplement-needed': 'cần bổ sung',
  completed: 'hoàn thành',
  refused: 'từ chối',
  'with-refusals': 'có từ chối',
  callback: 'tự báo',
  poll: 'được hỏi',
  news: 'tin mới',
  late: 'đến muộn',
  contradicts: 'mâu thuẫn',
  'not-processed': 'chưa xử lý',
  unknown: 'không rõ',
  'not-arising': 'thiếu điều kiện trước',
  condition: 'không thuộc trường hợp',
  withdrawn: 'công dân rút hồ sơ',
  stopped: 'dừng giải quyết',
  declined: 'không được tiếp nhận',
  duplicate: 'hồ sơ nộp trùng',
  'office-unknown': 'không có đơn vị mang mã này',
  'office-not-serving': 'đơn vị không tiếp nhận vào ngày này',
  same: 'cùng một việc',
  other: 'việc khác',
  'supplement-expired': 'quá hạn bổ sung',
  supplement: 'bổ sung',
  correction: 'đính chính',
  withdrawal: 'rút hồ sơ',
  submission: 'nộp',
  citizen: 'công dân',
  'in-transit': 'đang chuyển',
  'late-result': 'chờ kết quả đến sau',
  operator: 'người vận hành',
  officer: 'cán bộ',
  requested: 'cần gửi',
  attempted: 'đang gửi',
  retrying: 'chờ gửi lại',
  asking: 'cần hỏi lại',
  acknowledged: 'cơ quan đã nhận',
  parked: 'dừng chờ',
  settled: 'đã xong',
  deliver: 'gửi',
  inquire: 'hỏi lại',
  follow: 'hỏi kết quả',
  expire: 'hết hạn xác nhận',
  'a person': 'người xử lý',
  'retries-exhausted': 'đã hết số lần thử',
  'refused-by-agency': 'cơ quan không nhận',
  'message-invalid': 'thông điệp không hợp lệ',
  'acknowledgement-overdue': 'quá hạn xác nhận',
  'definition-error': 'lỗi định nghĩa quy trình',
  'unknown-dossier': 'không có hồ sơ này',
  'unknown-handoff': 'không có lần chuyển này',
  'wrong-agency': 'không phải cơ quan được chuyển',
  unreadable: 'không đọc được',
  'result-breaks-contract': 'kết quả trái với thỏa thuận',
  // why a deadline is set
  started: 'bắt đầu',
  resumed: 'tính tiếp sau khi tạm dừng',
  verification: 'cần xác minh',
};

/** A word of the API in the reader's language. */
export function word(value: unknown, language: Language): string {
  const text = String(value ?? '');
  return language === 'vi' ? (VIETNAMESE[text] ?? text) : text;
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:[\d.]+Z$/;

const shown = (value: unknown, language: Language): string =>
  typeof value === 'string' && MOMENT.test(value) ? localTime(value) : word(value, language);

/** `15:04:05.123  police    permanent-residence    the agency has it (CA-2026-000001)` */
export function eventLine(event: HistoryEntry, language: Language): string {
  const { type, at, data, actor } = event;
  const text = (TEXT[type]?.[language] ?? type)
    .replace(/\{(\w+)\}/g, (_, field: string) => shown(data[field], language))
    .replace(' ()', '')
    .trim();
  const who = event.decidedBy === 'saga' ? 'saga' : actor.kind === 'agency' ? actor.id : actor.kind === 'system' ? 'exchange' : actor.kind;
  const about = String(String(data['handoff'] ?? '').split('.')[1] ?? data['procedure'] ?? data['of'] ?? '');
  const line = `${localTime(at, true)}  ${who.padEnd(16)} ${about.padEnd(24)} ${text}`;
  const colour = COLOURS[type];
  return colour ? paint(colour, line) : event.decidedBy === 'saga' ? paint('dim', line) : line;
}

/** A moment as people in Viet Nam read it. */
export function localTime(at: string, withMillis = false): string {
  const local = new Date(Date.parse(at) + 7 * 3_600_000).toISOString();
  return withMillis ? local.slice(11, 23) : `${local.slice(8, 10)}/${local.slice(5, 7)}/${local.slice(0, 4)} ${local.slice(11, 16)}`;
}
