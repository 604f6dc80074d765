import type { AgencyCode } from '@lienthong/bundle';
import { toMillis, type Clock } from '@lienthong/calendar';
import type {
  AgencyGateway,
  AgencyReport,
  Delivery,
  FollowUp,
  HandoffRequest,
  InboundMessage,
  InboundRequest,
  Inquiry,
} from '@lienthong/handoff';
import { OUTAGES } from './the-year';

/** An agency in this process: takes what comes unless its system is down, and decides when the play says so. */
export class AgencyOfTheYear implements AgencyGateway {
  readonly followBatch = 1;
  readonly takesNotices = true;

  constructor(
    readonly agency: AgencyCode,
    private readonly clock: Clock,
    /** A request, or something new about one, lies with it now. */
    private readonly onTaken: (request: HandoffRequest, agency: AgencyCode) => void,
  ) {}

  prepare({ handoff, payload, requestedAt }: HandoffRequest): Uint8Array {
    return Buffer.from(JSON.stringify({ handoff, payload, requestedAt }));
  }

  async deliver(request: HandoffRequest): Promise<Delivery> {
    if (this.isDown()) return { kind: 'unavailable', code: 'maintenance', detail: 'the system does not answer' };
    this.onTaken(request, this.agency);
    return { kind: 'acknowledged', reference: `${this.agency}-${request.handoff}`, received: Buffer.from('{"taken":true}') };
  }

  async inquire(_: HandoffRequest): Promise<Inquiry> {
    return { kind: 'unavailable', code: 'maintenance', detail: 'every outcome is known here' };
  }

  async follow(_: readonly HandoffRequest[]): Promise<FollowUp> {
    return { kind: 'unavailable', code: 'maintenance', detail: 'it says by itself what it decides' };
  }

  async readMessage({ body }: InboundRequest): Promise<InboundMessage> {
    return { reports: [JSON.parse(Buffer.from(body).toString()) as AgencyReport] };
  }

  private isDown(): boolean {
    const now = toMillis(this.clock.now());
    return OUTAGES.some(({ agency, from, to }) => agency === this.agency && Date.parse(from) <= now && now < Date.parse(to));
  }
}
