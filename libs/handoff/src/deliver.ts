import type { Procedure } from '@lienthong/bundle';
import { buildPayload, CommandRejected, findHandoff, isErased, type Handoff, type HandoffCommand } from '@lienthong/dossier/domain';
import type { AgencyGateway, Delivery, HandoffRequest } from './agency-gateway';
import type { Case, Exchange } from './exchange';
import type { ExchangePolicy } from './exchange-policy';
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
  { exchange, recorder }: { readonly exchange: Exchange; readonly recorder: ReportRecorder },
): Promise<void> {
  const { dossier, handoff } = found;
  const message = prepare(found, gateway, exchange);
  if ('refusal' in message) {
    await exchange.record({ type: 'RecordHandoffRefusal', handoff: handoff.id, by: 'engine', ...message.refusal });
    return;
  }
  const untried = Object.values(dossier.handoffs).every(({ attempts }) => attempts === 0);
  const sent = await exchange.keep(handoff, 'sent', message.body, untried);
  const claimed = await claim({ type: 'AttemptHandoff', handoff: handoff.id, sent }, exchange);
  if (!claimed) return;
  const delivery = await gateway.deliver(message.request, message.body);
  if (delivery.kind === 'acknowledged') await recordAcknowledgement({ ...found, handoff: claimed }, delivery, gateway, exchange, recorder);
  else await recordFailure(claimed, delivery, policy, exchange);
}

/** The exact bytes to send, or why this cannot be said to the agency. */
function prepare(
  found: Case,
  gateway: AgencyGateway,
  exchange: Exchange,
): { request: HandoffRequest; body: Uint8Array } | { refusal: { code: string; detail: string } } {
  const { dossier, handoff } = found;
  if (isErased(dossier.form)) return { refusal: { code: 'personal-data-erased', detail: 'there is nothing left to send' } };
  const bundle = exchange.dossiers.pinned(dossier);
  const procedure = bundle.procedures.find(({ key }) => key === handoff.procedure);
  if (!procedure) return { refusal: { code: 'procedure-not-in-bundle', detail: `${bundle.ref} has no ${handoff.procedure}` } };
  try {
    const payload = buildPayload(dossier, bundle, procedure);
    const breaches = procedure.payload.contract.check(payload);
    if (breaches.length > 0) return { refusal: { code: 'payload-breaks-contract', detail: breachText(procedure, breaches) } };
    const request = exchange.request(found, payload);
    return { request, body: gateway.prepare(request) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'payload-not-buildable';
    return { refusal: { code, detail: error instanceof Error ? error.message : String(error) } };
  }
}

/** The handoff with this attempt in its stream, or nothing: somebody else is at it, it is overdue, or it needs no attempt any more. */
async function claim(command: HandoffCommand, exchange: Exchange): Promise<Handoff | undefined> {
  try {
    const { dossier, events } = await exchange.record(command);
    return events.some(({ type }) => type === 'HandoffAttempted') ? findHandoff(dossier, command.handoff) : undefined;
  } catch (error) {
    if (error instanceof CommandRejected && error.code === 'attempt-not-due') return undefined;
    throw error;
  }
}

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

/** Names the fields, never their values. */
const breachText = (procedure: Procedure, breaches: readonly { field: string; rule: string }[]): string =>
  `${procedure.payload.contract.path}: ${breaches.map(({ field, rule }) => `${field || '/'} (${rule})`).join(', ')}`;
