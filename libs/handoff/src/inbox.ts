import type { AgencyCode } from '@lienthong/bundle';
import { MessageRejected, type AgencyGateway, type InboundRequest } from './agency-gateway';
import type { Quarantine } from './quarantine';
import type { Recording, ReportRecorder } from './report-recorder';

const SIGNATURE_HEADERS = ['signature', 'signature-input', 'content-digest'];

/** Takes the messages that agencies send to us by themselves. */
export class Inbox {
  constructor(
    private readonly gateways: ReadonlyMap<AgencyCode, AgencyGateway>,
    private readonly recorder: ReportRecorder,
    private readonly quarantine: Quarantine,
  ) {}

  /**
   * What became of each report in the message. Resolves once all of it is durable.
   * @throws MessageRejected `unsigned`: nobody knows whose message it is, so nothing of it is kept
   */
  async accept(agency: AgencyCode, message: InboundRequest): Promise<readonly Recording[]> {
    const gateway = this.gateways.get(agency);
    if (!gateway) throw new MessageRejected('unsigned', `no agency ${agency}`);
    try {
      const { reports } = await gateway.readMessage(message);
      const { body, trace } = message;
      const arrival = { via: 'callback', body, signature: signatureOf(message), ...(trace !== undefined && { trace }) } as const;
      const recordings: Recording[] = [];
      for (const report of reports) {
        recordings.push(await this.recorder.record(agency, report, arrival));
      }
      return recordings;
    } catch (error) {
      if (!(error instanceof MessageRejected) || error.code !== 'unreadable') throw error;
      const reason = 'unreadable';
      await this.quarantine.keep({ agency, reason, body: message.body, detail: error.detail });
      return [{ outcome: 'quarantined', handoff: '', reason }];
    }
  }
}

function signatureOf({ headers }: InboundRequest): Readonly<Record<string, string>> {
  const found = SIGNATURE_HEADERS.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return Object.fromEntries(found);
}
