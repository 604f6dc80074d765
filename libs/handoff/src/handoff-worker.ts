import { randomUUID } from 'node:crypto';
import type { AgencyCode, Procedure } from '@lienthong/bundle';
import { plusMillis, type Clock } from '@lienthong/calendar';
import type { CommandContext, Dossiers } from '@lienthong/dossier';
import {
  buildPayload,
  CommandRejected,
  dossierOfHandoff,
  nextStep,
  type Dossier,
  type Handoff,
  type HandoffCommand,
  type HandoffId,
} from '@lienthong/dossier/domain';
import type { Actor } from '@lienthong/event-store';
import type { AgencyGateway, Delivery, HandoffRequest } from './agency-gateway';
import { policyOf, type ExchangePolicies, type ExchangePolicy } from './exchange-policy';
import type { HandoffBoard } from './handoff-board';
import type { HandoffJob } from './handoff-queue';
import type { MessageArchive } from './message-archive';
import type { ReportRecorder } from './report-recorder';
import { retryAt } from './retry';

/** A handoff with all that is needed to work on it. */
interface Case {
  readonly dossier: Dossier;
  readonly handoff: Handoff;
}

const EXCHANGE: Actor = { kind: 'system', id: 'exchange' };

/**
 * Does the next step of handoffs: what it is, the stream says, not the job. Every attempt is claimed in the stream before
 * anything is sent, so of two workers only one sends; whatever comes back is recorded, with the hash of the exact bytes.
 */
export class HandoffWorker {
  constructor(
    private readonly dossiers: Dossiers,
    private readonly gateways: ReadonlyMap<AgencyCode, AgencyGateway>,
    private readonly policies: ExchangePolicies,
    private readonly archive: MessageArchive,
    private readonly recorder: ReportRecorder,
    private readonly board: HandoffBoard,
    private readonly clock: Clock,
    /** Where agencies reach us: `<base>/agencies/<agency>/messages`. */
    private readonly callbackBase: string,
  ) {}

  async perform({ agency, handoffs }: HandoffJob): Promise<void> {
    const gateway = this.gateways.get(agency);
    if (!gateway) throw new Error(`no gateway to ${agency}`);
    const policy = policyOf(this.policies, agency);
    const toFollow: Case[] = [];
    for (const id of handoffs) {
      const found = await this.find(id);
      const next = found && nextStep(found.handoff, policy);
      if (!found || !next || next.at > this.clock.now()) continue;
      if (next.step === 'deliver') await this.deliver(found, gateway, policy);
      else if (next.step === 'inquire') await this.inquire(found, gateway, policy);
      else if (next.step === 'expire') await this.execute({ type: 'ExpireAcknowledgement', handoff: id }, EXCHANGE);
      else toFollow.push(found);
    }
    if (toFollow.length > 0) await this.follow(toFollow, gateway, policy);
  }

