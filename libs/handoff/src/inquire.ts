import type { AgencyGateway } from './agency-gateway';
import type { Case, Exchange } from './exchange';
import type { ExchangePolicy } from './exchange-policy';
import { retryAt } from './retry';

/** Asks the agency whether it has a handoff, after an attempt whose outcome nobody knows. */
export async function inquire(found: Case, gateway: AgencyGateway, policy: ExchangePolicy, exchange: Exchange): Promise<void> {
  const { handoff } = found;
  const { id, attempts: attempt } = handoff;
  const inquiry = await gateway.inquire(exchange.request(found));
  const sent = inquiry.sent && { sent: await exchange.keep(handoff, 'sent', inquiry.sent) };
  switch (inquiry.kind) {
    case 'found': {
      const reference = inquiry.reference !== undefined && { reference: inquiry.reference };
      const received = await exchange.keep(handoff, 'received', inquiry.received);
      await exchange.recordFrom(handoff, { type: 'RecordAcknowledgement', handoff: id, via: 'inquiry', received, ...sent, ...reference });
      return;
    }
    case 'not-found': {
      const received = await exchange.keep(handoff, 'received', inquiry.received);
      await exchange.recordFrom(handoff, { type: 'RecordNotFound', handoff: id, attempt, received, ...sent });
      return;
    }
    case 'unavailable': {
      const { code, detail, retryAfterMs } = inquiry;
      const again = retryAt(handoff, handoff.tries + 1, policy, exchange.clock.now(), retryAfterMs);
      const received = inquiry.received && { received: await exchange.keep(handoff, 'received', inquiry.received) };
      const retry = again && { retryAt: again };
      await exchange.record({
        type: 'RecordInquiryFailure',
        handoff: id,
        attempt,
        failure: { code, detail, ...sent, ...received },
        ...retry,
      });
    }
  }
}
