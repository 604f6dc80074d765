import type { AgencyCode } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { HandoffHandler, HandoffJob, HandoffQueue, WorkOptions } from '@lienthong/handoff';
import { AgencyLine } from './agency-line';
import type { RedisAddress } from './redis-address';
import { RedisLink } from './redis-link';

export interface BullmqReports {
  /** What a handler threw: a surprise, since what agencies do is no exception. */
  readonly onFailure: (job: HandoffJob, error: unknown) => void;
  /** Called once when Redis goes away or refuses what it is told, and once, with nothing, when all is well again. */
  readonly onTrouble: (reason: string | undefined) => void;
}

/** In milliseconds. */
export interface Patience {
  /**
   * The jobs of an engine that is dead, and their share of the agency's limit, are free for another after this and half of it again. Those of
   * an engine that only stood still for so long are free, too: then the stream lets only one attempt through.
   */
  readonly lockMs: number;
  /** After so long without an answer Redis counts as away. More than the two seconds for which a worker waits for a job. */
  readonly silenceMs: number;
}

const PATIENCE: Patience = { lockMs: 4_000, silenceMs: 10_000 };

/** One line per agency in Redis, shared by all engines of an installation. Redis knows only ids, and nothing that the log does not. */
export class BullmqQueue implements HandoffQueue {
  private readonly lines = new Map<AgencyCode, AgencyLine>();
  private readonly listeners = new Set<() => void>();
  private readonly link: RedisLink;

  private constructor(
    address: RedisAddress,
    private readonly reports: BullmqReports,
    private readonly patience: Patience,
  ) {
    this.link = new RedisLink(address, patience.silenceMs, reports.onTrouble, () => this.freed());
  }

  /** Also while Redis is away: it is used as soon as it is there. Throws `RedisRefused` for what waiting does not change. */
  static async open(address: RedisAddress, reports: BullmqReports, patience = PATIENCE): Promise<BullmqQueue> {
    const queue = new BullmqQueue(address, reports, patience);
    await queue.link.open();
    return queue;
  }

  get trouble(): string | undefined {
    return this.link.trouble;
  }

  schedule(job: HandoffJob, dueAt: Instant): void {
    const line = this.lines.get(job.agency);
    if (!line) throw new Error(`nobody works for ${job.agency}`);
    line.add(job, dueAt);
  }

  work(agency: AgencyCode, handler: HandoffHandler, options: WorkOptions): void {
    const { onFailure } = this.reports;
    const reports = { onFailure, onFree: () => this.freed() };
    this.lines.set(agency, new AgencyLine(agency, handler, options, this.link, reports, this.patience.lockMs));
  }

  onFree(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What waits stays in Redis for the other engines. Does not wait for Redis when it is away. */
  async close(): Promise<void> {
    const lines = [...this.lines.values()];
    this.link.hurry();
    const closing = Promise.all(lines.map((line) => line.close()));
    await Promise.all(lines.map((line) => line.idle()));
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<void>((resolve) => (timer = setTimeout(resolve, this.patience.silenceMs)));
    await Promise.race([closing, this.link.lost(), silence]);
    clearTimeout(timer);
    await this.link.end();
    await closing;
  }

  private freed(): void {
    for (const listener of this.listeners) listener();
  }
}
