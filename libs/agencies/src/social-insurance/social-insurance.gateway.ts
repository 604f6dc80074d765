import type { AgencyCode } from '@lienthong/bundle';
import type { AgencyGateway, Delivery, FollowUp, HandoffRequest, InboundMessage, InboundRequest, Inquiry } from '@lienthong/handoff';
import {
  isFinding,
  judgeProblem,
  ofNoAnswer,
  readAnswer,
  readSigned,
  toDelivery,
  toUnavailable,
  transportFinding,
  type AgencyClient,
  type Answer,
  type Called,
  type VerificationKeys,
} from '../http';
import { agreedBytes } from '../wire';
import { socialInsuranceErrors } from './social-insurance.errors';
import { fromCardNews, toCardRequest } from './social-insurance.mapping';
import { cardNews, cardReceipt, cardRequest, type CardNews } from './social-insurance.messages';

/** Social Insurance's system: takes requests by push, tells news by signed messages, and answers with the same news when asked. */
export class SocialInsuranceGateway implements AgencyGateway {
  readonly agency = 'social-insurance' as AgencyCode;
  readonly followBatch = 1;

  constructor(
    private readonly client: AgencyClient,
    private readonly keys: VerificationKeys,
  ) {}

  prepare(request: HandoffRequest): Uint8Array {
    return agreedBytes(cardRequest, toCardRequest(request));
  }

  async deliver(request: HandoffRequest, body: Uint8Array): Promise<Delivery> {
    const called = await this.client.post('/social-insurance/api/requests', body, request.handoff);
    if (called.kind !== 'answered') return toDelivery(ofNoAnswer(called));
    if (called.status !== 201 && called.status !== 200) return toDelivery(this.judge(called));
    const answer = readAnswer(called, cardReceipt);
    if (isFinding(answer)) return toDelivery(answer);
    return { kind: 'acknowledged', reference: answer.requestNumber, received: called.received };
  }

  async inquire(request: HandoffRequest): Promise<Inquiry> {
    const asked = await this.ask(request);
    if (asked.kind === 'unavailable') return asked;
    const { news, sent, received } = asked;
    return news ? { kind: 'found', reference: news.requestNumber, sent, received } : { kind: 'not-found', sent, received };
  }

  async follow(requests: readonly HandoffRequest[]): Promise<FollowUp> {
    const [request] = requests;
    if (request === undefined) return { kind: 'answered', sent: new Uint8Array(), received: new Uint8Array(), reports: [] };
    const asked = await this.ask(request);
    if (asked.kind === 'unavailable') return asked;
    const { sent, received, news } = asked;
    return { kind: 'answered', sent, received, reports: news ? [fromCardNews(news)] : [] };
  }

  async readMessage(message: InboundRequest): Promise<InboundMessage> {
    const news = await readSigned(message, cardNews, this.keys, this.client.clock);
    return { reports: [fromCardNews(news)] };
  }

  private async ask({ handoff }: HandoffRequest): Promise<Asked | ReturnType<typeof toUnavailable>> {
    const called = await this.client.get(`/social-insurance/api/requests/${encodeURIComponent(handoff)}`);
    if (called.kind !== 'answered') return toUnavailable(ofNoAnswer(called), called.sent);
    const { sent, received, status } = called;
    if (status !== 200) {
      const finding = this.judge(called);
      // Only the agency's own "unknown": a 404 of something in between must not lead to sending again.
      const unknown = status === 404 && finding.code === 'BH_UNKNOWN_REQUEST';
      return unknown ? { kind: 'asked', sent, received } : toUnavailable(finding, sent);
    }
    const news = readAnswer(called, cardNews);
    if (isFinding(news)) return toUnavailable(news, sent);
    if (news.requestKey !== handoff)
      return toUnavailable(transportFinding('unreadable-answer', 'the answer is about another request', received), sent);
    return { kind: 'asked', sent, received, news };
  }

  private judge = (answer: Answer) => judgeProblem(answer, socialInsuranceErrors, this.client.clock.now());
}

type Asked = Pick<Called & Answer, 'sent' | 'received'> & { readonly kind: 'asked'; readonly news?: CardNews };
