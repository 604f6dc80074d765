import type { AgencyCode } from '@lienthong/bundle';
import { plusMillis, type Clock, type Instant } from '@lienthong/calendar';
import type { Dossiers } from '@lienthong/dossier';
import { CommandRejected, dueStep, nextStep, type HandoffId } from '@lienthong/dossier/domain';
import type { AgencyGateway } from './agency-gateway';
import { awaitsTurn } from './awaits-turn';
import { deliver } from './deliver';
import { Exchange, type Case } from './exchange';
import { policyOf, type ExchangePolicies, type ExchangePolicy } from './exchange-policy';
import { follow } from './follow';
import type { HandoffBoard } from './handoff-board';
import type { HandoffJob } from './handoff-queue';
import { inquire } from './inquire';
import type { MessageArchive } from './message-archive';
import type { ReportRecorder } from './report-recorder';

/** What failed for a reason of our own (a full disk, a definition that is gone, a bug) is looked at again after this. */
const AFTER_SURPRISE_MS = 30_000;

/** Something that should not happen; the handoff is looked at again later, and the others go on. */
export type OnSurprise = (handoff: HandoffId, error: unknown, where: Pick<Case, 'traceparent'> & { readonly agency: AgencyCode }) => void;

/** Hears of each handoff that a worker takes up to send it or to ask about it, and since when that has been due. */
export type OnTaken = (taken: Case, step: 'deliver' | 'inquire', dueSince: Instant) => void;

/** Does the next step of handoffs. What it is, the stream says, not the job; and whatever comes of it goes into the stream. */
export class HandoffWorker {
  private readonly exchange: Exchange;

  constructor(
    dossiers: Dossiers,
    private readonly gateways: ReadonlyMap<AgencyCode, AgencyGateway>,
    private readonly policies: ExchangePolicies,
    archive: MessageArchive,
    private readonly recorder: ReportRecorder,
    private readonly board: HandoffBoard,
    private readonly clock: Clock,
    callbackBase: string,
    private readonly onSurprise: OnSurprise,
    private readonly onTaken?: OnTaken,
  ) {
    this.exchange = new Exchange(dossiers, archive, clock, callbackBase);
  }

  async perform({ agency, handoffs }: HandoffJob): Promise<void> {
    const gateway = this.gateways.get(agency);
    if (!gateway) throw new Error(`no gateway to ${agency}`);
    const policy = policyOf(this.policies, agency);
    const toFollow: Case[] = [];
    for (const id of handoffs) {
      let found: Case | undefined;
      try {
        found = await this.exchange.find(id);
        if (!found) throw new CommandRejected('handoff-not-found', id);
        if ((await this.step(found, gateway, policy)) === 'follow') toFollow.push(found);
      } catch (error) {
        await this.surprise(id, error, { agency, ...traceOf(found) });
      }
    }
    if (toFollow.length === 0) return;
    const { exchange, recorder, board } = this;
    try {
      const failed = await follow(toFollow, gateway, policy, { exchange, recorder, board });
      for (const { case: found, error } of failed) await this.surprise(found.handoff.id, error, { agency, ...traceOf(found) });
    } catch (error) {
      for (const found of toFollow) await this.surprise(found.handoff.id, error, { agency, ...traceOf(found) });
    }
  }

  /** Does what is due, but for asking how it stands: that is asked about several together. */
  private async step(found: Case, gateway: AgencyGateway, policy: ExchangePolicy): Promise<'follow' | undefined> {
    const { exchange } = this;
    const { id } = found.handoff;
    const step = dueStep(found.handoff, policy, this.clock.now());
    if (step === 'deliver' || step === 'inquire') this.tellTaken(found, step, policy);
    switch (step) {
      case 'deliver':
        if (awaitsTurn(found)) await this.board.postpone([id], plusMillis(this.clock.now(), policy.attemptMs), 'awaits-turn');
        else await deliver(found, gateway, policy, { exchange, recorder: this.recorder });
        return undefined;
      case 'inquire':
        await inquire(found, gateway, policy, exchange);
        return undefined;
      case 'expire':
        await exchange.record({ type: 'ExpireAcknowledgement', handoff: id });
        return undefined;
      case 'follow':
        return step;
      case undefined: {
        // A board that has not heard of the last events yet will know better by itself.
        const known = this.board.position();
        if (known !== undefined && known < found.position) return undefined;
        // Not yet: the board was put off, or knew another patience. Without this nobody would come back in time.
        const next = nextStep(found.handoff, policy);
        if (next) await this.board.postpone([id], next.at);
        return undefined;
      }
    }
  }

  private tellTaken(taken: Case, step: 'deliver' | 'inquire', policy: ExchangePolicy): void {
    const next = this.onTaken && nextStep(taken.handoff, policy);
    if (next) this.onTaken?.(taken, step, next.at);
  }

  private async surprise(id: HandoffId, error: unknown, where: Parameters<OnSurprise>[2]): Promise<void> {
    this.onSurprise(id, error, where);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unexpected';
    await this.board.postpone([id], plusMillis(this.clock.now(), AFTER_SURPRISE_MS), code);
  }
}

const traceOf = (found: Case | undefined): Pick<Case, 'traceparent'> =>
  found?.traceparent === undefined ? {} : { traceparent: found.traceparent };
