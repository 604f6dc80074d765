import { plusMillis, type Timekeeper } from '@lienthong/calendar';
import type { EventStore } from '@lienthong/event-store';
import type { News } from '../database/write-access';
import { DossierProjection, type PatienceByAgency } from '../dossiers/dossier-projection';
import { Projector } from '../projector';
import { reasonOf } from '../threads/messages';
import { openSchema } from './connection';
import { CHANNEL, fenced, fromPayload, isFirst, LeaseLost, takeLease } from './lease';
import { Session } from '@lienthong/postgres';

/** How long to wait for what, in milliseconds. */
export interface SharedPatience {
  /** A process that was not heard of for so long writes no more, and another one does. */
  readonly leaseMs: number;
  /** How often each process says that it is there, and asks whether it is its turn to write. */
  readonly beatMs: number;
  /** After a failure it is tried again. */
  readonly againMs: number;
}

export const SHARED_PATIENCE: SharedPatience = { leaseMs: 15_000, beatMs: 2_000, againMs: 2_000 };

export interface SharedKeeperOptions {
  readonly url: string;
  readonly store: EventStore;
  readonly patience: PatienceByAgency;
  readonly time: Timekeeper;
  readonly waits: SharedPatience;
}

export interface SharedKeeperListener {
  /** This process hears of commits from here on; it may have missed some. */
  listening(): Promise<void>;
  committed(news: News): void;
  /** All is well: this process follows the log, or another one does. */
  well(): void;
  failed(reason: string): void;
}

/**
 * Of all processes that share tables one follows the log and writes them: whose session holds the lock. The others listen, and one of them
 * goes on when that session has ended.
 */
export class SharedKeeper {
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly options: SharedKeeperOptions,
    private readonly listener: SharedKeeperListener,
  ) {}

  start(): void {
    this.running = this.run();
  }

  /** Finishes the batch that is being written, and lets another process write. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      try {
        await this.attend();
      } catch (error) {
        this.listener.failed(reasonOf(error));
        await this.pause(this.options.waits.againMs, signal);
      }
    }
  }

  /** As long as the session lives. */
  private async attend(): Promise<void> {
    const { url, waits } = this.options;
    const cut = new AbortController();
    const session = await Session.open(
      url,
      { channel: CHANNEL, silentMs: waits.leaseMs },
      { news: (payload) => this.listener.committed(fromPayload(payload)), ended: (reason) => cut.abort(reason) },
    );
    try {
      await this.listener.listening();
      const over = AbortSignal.any([this.ending.signal, cut.signal]);
      while (!over.aborted) {
        if (await isFirst(session)) await this.write(session, over);
        else {
          this.listener.well();
          await this.pause(waits.beatMs, over);
        }
      }
      if (cut.signal.aborted) throw cut.signal.reason;
    } finally {
      await session.close();
    }
  }

  /** Follows the log until others take the place of the tables, or it is over. */
  private async write(session: Session, over: AbortSignal): Promise<void> {
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
      while (!end.aborted) {
        await this.pause(waits.beatMs, end);
        if (!end.aborted) await session.beat();
      }
    } finally {
      await projector.stop();
      await db.destroy();
    }
    if (stopped.signal.aborted && !(stopped.signal.reason instanceof LeaseLost)) throw stopped.signal.reason;
  }

  private pause(millis: number, until: AbortSignal): Promise<void> {
    const { time } = this.options;
    if (until.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const callOff = time.wakeAt(plusMillis(time.now(), millis), () => end());
      const end = (): void => {
        callOff();
        until.removeEventListener('abort', end);
        resolve();
      };
      until.addEventListener('abort', end);
    });
  }
}