  // ── deliver ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  private async deliver(found: Case, gateway: AgencyGateway, policy: ExchangePolicy): Promise<void> {
    const { handoff, dossier } = found;
    const message = this.prepare(found, gateway);
    if ('refusal' in message) {
      const { code, detail } = message.refusal;
      await this.execute({ type: 'RecordHandoffRefusal', handoff: handoff.id, by: 'engine', code, detail }, EXCHANGE);
      return;
    }
    const sent = await this.archive.keep(dossier.id, handoff.id, 'sent', message.body);
    const claimed = await this.claim({ type: 'AttemptHandoff', handoff: handoff.id, sent });
    if (claimed) await this.recordDelivery(claimed, await gateway.deliver(message.request, message.body), policy);
  }

  /** The exact bytes to send, or why this cannot be said to the agency. */
  private prepare(
    { dossier, handoff }: Case,
    gateway: AgencyGateway,
  ): { request: HandoffRequest; body: Uint8Array } | { refusal: { code: string; detail: string } } {
    const bundle = this.dossiers.pinned(dossier);
    const procedure = bundle.procedures.find(({ key }) => key === handoff.procedure);
    if (!procedure) return { refusal: { code: 'procedure-not-in-bundle', detail: `${bundle.ref} has no ${handoff.procedure}` } };
    try {
      const payload = buildPayload(dossier, bundle, procedure);
      const breaches = procedure.payload.contract.check(payload);
      if (breaches.length > 0) return { refusal: { code: 'payload-breaks-contract', detail: breachText(procedure, breaches) } };
      const request = this.request({ dossier, handoff }, payload);
      return { request, body: gateway.prepare(request) };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'payload-not-buildable';
      return { refusal: { code, detail: error instanceof Error ? error.message : String(error) } };
    }
  }

  private async claim(command: HandoffCommand): Promise<Handoff | undefined> {
    try {
      const { dossier } = await this.execute(command, EXCHANGE);
      return dossier.handoffs[command.handoff];
    } catch (error) {
      if (error instanceof CommandRejected && error.code === 'attempt-not-due') return undefined;
      throw error;
    }
  }

  private async recordDelivery(handoff: Handoff, delivery: Delivery, policy: ExchangePolicy): Promise<void> {
    const { id } = handoff;
    const keep = (bytes: Uint8Array) => this.archive.keep(dossierOfHandoff(id), id, 'received', bytes);
    const agency: Actor = { kind: 'agency', id: handoff.agency };
    if (delivery.kind === 'acknowledged') {
      const reference = delivery.reference !== undefined && { reference: delivery.reference };
      const received = await keep(delivery.received);
      await this.execute({ type: 'RecordAcknowledgement', handoff: id, via: 'delivery', received, ...reference }, agency);
      return;
    }
    const { code, detail } = delivery;
    const failure = { code, detail, ...(delivery.received && { received: await keep(delivery.received) }) };
    if (delivery.kind === 'refused') {
      await this.execute({ type: 'RecordHandoffRefusal', handoff: id, by: 'agency', ...failure }, agency);
      return;
    }
    const outcome = delivery.kind === 'unknown' ? 'unknown' : 'not-processed';
    const again = retryAt(handoff, handoff.tries, policy, this.clock.now(), delivery.retryAfterMs);
    await this.execute(
      {
        type: 'RecordAttemptFailure',
        handoff: id,
        attempt: handoff.attempts,
        failure: { outcome, ...failure },
        ...(again && { retryAt: again }),
      },
      EXCHANGE,
    );
  }

  // ── inquire ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  private async inquire(found: Case, gateway: AgencyGateway, policy: ExchangePolicy): Promise<void> {
    const { handoff, dossier } = found;
    const { id } = handoff;
    const inquiry = await gateway.inquire(this.request(found));
    const keep = (bytes: Uint8Array) => this.archive.keep(dossier.id, id, 'received', bytes);
    const agency: Actor = { kind: 'agency', id: handoff.agency };
    switch (inquiry.kind) {
      case 'found': {
        const reference = inquiry.reference !== undefined && { reference: inquiry.reference };
        const received = await keep(inquiry.received);
        await this.execute({ type: 'RecordAcknowledgement', handoff: id, via: 'inquiry', received, ...reference }, agency);
        return;
      }
      case 'not-found':
        await this.execute({ type: 'RecordNotFound', handoff: id, received: await keep(inquiry.received) }, agency);
        return;
      case 'unavailable': {
        const { code, detail, retryAfterMs } = inquiry;
        const again = retryAt(handoff, handoff.tries + 1, policy, this.clock.now(), retryAfterMs);
        const failure = { code, detail, ...(inquiry.received && { received: await keep(inquiry.received) }) };
        await this.execute({ type: 'RecordInquiryFailure', handoff: id, failure, ...(again && { retryAt: again }) }, EXCHANGE);
      }
    }
  }

  // ── follow ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Asks how handoffs stand. Several are asked about in one call, but news is asked for again alone before it is recorded:
   * the exact bytes that a dossier keeps must not hold other people's data.
   */
  private async follow(cases: readonly Case[], gateway: AgencyGateway, policy: ExchangePolicy): Promise<void> {
    const requests = cases.map((each) => this.request(each));
    const answer = await gateway.follow(requests);
    if (answer.kind === 'answered') {
      for (const report of answer.reports) {
        const found = cases.find(({ handoff }) => handoff.id === report.handoff);
        if (!found || found.handoff.messages.includes(report.message)) continue;
        if (cases.length > 1) await this.follow([found], gateway, policy);
        else {
          const arrival = { via: 'poll', body: answer.received, question: answer.sent } as const;
          await this.recorder.record(gateway.agency, report, arrival);
        }
      }
    }
    const wait = Math.max(policy.followEveryMs, answer.kind === 'unavailable' ? (answer.retryAfterMs ?? 0) : 0);
    const again = plusMillis(this.clock.now(), wait);
    await this.board.postpone(
      cases.map(({ handoff }) => handoff.id),
      again,
    );
  }

  // ── shared ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  private async find(id: HandoffId): Promise<Case | undefined> {
    const loaded = await this.dossiers.load(dossierOfHandoff(id));
    const handoff = loaded?.dossier.handoffs[id];
    return loaded && handoff && { dossier: loaded.dossier, handoff };
  }

  private request({ dossier, handoff }: Case, payload: HandoffRequest['payload'] = {}): HandoffRequest {
    const { id, procedure, requestedAt, reference, agency } = handoff;
    return {
      handoff: id,
      dossier: dossier.id,
      procedure,
      office: dossier.office,
      payload,
      requestedAt,
      callbackUrl: `${this.callbackBase}/agencies/${agency}/messages`,
      ...(reference !== undefined && { reference }),
    };
  }

  private execute(command: HandoffCommand, actor: Actor): ReturnType<Dossiers['execute']> {
    const context: CommandContext = { commandId: randomUUID(), actor };
    return this.dossiers.execute(dossierOfHandoff(command.handoff), command, context);
  }
}

/** Names the fields, never their values: this text is shown to operators. */
const breachText = (procedure: Procedure, breaches: readonly { field: string; rule: string }[]): string =>
  `${procedure.payload.contract.path}: ${breaches.map(({ field, rule }) => `${field || '/'} (${rule})`).join(', ')}`;
