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
import { funeralErrors } from './funeral.errors';
import { fromClaimNews, toFuneralClaim } from './funeral.mapping';
import { claimNews, claimReceipt, funeralClaim, type ClaimNews } from './funeral.messages';
import { claimNotice, toClaimNotice } from './funeral.notices';

/** The authorities that pay a funeral allowance: the commune, and the province for people with merit and veterans. */
export type FuneralAuthority = 'commune-affairs' | 'home-affairs';

/** The system of one of them: takes claims by push, tells news by signed messages, and answers with the same news when asked. */
export class FuneralGateway implements AgencyGateway {
  readonly agency: AgencyCode;
  readonly followBatch = 1;
  readonly takesNotices = true;
  private readonly claims: string;
  private readonly notices: string;

  constructor(
    authority: FuneralAuthority,
    private readonly client: AgencyClient,
    private readonly keys: VerificationKeys,
  ) {
    this.agency = authority as string as AgencyCode;
    this.claims = `/${authority}/v1/claims`;
    this.notices = `/${authority}/v1/claim-notices`;
  }

  prepare(request: HandoffRequest): Uint8Array {
    const { about } = request;
    return about ? agreedBytes(claimNotice, toClaimNotice(request, about)) : agreedBytes(funeralClaim, toFuneralClaim(request));
  }

  async deliver(request: HandoffRequest, body: Uint8Array): Promise<Delivery> {
    const called = await this.client.post(request.about ? this.notices : this.claims, body, sending(request));
    if (called.kind !== 'answered') return toDelivery(ofNoAnswer(called));
    if (called.status !== 202 && called.status !== 200) return toDelivery(this.judge(called));
    const answer = readAnswer(called, claimReceipt);
    if (isFinding(answer)) return toDelivery(answer);
    return { kind: 'acknowledged', reference: answer.claimNumber, received: called.received };
  }

  async inquire(request: HandoffRequest): Promise<Inquiry> {
    const asked = request.about ? await this.ask(request, this.notices, claimReceipt) : await this.askNews(request);
    if (asked.kind === 'unavailable') return asked;
    const { said, sent, received } = asked;
    return said ? { kind: 'found', reference: said.claimNumber, sent, received } : { kind: 'not-found', sent, received };
  }

  async follow(requests: readonly HandoffRequest[]): Promise<FollowUp> {
    const [request] = requests;
    if (request === undefined) return { kind: 'answered', sent: new Uint8Array(), received: new Uint8Array(), reports: [] };
    const asked = await this.askNews(request);
    if (asked.kind === 'unavailable') return asked;
    const { sent, received, said } = asked;
    return { kind: 'answered', sent, received, reports: said ? [fromClaimNews(said)] : [] };
  }

  async readMessage(message: InboundRequest): Promise<InboundMessage> {
    const news = await readSigned(message, claimNews, this.keys, this.client.clock);
    return { reports: [fromClaimNews(news)] };
  }

  private async askNews(request: HandoffRequest): Promise<Asked<ClaimNews> | Unavailable> {
    const asked = await this.ask(request, this.claims, claimNews);
    if (asked.kind === 'unavailable' || asked.said === undefined || asked.said.claimKey === request.handoff) return asked;
    return toUnavailable(transportFinding('unreadable-answer', 'the answer is about another claim', asked.received), asked.sent);
  }

  private async ask<Said extends object>(
    request: HandoffRequest,
    path: string,
    schema: WireSchema<Said>,
  ): Promise<Asked<Said> | Unavailable> {
    const called = await this.client.get(`${path}/${encodeURIComponent(request.handoff)}`, request);
    if (called.kind !== 'answered') return toUnavailable(ofNoAnswer(called), called.sent);
    const { sent, received, status } = called;
    if (status !== 200) {
      const finding = this.judge(called);
      // Only the authority's own "unknown": a 404 of something in between must not lead to a second payment.
      const unknown = status === 404 && finding.code === 'CLAIM_UNKNOWN';
      return unknown ? { kind: 'asked', sent, received } : toUnavailable(finding, sent);
    }
    const said = readAnswer(called, schema);
    return isFinding(said) ? toUnavailable(said, sent) : { kind: 'asked', sent, received, said };
  }

  private judge = (answer: Answer) => judgeProblem(answer, funeralErrors, this.client.clock.now());
}

type Unavailable = ReturnType<typeof toUnavailable>;
type Asked<Said> = Pick<Called & Answer, 'sent' | 'received'> & { readonly kind: 'asked'; readonly said?: Said };
