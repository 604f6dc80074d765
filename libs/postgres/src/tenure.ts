import { plusMillis, type Timekeeper } from '@lienthong/calendar';
import { Session } from './session';

/** How long to wait for what, in milliseconds. */
export interface TenurePatience {
  /** A process that was not heard of for so long has lost the lock, and another one gets it. */
  readonly leaseMs: number;
  /** How often each process says that it is there, and asks for the lock. */
  readonly beatMs: number;
  /** After a failure it is tried again. */
  readonly againMs: number;
}

export const TENURE_PATIENCE: TenurePatience = { leaseMs: 15_000, beatMs: 2_000, againMs: 2_000 };

export interface TenureOptions {
  /** `postgres://…` */
  readonly url: string;
  /** Of the processes that ask for the same lock one has it. */
  readonly lock: readonly [number, number];
  /** Where the session hears what others tell; absent: nowhere. */
  readonly channel?: string;
  /** `false`: this process never asks for the lock, and only looks whether somebody has it. */
  readonly asks?: boolean;
  readonly time: Timekeeper;
  readonly waits?: TenurePatience;
}

export interface TenureListener {
  /** A session has begun: from here on this process hears of news; it may have missed some. */
  listening?(): Promise<void>;
  news?(payload: string): void;
  /** This process does not have the lock. @param held whether another one has it */
  waiting(held: boolean): void;
  /**
   * This process has the lock until `over` is aborted: the session has ended, or this is to stop. May return before, and is called again then.
   * @param beat says that this process is there, and waits a while
   */
  hold(session: Session, over: AbortSignal, beat: (until: AbortSignal) => Promise<void>): Promise<void>;
  failed(error: unknown): void;
}

/**
 * Of all processes that ask for a lock one does the work: whose session holds it. The server ends a session that is silent, so a process that
 * stands still loses the lock without anybody's clock being asked. It may not have noticed when it goes on: what it does then must be harmless, or
 * be refused by what it does it to.
 */
export class Tenure {
  private readonly ending = new AbortController();
  private running: Promise<void> = Promise.resolve();
  private readonly waits: TenurePatience;

  constructor(
    private readonly options: TenureOptions,
    private readonly listener: TenureListener,
  ) {
    this.waits = options.waits ?? TENURE_PATIENCE;
  }

  start(): void {
    this.running = this.run();
  }

  /** Ends the work, and lets another process do it. */
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
        this.listener.failed(error);
        await this.pause(this.waits.againMs, signal);
      }
    }
  }

  /** As long as the session lives. */
  private async attend(): Promise<void> {
    const { url, channel, lock, asks = true } = this.options;
    const cut = new AbortController();
    const session = await Session.open(
      url,
      { ...(channel !== undefined && { channel }), silentMs: this.waits.leaseMs },
      { news: (payload) => this.listener.news?.(payload), ended: (reason) => cut.abort(reason) },
    );
    try {
      await this.listener.listening?.();
      const over = AbortSignal.any([this.ending.signal, cut.signal]);
      while (!over.aborted) {
        if (asks && (await isFirst(session, lock))) await this.listener.hold(session, over, (until) => this.beat(session, until));
        else {
          this.listener.waiting(asks || (await isHeld(session, lock)));
          await this.pause(this.waits.beatMs, over);
        }
      }
      if (cut.signal.aborted) throw cut.signal.reason;
    } finally {
      await session.close();
    }
  }

  private async beat(session: Session, until: AbortSignal): Promise<void> {
    await this.pause(this.waits.beatMs, until);
    if (!until.aborted) await session.beat();
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

/** Whether this session has the lock: at most one of all has it, as long as it lives. */
export async function isFirst(session: Session, lock: readonly [number, number]): Promise<boolean> {
  const [answer] = await session.query<{ first: boolean }>('select pg_try_advisory_lock($1, $2) as first', lock);
  return answer?.first === true;
}

/** Whether any session has the lock. */
async function isHeld(session: Session, [space, number]: readonly [number, number]): Promise<boolean> {
  const [answer] = await session.query<{ held: boolean }>(
    `select exists (select 1 from pg_locks
                    where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
                      and classid = $1 and objid = $2 and objsubid = 2 and granted) as held`,
    [space, number],
  );
  return answer?.held === true;
}
