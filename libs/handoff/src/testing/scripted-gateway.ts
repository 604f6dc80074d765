import type { AgencyCode } from '@lienthong/bundle';
import type { AgencyGateway, Delivery, FollowUp, HandoffRequest, InboundMessage, InboundRequest, Inquiry } from '../agency-gateway';

export const bytes = (text: string): Buffer => Buffer.from(text);

/** An agency that answers from a script and remembers what it was asked. What the script does not foresee fails. */
export class ScriptedGateway implements AgencyGateway {
  takesNotices = true;
  readonly deliveries: Delivery[] = [];
  readonly inquiries: Inquiry[] = [];
  readonly followUps: FollowUp[] = [];
  /** Every call that went out, in order: `deliver <handoff>`. */
  readonly calls: string[] = [];
  /** What was sent, in order. */
  readonly sent: { readonly handoff: string; readonly body: Uint8Array }[] = [];
  prepare = (request: HandoffRequest): Uint8Array => bytes(JSON.stringify([request.handoff, request.payload, request.about]));
  readMessage = (_: InboundRequest): Promise<InboundMessage> => Promise.reject(new Error('no message was foreseen'));

  constructor(
    readonly agency: AgencyCode,
    readonly followBatch = 10,
  ) {}

  async deliver({ handoff }: HandoffRequest, body: Uint8Array): Promise<Delivery> {
    this.sent.push({ handoff, body });
    return this.next('deliver', handoff, this.deliveries);
  }

  async inquire({ handoff }: HandoffRequest): Promise<Inquiry> {
    return this.next('inquire', handoff, this.inquiries);
  }

  async follow(requests: readonly HandoffRequest[]): Promise<FollowUp> {
    return this.next('follow', requests.map(({ handoff }) => handoff).join(' '), this.followUps);
  }

  private next<T>(call: string, about: string, script: T[]): T {
    this.calls.push(`${call} ${about}`);
    const answer = script.shift();
    if (!answer) throw new Error(`${call} was not foreseen`);
    return answer;
  }
}
