import type { Timekeeper } from '@lienthong/calendar';
import type { EventStore } from '@lienthong/event-store';
import type { News } from '../database/write-access';
import { DossierProjection, type PatienceByAgency } from '../dossiers/dossier-projection';
import { Projector } from '../projector';
import { reasonOf } from '../threads/messages';
import { openSchema } from './connection';
import { CHANNEL, fenced, fromPayload, LeaseLost, LOCK, takeLease } from './lease';
import { Tenure, type Session, type TenurePatience } from '@lienthong/postgres';

export interface SharedKeeperOptions {
  readonly url: string;
  readonly store: EventStore;
  readonly patience: PatienceByAgency;
  readonly time: Timekeeper;
  readonly waits: TenurePatience;
  /** Whether this process may be the one that writes. */
  readonly writes: boolean;
}

export interface SharedKeeperListener {
  /** This process hears of commits from here on; it may have missed some. */
  listening(): Promise<void>;
  committed(news: News): void;
  /** All is well: this process follows the log, or another one does. */
  well(): void;
  failed(reason: string): void;
}

const NOBODY_WRITES = 'no engine is there that writes them: start one with the role projector';

/**
 * Of all processes that share tables one follows the log and writes them: whose session holds the lock. The others listen, and one of them
 * goes on when that session has ended.
 */
export class SharedKeeper {
  private readonly tenure: Tenure;

  constructor(
    private readonly options: SharedKeeperOptions,
    private readonly listener: SharedKeeperListener,
  ) {
    const { url, time, waits, writes } = options;
    this.tenure = new Tenure(
      { url, lock: LOCK, channel: CHANNEL, asks: writes, time, waits },
      {
        listening: () => listener.listening(),
        news: (payload) => listener.committed(fromPayload(payload)),
        waiting: (held) => (held ? listener.well() : listener.failed(NOBODY_WRITES)),
        hold: (session, over, beat) => this.write(session, over, beat),
        failed: (error) => listener.failed(reasonOf(error)),
      },
    );
  }

  start(): void {
    this.tenure.start();
  }

  /** Finishes the batch that is being written, and lets another process write. */
  async stop(): Promise<void> {
    await this.tenure.stop();
  }

  /** Follows the log until others take the place of the tables, or it is over. */
  private async write(session: Session, over: AbortSignal, beat: (until: AbortSignal) => Promise<void>): Promise<void> {
    const { url, store, patience, waits } = this.options;
    const lease = await takeLease(session);
    const db = openSchema(url, { schema: lease.live, max: 1, idleInTransactionMs: waits.leaseMs });
    const stopped = new AbortController();
    const projector = new Projector(store, fenced(db, lease), new DossierProjection(store, patience), {
      onFailure: (error) => stopped.abort(error),
      onLive: () => this.listener.well(),
    });
    const end = AbortSignal.any([over, stopped.signal]);
    projector.start();
    try {
      while (!end.aborted) await beat(end);
    } finally {
      await projector.stop();
      await db.destroy();
    }
    if (stopped.signal.aborted && !(stopped.signal.reason instanceof LeaseLost)) throw stopped.signal.reason;
  }
}
