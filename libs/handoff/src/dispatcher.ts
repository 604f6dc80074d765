import type { AgencyCode } from '@lienthong/bundle';
import { plusMillis, type Instant, type Timekeeper } from '@lienthong/calendar';
import type { Dossiers, Execution } from '@lienthong/dossier';
import { findHandoff, isHandoffSide, nextStep, type Handoff } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import type { AgencyGateway } from './agency-gateway';
import { behind } from './awaits-turn';
import { policyOf, type ExchangePolicies } from './exchange-policy';
import type { DueHandoff, HandoffBoard } from './handoff-board';
import type { HandoffQueue } from './handoff-queue';

/** So many handoffs of an agency are put into the queue at once. */
const AT_ONCE = 500;
/** However quiet it is, the board is looked at so often: what was missed for any reason is found. */
const SWEEP_MS = 10_000;

/**
 * Puts what is due into the queue: at once what this engine has just appended, and from the board, which is the log's own list,
 * what waited for its time and after a start all that was left lying. It remembers nothing that matters.
 */
export class Dispatcher {
  private callOff: (() => void) | undefined;
  private readonly endListening: (() => void)[] = [];
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  private stopped = false;
  /** Of the last append that was heard of: a board that is not there yet would tell what is done already. */
  private appendedUpTo: Position | undefined;

  constructor(
    private readonly dossiers: Pick<Dossiers, 'onAppended'>,
    private readonly board: HandoffBoard,
    private readonly queue: HandoffQueue,
    private readonly gateways: ReadonlyMap<AgencyCode, AgencyGateway>,
    private readonly policies: ExchangePolicies,
    private readonly time: Timekeeper,
    /** The board could not be read; it is tried again at the next change, or soon. */
    private readonly onFailure: (error: unknown) => void,
  ) {}

  start(): void {
    this.endListening.push(
      this.dossiers.onAppended((appended) => this.appended(appended)),
      this.board.onChange(() => {
        if (!this.boardIsBehind()) this.look();
      }),
      this.queue.onFree(() => this.look()),
    );
    this.look();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    for (const end of this.endListening) end();
    this.callOff?.();
    await this.looking;
  }

  /** What can be done at once need not wait until the board has heard of it. */
  private appended({ dossier, events, position }: Execution): void {
    this.appendedUpTo = position;
    const now = this.time.now();
    for (const event of events) {
      const handoff = isHandoffSide(event) ? findHandoff(dossier, event.data.handoff) : undefined;
      if (!handoff || !this.gateways.has(handoff.agency)) continue;
      for (const each of [handoff, ...behind(dossier, handoff)]) this.scheduleIfDue(each, now);
    }
  }

  private scheduleIfDue(handoff: Handoff, now: Instant): void {
    const next = nextStep(handoff, policyOf(this.policies, handoff.agency));
    if (next && next.at <= now) this.queue.schedule({ agency: handoff.agency, handoffs: [handoff.id] }, next.at);
  }

  private boardIsBehind(): boolean {
    const known = this.board.position();
    return this.appendedUpTo !== undefined && known !== undefined && known < this.appendedUpTo;
  }

  /** Looks at the board, once at a time; what changes meanwhile is looked at afterwards. */
  private look(): void {
    if (this.stopped) return;
    this.lookAgain = true;
    if (this.looking) return;
    this.looking = this.lookUntilSeen()
      .catch((error: unknown) => {
        this.onFailure(error);
        this.wakeAt(this.sweep());
      })
      .finally(() => {
        this.looking = undefined;
        if (this.lookAgain) this.look();
      });
  }

  private async lookUntilSeen(): Promise<void> {
    while (this.lookAgain && !this.stopped) {
      this.lookAgain = false;
      const now = this.time.now();
      let wake = this.sweep();
      for (const [agency, gateway] of this.gateways) {
        await this.dispatch(agency, gateway.followBatch, now);
        const next = await this.board.nextDueAfter(agency, now);
        if (next !== undefined && next < wake) wake = next;
      }
      this.wakeAt(wake);
    }
  }

  /** Each agency has a list of its own, so that a crowd at one keeps nobody else waiting. Questions go out in as few calls as it allows. */
  private async dispatch(agency: AgencyCode, followBatch: number, now: Instant): Promise<void> {
    const due = await this.board.due(agency, now, AT_ONCE);
    const toFollow: DueHandoff[] = [];
    for (const each of due) {
      if (each.step === 'follow') toFollow.push(each);
      else this.queue.schedule({ agency, handoffs: [each.handoff] }, each.dueAt);
    }
    for (let i = 0; i < toFollow.length; i += followBatch) {
      const [oldest, ...others] = toFollow.slice(i, i + followBatch);
      if (oldest) this.queue.schedule({ agency, handoffs: [oldest, ...others].map(({ handoff }) => handoff) }, oldest.dueAt);
    }
  }

  private sweep(): Instant {
    return plusMillis(this.time.now(), SWEEP_MS);
  }

  private wakeAt(at: Instant): void {
    this.callOff?.();
    this.callOff = this.stopped ? undefined : this.time.wakeAt(at, () => this.look());
  }
}
