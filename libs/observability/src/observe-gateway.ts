import { MessageRejected, type AgencyGateway } from '@lienthong/handoff';
import type { Metrics } from './metrics';

/** The same way to an agency, whose calls are measured. The words of the agency, and what is said to it, are not looked at. */
export function observeGateway(gateway: AgencyGateway, { calls, messages }: Pick<Metrics, 'calls' | 'messages'>): AgencyGateway {
  const { agency } = gateway;
  async function measured<T extends { readonly kind: string }>(call: string, made: Promise<T>): Promise<T> {
    const end = calls.startTimer({ agency, call });
    try {
      const answer = await made;
      end({ outcome: answer.kind });
      return answer;
    } catch (error) {
      end({ outcome: 'unexpected' });
      throw error;
    }
  }
  return {
    agency,
    followBatch: gateway.followBatch,
    ...(gateway.takesNotices !== undefined && { takesNotices: gateway.takesNotices }),
    prepare: (request) => gateway.prepare(request),
    deliver: (request, body) => measured('deliver', gateway.deliver(request, body)),
    inquire: (request) => measured('inquire', gateway.inquire(request)),
    follow: (requests) => measured('follow', gateway.follow(requests)),
    async readMessage(message) {
      try {
        const read = await gateway.readMessage(message);
        messages.inc({ agency, outcome: 'read' });
        return read;
      } catch (error) {
        messages.inc({ agency, outcome: error instanceof MessageRejected ? error.code : 'unexpected' });
        throw error;
      }
    },
  };
}
