import type { AgencyCode } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { TimerBoard } from '@lienthong/dossier';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { EventStore, Position } from '@lienthong/event-store';
import type { HandoffBoard } from '@lienthong/handoff';
import type { DossierProjection } from '@lienthong/read-models';
import type { Process } from '../core/process';
import type { KeptRows } from './kept-rows';

/** As the engine's own keeper does. */
const AGAIN_MS = 30_000;

/** Follows the log for the tables of one engine with the engine's own projection, and shows them to dispatcher and timers. */
export class RowKeeper {
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly rows: KeptRows,
    private readonly store: EventStore,
    /** One whose rows could not be written, or that could not read, is not used any more. */
    private readonly newProjection: () => DossierProjection,
    private readonly process: Process,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  start(): void {
    this.follow(this.newProjection()).catch((error: unknown) => {
      this.onFailure(error);
      this.process.after(AGAIN_MS, () => this.start());
    });
  }

  readonly handoffs: HandoffBoard = {
    position: () => this.rows.position,
    due: async (agency: AgencyCode, now: Instant, limit: number) => this.rows.dueHandoffs(agency, now, limit),
    nextDueAfter: async (agency: AgencyCode, now: Instant) => this.rows.nextHandoffAfter(agency, now),
    postpone: async (handoffs: readonly HandoffId[], until: Instant, trouble?: string) => {
      await this.process.wait(1);
      this.rows.postpone(handoffs, until, trouble);
    },
    onChange: (listener) => this.listen(listener),
  };

  readonly timers: TimerBoard = {
    due: async (now, limit, after) => this.rows.dueTimers(now, limit, after),
    nextAfter: async (now) => this.rows.nextTimerAfter(now),
    onChange: (listener) => this.listen(listener),
  };

  private listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private async follow(projection: DossierProjection): Promise<void> {
    const { rows, store } = this;
    const after = rows.position !== undefined && { after: rows.position };
    let upTo: Position | undefined;
    for await (const item of store.subscribe({ filter: projection.filter, ...after })) {
      if (item.kind === 'event') {
        await projection.apply(item.event);
        upTo = item.event.position;
      } else if (item.kind === 'checkpoint') upTo = item.position;
      else if (upTo !== undefined) {
        // Between reading and writing it may die: neither rows nor checkpoint have moved then.
        await this.process.wait(1);
        rows.commit(projection.takeChanges(), upTo);
        upTo = undefined;
        for (const listener of this.listeners) listener();
      }
    }
  }
}
