import type { AgencyCode } from '@lienthong/bundle';
import type { AgencyGateway, Delivery, FollowUp, HandoffRequest, InboundMessage, InboundRequest, Inquiry } from '@lienthong/handoff';
import {
  isFinding,
  judgeProblem,
  ofNoAnswer,
  readAnswer,
  readSigned,
  sending,
  toDelivery,
  toUnavailable,
  transportFinding,
  type AgencyClient,
  type Answer,
  type Called,
  type VerificationKeys,
} from '../http';
import { agreedBytes, type WireSchema } from '../wire';
import { socialInsuranceErrors } from './social-insurance.errors';
import { cardChange, changeReceipt, toCardChange, type ChangeReceipt } from './social-insurance.changes';
import { fromInsuranceNews, toInsuranceRequest } from './social-insurance.mapping';
import { insuranceNews, insuranceReceipt, insuranceRequest, type InsuranceNews } from './social-insurance.messages';

/** Social Insurance's system: takes requests by push, tells news by signed messages, and answers with the same news when asked. */
export class SocialInsuranceGateway implements AgencyGateway {
  readonly agency = 'social-insurance' as AgencyCode;
  readonly followBatch = 1;
  readonly takesNotices = true;

  constructor(
    private readonly client: AgencyClient,
    private readonly keys: VerificationKeys,
  ) {}

  prepare(request: HandoffRequest): Uint8Array {
    const { about } = request;
    return about ? agreedBytes(cardChange, toCardChange(request, about)) : agreedBytes(insuranceRequest, toInsuranceRequest(request));
  }

  async deliver(request: HandoffRequest, body: Uint8Array): Promise<Delivery> {
    const { about } = request;
    const called = await this.client.post(about ? CHANGES : REQUESTS, body, sending(request));
    if (called.kind !== 'answered') return toDelivery(ofNoAnswer(called));
    if (called.status !== 201 && called.status !== 200) return toDelivery(this.judge(called));
    const answer = about ? readAnswer(called, changeReceipt) : readAnswer(called, insuranceReceipt);
    if (isFinding(answer)) return toDelivery(answer);
    const reference = 'changeNumber' in answer ? answer.changeNumber : answer.requestNumber;
    return { kind: 'acknowledged', reference, received: called.received };
  }

  async inquire(request: HandoffRequest): Promise<Inquiry> {
    const asked = await (request.about ? this.askAboutChange(request) : this.ask(request));
    if (asked.kind === 'unavailable') return asked;
    const { answer, sent, received } = asked;
    if (!answer) return { kind: 'not-found', sent, received };
    const reference = 'changeNumber' in answer ? answer.changeNumber : answer.requestNumber;
    return { kind: 'found', reference, sent, received };
  }

  async follow(requests: readonly HandoffRequest[]): Promise<FollowUp> {
    const [request] = requests;
    if (request === undefined) return { kind: 'answered', sent: new Uint8Array(), received: new Uint8Array(), reports: [] };
    const asked = await this.ask(request);
    if (asked.kind === 'unavailable') return asked;
    const { sent, received, answer } = asked;
    return { kind: 'answered', sent, received, reports: answer ? [fromInsuranceNews(answer)] : [] };
  }

  async readMessage(message: InboundRequest): Promise<InboundMessage> {
    const news = await readSigned(message, insuranceNews, this.keys, this.client.clock);
    return { reports: [fromInsuranceNews(news)] };
  }

  private ask(request: HandoffRequest): Promise<Asked<InsuranceNews> | Unavailable> {
    return this.get(REQUESTS, request, insuranceNews, ({ requestKey }) => requestKey);
  }

  private askAboutChange(request: HandoffRequest): Promise<Asked<ChangeReceipt> | Unavailable> {
    return this.get(CHANGES, request, changeReceipt, ({ changeKey }) => changeKey);
  }

  private async get<T extends object>(
    path: string,
    request: HandoffRequest,
    schema: WireSchema<T>,
    keyOf: (answer: T) => string,
  ): Promise<Asked<T> | Unavailable> {
    const called = await this.client.get(`${path}/${encodeURIComponent(request.handoff)}`, request);
    if (called.kind !== 'answered') return toUnavailable(ofNoAnswer(called), called.sent);
    const { sent, received, status } = called;
    if (status !== 200) {
      const finding = this.judge(called);
      // Only the agency's own "unknown": a 404 of something in between must not lead to sending again.
      const unknown = status === 404 && finding.code === 'BH_UNKNOWN_REQUEST';
      return unknown ? { kind: 'asked', sent, received } : toUnavailable(finding, sent);
    }
    const answer = readAnswer(called, schema);
    if (isFinding(answer)) return toUnavailable(answer, sent);
    if (keyOf(answer) !== request.handoff)
      return toUnavailable(transportFinding('unreadable-answer', 'the answer is about something else', received), sent);
    return { kind: 'asked', sent, received, answer };
  }

  private judge = (answer: Answer) => judgeProblem(answer, socialInsuranceErrors, this.client.clock.now());
}

type Asked<T> = Pick<Called & Answer, 'sent' | 'received'> & { readonly kind: 'asked'; readonly answer?: T };
type Unavailable = ReturnType<typeof toUnavailable>;

const REQUESTS = '/social-insurance/api/requests';
const CHANGES = '/social-insurance/api/changes';
