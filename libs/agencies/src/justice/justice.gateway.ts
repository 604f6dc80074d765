import type { AgencyCode } from '@lienthong/bundle';
import {
  MessageRejected,
  type AgencyGateway,
  type AgencyReport,
  type Delivery,
  type FollowUp,
  type HandoffRequest,
  type InboundMessage,
  type Inquiry,
} from '@lienthong/handoff';
import {
  judgeStatus,
  ofNoAnswer,
  readAnswer,
  sending,
  isFinding,
  toDelivery,
  toUnavailable,
  transportFinding,
  type AgencyClient,
  type Answer,
} from '../http';
import type { Called } from '../http/agency-client';
import type { Finding } from '../http/finding';
import { NotThatMessage, agreedBytes, canonicalBytes, lookUp } from '../wire';
import { justiceErrors } from './justice.errors';
import { toHoSo, toReport } from './justice.mapping';
import { MOST_PER_POLL, hoSo, traLoi, traLoiKetQua, type TraLoi } from './justice.messages';
import { thongBao, toThongBao, traCuuThongBao, traLoiThongBao } from './justice.notices';

/**
 * Justice's civil-status system: takes dossiers by push and tells results only when polled, three at a time. Its answers are
 * neither signed nor numbered, and most of its errors come with status 200.
 */
export class JusticeGateway implements AgencyGateway {
  readonly agency = 'justice' as AgencyCode;
  readonly followBatch = MOST_PER_POLL;
  readonly takesNotices = true;

  constructor(private readonly client: AgencyClient) {}

  prepare(request: HandoffRequest): Uint8Array {
    const { about } = request;
    return about ? agreedBytes(thongBao, toThongBao(request, about)) : agreedBytes(hoSo, toHoSo(request));
  }

  async deliver(request: HandoffRequest, body: Uint8Array): Promise<Delivery> {
    const called = await this.client.post(request.about ? '/justice/thong-bao' : '/justice/ho-so', body, sending(request));
    if (called.kind !== 'answered') return toDelivery(ofNoAnswer(called));
    const answer = readAnswer(called, traLoi);
    if (isFinding(answer)) return toDelivery(isSuccess(called) ? answer : judgeStatus(called, justiceErrors, this.client.clock.now()));
    if (answer.status === '1' && isSuccess(called)) return { kind: 'acknowledged', received: called.received };
    return toDelivery(this.judge(called, answer));
  }

  async inquire(request: HandoffRequest): Promise<Inquiry> {
    if (request.about) return this.inquireNotice(request);
    const poll = await this.poll([request]);
    if (poll.kind === 'unavailable') return poll;
    const { sent, received } = poll;
    return { kind: poll.reports.length > 0 ? 'found' : 'not-found', sent, received };
  }

  follow(requests: readonly HandoffRequest[]): Promise<FollowUp> {
    return this.poll(requests);
  }

  /** Justice sends nothing by itself. */
  async readMessage(): Promise<InboundMessage> {
    throw new MessageRejected('unsigned', 'Justice sends no messages; its results are polled');
  }

  private async inquireNotice(request: HandoffRequest): Promise<Inquiry> {
    const maThongBao = request.handoff;
    const called = await this.client.post('/justice/tra-cuu-thong-bao', agreedBytes(traCuuThongBao, { maThongBao }), request);
    if (called.kind !== 'answered') return toUnavailable(ofNoAnswer(called), called.sent);
    const { sent, received } = called;
    const failed = this.failure(called);
    if (failed) return toUnavailable(failed, sent);
    const answer = readAnswer(called, traLoiThongBao);
    if (isFinding(answer)) return toUnavailable(answer, sent);
    if (answer.maThongBao !== maThongBao)
      return toUnavailable(transportFinding('unreadable-answer', 'the answer is about another notice', received), sent);
    return { kind: answer.daTiepNhan === '1' ? 'found' : 'not-found', sent, received };
  }

  private async poll(requests: readonly HandoffRequest[]): Promise<FollowUp> {
    const codes = requests.slice(0, MOST_PER_POLL).map(({ handoff }) => handoff);
    const called = await this.client.post('/justice/ket-qua', canonicalBytes({ danhSachMaHoSo: codes }), {
      traceparent: sharedTrace(requests),
    });
    if (called.kind !== 'answered') return toUnavailable(ofNoAnswer(called), called.sent);
    return this.readPoll(called, codes);
  }

  private readPoll(called: Called & Answer, codes: readonly string[]): FollowUp {
    const { sent, received } = called;
    const failed = this.failure(called);
    if (failed) return toUnavailable(failed, sent);
    try {
      const states = traLoiKetQua.read(received).danhSachKetQua.filter(({ maHoSo }) => codes.includes(maHoSo));
      const reports = states.map(toReport).filter((report): report is AgencyReport => report !== undefined);
      return { kind: 'answered', sent, received, reports };
    } catch (error) {
      if (!(error instanceof NotThatMessage)) throw error;
      return toUnavailable(transportFinding('unreadable-answer', error.message, received), sent);
    }
  }

  /** What went wrong with a question, if anything did. */
  private failure(answer: Answer): Finding | undefined {
    const head = readAnswer(answer, traLoi);
    if (isFinding(head)) return isSuccess(answer) ? head : judgeStatus(answer, justiceErrors, this.client.clock.now());
    return head.status === '1' && isSuccess(answer) ? undefined : this.judge(answer, head);
  }

  private judge(answer: Answer, { status, errorCode, errorDescription, statusDescription }: TraLoi): Finding {
    const text = errorDescription || statusDescription;
    if (!isSuccess(answer)) return judgeStatus(answer, justiceErrors, this.client.clock.now(), { code: errorCode, text });
    const entry = lookUp(justiceErrors, errorCode, text) ?? { ...justiceErrors.unlisted, code: 'unlisted' };
    const detail = [`status ${status}`, errorCode, text, entry.meaning.en].filter((part) => part !== '').join(': ');
    return { verdict: entry.verdict, code: entry.code, detail: detail.slice(0, 300), received: answer.received };
  }
}

/** A question about several belongs to no trace of one of them. */
const sharedTrace = ([first, ...others]: readonly HandoffRequest[]): string | undefined =>
  others.every(({ traceparent }) => traceparent === first?.traceparent) ? first?.traceparent : undefined;

const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;
