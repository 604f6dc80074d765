import type { AgencyCode } from '@lienthong/bundle';
import type { Timekeeper } from '@lienthong/calendar';
import type { AgencyGateway } from './agency-gateway';
import type { DueHandoff, HandoffBoard } from './handoff-board';
import type { HandoffQueue } from './handoff-queue';

const AT_ONCE = 1_000;

/**
 * Puts what is due into the queue: what the log has just brought, what waited for its time, and after a start all that was
 * left lying. It remembers nothing; the board is the log's own list.
 */
export class Dispatcher {
  private callOff: (() => void) | undefined;
  private endListening: (() => void) | undefined;
  private looking: Promise<void> | undefined;
  private lookAgain = false;
  private stopped = false;

  constructor(
    private readonly board: HandoffBoard,
    private readonly queue: HandoffQueue,
    private readonly gateways: ReadonlyMap<AgencyCode, AgencyGateway>,
    private readonly time: Timekeeper,
    /** The board could not be read; it is tried again at the next change. */
    private readonly onFailure: (error: unknown) => void,
  ) {}

  start(): void {
    this.endListening = this.board.onChange(() => this.look());
    this.look();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.endListening?.();
    this.callOff?.();
    await this.looking;
  }

  /** Looks at the board, once at a time; what changes meanwhile is looked at afterwards. */
  private look(): void {
    if (this.stopped) return;
    this.lookAgain = true;
    this.looking ??= this.lookUntilSeen()
      .catch(this.onFailure)
      .finally(() => {
        this.looking = undefined;
      });
  }

  private async lookUntilSeen(): Promise<void> {
    while (this.lookAgain && !this.stopped) {
      this.lookAgain = false;
      await this.dispatch();
    }
  }

  private async dispatch(): Promise<void> {
    const now = this.time.now();
    const due = await this.board.due(now, AT_ONCE);
    for (const { agency, step, handoff } of due) if (step !== 'follow') this.queue.schedule({ agency, handoffs: [handoff] });
    this.askTogether(due.filter(({ step }) => step === 'follow'));
    const next = await this.board.nextDueAfter(now);
    this.callOff?.();
    this.callOff = next && !this.stopped ? this.time.wakeAt(next, () => this.look()) : undefined;
  }

  /** Questions go out in as few calls as the agency allows. */
  private askTogether(due: readonly DueHandoff[]): void {
    for (const [agency, gateway] of this.gateways) {
      const handoffs = due.filter((each) => each.agency === agency).map(({ handoff }) => handoff);
      for (let i = 0; i < handoffs.length; i += gateway.followBatch) {
        this.queue.schedule({ agency, handoffs: handoffs.slice(i, i + gateway.followBatch) });
      }
    }
  }
}
