import { randomUUID } from 'node:crypto';
import type { AgencyCode } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { HandoffHandler, HandoffJob, WorkOptions } from '@lienthong/handoff';
import { Queue, Worker, type Job } from 'bullmq';
import { Holds } from './holds';
import type { RedisLink } from './redis-link';
import { urgency } from './urgency';

/** All keys begin so. */
export const PREFIX = 'lienthong';
/** What comes when so many wait is not taken; the board has it, and it is looked at again when the line moves on. */
const LONGEST_LINE = 10_000;
/** So many jobs are told to Redis at once. */
const AT_ONCE = 500;
/** How soon it is noticed that another engine ended without starting the next job, in seconds. */
const LOOK_AGAIN_S = 2;
const RETRY_MS = 1_000;

export interface LineReports {
  readonly onFailure: (job: HandoffJob, error: unknown) => void;
  readonly onFree: () => void;
}

interface Scheduled {
  readonly job: HandoffJob;
  readonly dueAt: Instant;
}

/** One agency's line in Redis, with its limits for all engines together, and this engine's worker at it. */
export class AgencyLine {
  private readonly queue: Queue;
  private readonly worker: Worker;
  private readonly holds: Holds;
  /** Scheduled, and not yet told to Redis. */
  private readonly scheduled: Scheduled[] = [];
  private telling: Promise<void> | undefined;
  private readonly running = new Set<Promise<void>>();
  private closed = false;

  constructor(
    private readonly agency: AgencyCode,
    private readonly handler: HandoffHandler,
    private readonly options: WorkOptions,
    private readonly link: RedisLink,
    private readonly reports: LineReports,
    /** A job whose engine did not say for so long that it is at it is given to another. */
    lockMs: number,
  ) {
    const shared = { connection: link.client, prefix: PREFIX, skipMetasUpdate: true };
    this.queue = new Queue(agency, shared);
    // Told by the link, where it matters.
    this.queue.on('error', () => undefined);
    this.holds = new Holds(link.client, this.queue.toKey(''));
    this.worker = new Worker(agency, (job) => this.take(job), {
      ...shared,
      concurrency: options.concurrency,
      lockDuration: lockMs,
      stalledInterval: lockMs / 2,
      drainDelay: LOOK_AGAIN_S,
      runRetryDelay: RETRY_MS,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    });
    this.worker.on('error', (error) => this.noteLoss(error));
  }

  add(job: HandoffJob, dueAt: Instant): void {
    if (this.closed || !this.link.isUp || this.scheduled.length >= LONGEST_LINE) return;
    this.scheduled.push({ job, dueAt });
    this.telling ??= this.tell().finally(() => (this.telling = undefined));
  }

  /** Takes nothing new from now on. Ends when Redis knows how the last job ended: never, while it is away. */
  async close(): Promise<void> {
    this.closed = true;
    await this.worker.close();
    await this.telling;
    await this.queue.close();
  }

  /** Ends when nothing runs. */
  async idle(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running);
  }

  private async tell(): Promise<void> {
    // What is scheduled in one turn is told together.
    await Promise.resolve();
    while (this.scheduled.length > 0) {
      try {
        await this.put(this.scheduled.splice(0, AT_ONCE));
        this.link.accepted();
      } catch (error) {
        this.scheduled.length = 0;
        if (!this.closed) this.link.refused(error);
      }
    }
  }

  private async put(scheduled: readonly Scheduled[]): Promise<void> {
    const seen = new Set<HandoffId>();
    const holding = scheduled.map(async ({ job, dueAt }) => {
      const jobId = randomUUID();
      const news = job.handoffs.filter((each) => !seen.has(each) && seen.add(each));
      const handoffs = await this.holds.hold(jobId, news, LONGEST_LINE);
      return { name: 'handoffs', data: { handoffs }, opts: { jobId, priority: urgency(dueAt) } };
    });
    const [jobs] = await Promise.all([Promise.all(holding), this.setLimits()]);
    await this.queue.addBulk(jobs.filter(({ data }) => data.handoffs.length > 0));
  }

  /** Before each batch, since Redis may have been emptied: no job stands there without limits. */
  private async setLimits(): Promise<void> {
    const { concurrency, ratePerSecond } = this.options;
    await this.queue.setGlobalConcurrency(concurrency);
    // One call in each interval, and not many at the start of each second.
    if (ratePerSecond === undefined) await this.queue.removeGlobalRateLimit();
    else await this.queue.setGlobalRateLimit(1, Math.ceil(1000 / ratePerSecond));
  }

  private async take({ id = '', data }: Job): Promise<void> {
    const handoffs = await this.holds.take(id, handoffsIn(data)).catch((error: unknown) => {
      // The job is gone then, and the sweep finds what it was for.
      this.link.refused(error);
      throw error;
    });
    if (handoffs.length > 0) await this.run({ agency: this.agency, handoffs });
    if (await this.holds.free(id, handoffs)) this.reports.onFree();
  }

  private run(job: HandoffJob): Promise<void> {
    const work = this.handler(job)
      .catch((error: unknown) => this.reports.onFailure(job, error))
      .finally(() => this.running.delete(work));
    this.running.add(work);
    return work;
  }

  /**
   * A job that ended and is not there: Redis was emptied, and what waited is gone with it. What else Redis refuses to a worker, it refuses
   * to what is scheduled, too, and there it is told.
   */
  private noteLoss(error: Error): void {
    if ('code' in error && typeof error.code === 'number') this.reports.onFree();
  }
}

/** What stands in Redis was not necessarily written by us. */
function handoffsIn(data: unknown): readonly HandoffId[] {
  const handoffs = typeof data === 'object' && data !== null && 'handoffs' in data ? data.handoffs : undefined;
  return Array.isArray(handoffs) ? handoffs.filter((each): each is HandoffId => typeof each === 'string') : [];
}
