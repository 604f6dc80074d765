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
  type AgencyClient,
  type Answer,
  type VerificationKeys,
} from '../http';
import { agreedBytes } from '../wire';
import { policeErrors } from './police.errors';
import { fromPoliceNews, toPoliceHandoff } from './police.mapping';
import { callbackRequest, policeHandoff, policeNews, receipt, standing } from './police.messages';
import { policeNotice, toPoliceNotice } from './police.notices';

/**
 * The Police's system: takes handoffs by push and tells what became of them by signed messages to the callback URL. Asked about a
 * handoff it says only that it has it; to hear the result again one asks for the callback.
 */
export class PoliceGateway implements AgencyGateway {
  readonly agency = 'police' as AgencyCode;
  readonly followBatch = 1;
  readonly takesNotices = true;

  constructor(
    private readonly client: AgencyClient,
    private readonly keys: VerificationKeys,
  ) {}

  prepare(request: HandoffRequest): Uint8Array {
    const { about } = request;
    return about ? agreedBytes(policeNotice, toPoliceNotice(request, about)) : agreedBytes(policeHandoff, toPoliceHandoff(request));
  }

  async deliver(request: HandoffRequest, body: Uint8Array): Promise<Delivery> {
    const called = await this.client.post(pathOf(request), body, sending(request));
    if (called.kind !== 'answered') return toDelivery(ofNoAnswer(called));
    if (called.status !== 202 && called.status !== 200) return toDelivery(this.judge(called));
    const answer = readAnswer(called, receipt);
    if (isFinding(answer)) return toDelivery(answer);
    return { kind: 'acknowledged', reference: answer.reference, received: called.received };
  }

  async inquire(request: HandoffRequest): Promise<Inquiry> {
    const called = await this.client.get(`${pathOf(request)}/${encodeURIComponent(request.handoff)}`, request);
    if (called.kind !== 'answered') return toUnavailable(ofNoAnswer(called), called.sent);
    const { status, sent, received } = called;
    // Only the agency's own "not found": a 404 of something in between must not lead to sending again.
    if (status === 404)
      return this.isUnknownKey(called) ? { kind: 'not-found', sent, received } : toUnavailable(this.judge(called), called.sent);
    if (status !== 200) return toUnavailable(this.judge(called), called.sent);
    const answer = readAnswer(called, request.about ? receipt : standing);
    return isFinding(answer) ? toUnavailable(answer, sent) : { kind: 'found', reference: answer.reference, sent, received };
  }

  /** Asks for the callback to be sent again: the news comes as a message, not here. */
  async follow(requests: readonly HandoffRequest[]): Promise<FollowUp> {
    const [request] = requests;
    if (request === undefined) return { kind: 'answered', sent: new Uint8Array(), received: new Uint8Array(), reports: [] };
    const called = await this.client.post(
      `/police/v1/handoffs/${encodeURIComponent(request.handoff)}/callback-requests`,
      agreedBytes(callbackRequest, { callbackUrl: request.callbackUrl }),
      request,
    );
    if (called.kind !== 'answered') return toUnavailable(ofNoAnswer(called), called.sent);
    if (called.status !== 202) return toUnavailable(this.judge(called), called.sent);
    return { kind: 'answered', sent: called.sent, received: called.received, reports: [] };
  }

  async readMessage(message: InboundRequest): Promise<InboundMessage> {
    const news = await readSigned(message, policeNews, this.keys, this.client.clock);
    return { reports: [fromPoliceNews(news)] };
  }

  private judge = (answer: Answer) => judgeProblem(answer, policeErrors, this.client.clock.now());

  private isUnknownKey = (answer: Answer): boolean => this.judge(answer).code === 'UNKNOWN_KEY';
}

const pathOf = ({ about }: HandoffRequest): string => (about ? '/police/v1/notices' : '/police/v1/handoffs');
