import { CommandRejected, findHandoff, type Handoff, type Sha256 } from '@lienthong/dossier/domain';
import type { AgencyGateway, Delivery } from './agency-gateway';
import type { Case, Exchange } from './exchange';
import type { ExchangePolicy } from './exchange-policy';
import { prepareMessage } from './prepare-message';
import { wordOf, type ReportRecorder } from './report-recorder';
import { retryAt } from './retry';

/**
 * Sends a handoff. The attempt is claimed in the stream before anything leaves, so of two workers only one sends, and an
 * attempt that is interrupted is in the stream too.
 */
export async function deliver(
  found: Case,
  gateway: AgencyGateway,
  policy: ExchangePolicy,
  tools: { readonly exchange: Exchange; readonly recorder: ReportRecorder },
): Promise<void> {
  const { exchange, recorder } = tools;
  const { dossier, handoff } = found;
  const message = prepareMessage(found, gateway, exchange);
  if ('refusal' in message) {
    await exchange.record({ type: 'RecordHandoffRefusal', handoff: handoff.id, by: 'engine', ...message.refusal });
    return;
  }
  const untried = Object.values(dossier.handoffs).every(({ attempts }) => attempts === 0);
  const sent = await exchange.keep(handoff, 'sent', message.body, untried);
  const claimed = await claim(found, sent, exchange);
  if (claimed === 'outdated') {
    const now = await exchange.find(handoff.id);
    return now && deliver(now, gateway, policy, tools);
  }
  if (!claimed) return;
  const delivery = await gateway.deliver(message.request, message.body);
  if (delivery.kind === 'acknowledged') await recordAcknowledgement({ ...found, handoff: claimed }, delivery, gateway, exchange, recorder);
  else await recordFailure(claimed, delivery, policy, exchange);
}

/**
 * The handoff with this attempt in its stream. Nothing: somebody else is at it, it is overdue, or it needs no attempt any more. Outdated: the
 * dossier says something else by now, and nobody would tell the agency, because nothing was sent yet.
 */
async function claim({ dossier: seen, handoff }: Case, sent: Sha256, exchange: Exchange): Promise<Handoff | 'outdated' | undefined> {
  try {
    const { dossier, events } = await exchange.record({ type: 'AttemptHandoff', handoff: handoff.id, sent }, (now) => {
      if (now.formVersion !== seen.formVersion || now.corrections.length !== seen.corrections.length) throw new Outdated();
    });
    return events.some(({ type }) => type === 'HandoffAttempted') ? findHandoff(dossier, handoff.id) : undefined;
  } catch (error) {
    if (error instanceof Outdated) return 'outdated';
    if (error instanceof CommandRejected && error.code === 'attempt-not-due') return undefined;
    throw error;
  }
}

class Outdated extends Error {}

async function recordAcknowledgement(
  { dossier, handoff }: Case,
  { reference, received, report }: Acknowledged,
  gateway: AgencyGateway,
  exchange: Exchange,
  recorder: ReportRecorder,
): Promise<void> {
  const usable = report && recorder.brokenFields(dossier, handoff, report).length === 0 ? report : undefined;
  await exchange.recordFrom(handoff, {
    type: 'RecordAcknowledgement',
    handoff: handoff.id,
    via: 'delivery',
    received: await exchange.keep(handoff, 'received', received),
    ...(reference !== undefined && { reference }),
    ...(usable && { report: wordOf(usable) }),
  });
  if (report && !usable) await recorder.record(gateway.agency, report, { via: 'answer', body: received });
}

type Acknowledged = Extract<Delivery, { kind: 'acknowledged' }>;

async function recordFailure(
  handoff: Handoff,
  delivery: Exclude<Delivery, Acknowledged>,
  policy: ExchangePolicy,
  exchange: Exchange,
): Promise<void> {
  const { id, attempts: attempt, tries } = handoff;
  const { code, detail } = delivery;
  const failure = { code, detail, ...(delivery.received && { received: await exchange.keep(handoff, 'received', delivery.received) }) };
  if (delivery.kind === 'refused') {
    await exchange.recordFrom(handoff, { type: 'RecordHandoffRefusal', handoff: id, by: 'agency', ...failure });
    return;
  }
  const outcome = delivery.kind === 'unknown' ? 'unknown' : 'not-processed';
  const again = retryAt(handoff, tries, policy, exchange.clock.now(), delivery.retryAfterMs);
  const retry = again && { retryAt: again };
  await exchange.record({ type: 'RecordAttemptFailure', handoff: id, attempt, failure: { outcome, ...failure }, ...retry });
}
