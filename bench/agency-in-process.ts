import type { AgencyCode } from '@lienthong/bundle';
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

/** What each agency gives for its procedure: results that keep the contracts of the birth bundle. */
const RESULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'birth-registration': {
    number: '112',
    book: '01/2026',
    page: '56',
    registeredOn: '2026-10-27',
    personalId: '079326000123',
    document: { code: 'KQ.G15.000031' },
  },
  'permanent-residence': { noticeNumber: 'TB-1', registeredOn: '2026-10-28' },
  'health-insurance-card': { cardNumber: 'TE1792600001234', insuranceNumber: '7926000012', validFrom: '2026-10-27' },
};

/**
 * An agency in the engine's own process: no network, no time of its own. It decides at once and says so in its answer. All
 * that the engine does for a real agency is done for it too: exact bytes, claims, contracts, hashes.
 */
export class AgencyInProcess implements AgencyGateway {
  readonly followBatch = 50;

  constructor(readonly agency: AgencyCode) {}

  prepare({ handoff, payload, requestedAt }: HandoffRequest): Uint8Array {
    return Buffer.from(JSON.stringify({ handoff, payload, requestedAt }));
  }

  async deliver({ handoff, procedure }: HandoffRequest): Promise<Delivery> {
    const report: AgencyReport = { handoff, message: `${handoff}#1`, status: 'completed', result: RESULTS[procedure] ?? {} };
    return { kind: 'acknowledged', reference: `${this.agency}-${handoff}`, received: Buffer.from(JSON.stringify(report)), report };
  }

  inquire(_: HandoffRequest): Promise<Inquiry> {
    return Promise.reject(new Error('every outcome is known here'));
  }

  follow(_: readonly HandoffRequest[]): Promise<FollowUp> {
    return Promise.reject(new Error('nothing is late here'));
  }

  readMessage(_: InboundRequest): Promise<InboundMessage> {
    return Promise.reject(new Error('nothing is called back here'));
  }
}
