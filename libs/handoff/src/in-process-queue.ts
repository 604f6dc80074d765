import type { AgencyCode } from '@lienthong/bundle';
import { plusMillis, type Instant, type Timekeeper } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { HandoffHandler, HandoffJob, HandoffQueue, WorkOptions } from './handoff-queue';

/** One line per agency in this process's memory, with its concurrency and rate. */
export class InProcessQueue implements HandoffQueue {
  /** It is always there. */
  readonly trouble = undefined;
  private readonly lines = new Map<AgencyCode, Line>();
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly time: Timekeeper,
    /** What a handler threw: a surprise, since what agencies do is no exception. */
    private readonly onFailure: (job: HandoffJob, error: unknown) => void,
  ) {}

  schedule(job: HandoffJob, dueAt: Instant): void {
    const line = this.lines.get(job.agency);
    if (!line) throw new Error(`nobody works for ${job.agency}`);
    line.add(job, dueAt);
  }

  work(agency: AgencyCode, handler: HandoffHandler, options: WorkOptions): void {
    this.lines.set(agency, new Line(handler, options, this.time, this.onFailure, () => this.freed()));
  }

  onFree(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async close(): Promise<void> {
    await Promise.all([...this.lines.values()].map((line) => line.close()));
  }

  private freed(): void {
    for (const listener of this.listeners) listener();
  }
}

/** What comes when a line is so long is not taken; the board has it, and it is looked at again when the line moves on. */
const LONGEST_LINE = 10_000;

interface Waiting {
  readonly job: HandoffJob;
  readonly dueAt: Instant;
}

class Line {
  /** What has been due longest stands first; of one moment, what came first. */
  private readonly waiting: Waiting[] = [];
  private readonly held = new Set<HandoffId>();
  /** Scheduled again while they were worked on: whoever wants them may look once they are free. */
  private readonly wanted = new Set<HandoffId>();
  private readonly running = new Set<HandoffId>();
  private readonly jobs = new Set<Promise<void>>();
  private notBefore: Instant;
  private callOff: (() => void) | undefined;
  private closed = false;

  constructor(
    private readonly handler: HandoffHandler,
    private readonly options: WorkOptions,
    private readonly time: Timekeeper,
    private readonly onFailure: (job: HandoffJob, error: unknown) => void,
    private readonly onFree: () => void,
  ) {
    this.notBefore = time.now();
  }

  add(job: HandoffJob, dueAt: Instant): void {
    const handoffs = job.handoffs.filter((id) => !this.held.has(id));
    for (const id of job.handoffs) if (this.running.has(id)) this.wanted.add(id);
    if (this.closed || handoffs.length === 0 || this.waiting.length >= LONGEST_LINE) return;
    for (const id of handoffs) this.held.add(id);
    const before = this.waiting.findLastIndex((each) => each.dueAt <= dueAt);
    this.waiting.splice(before + 1, 0, { job: { ...job, handoffs }, dueAt });
    this.advance();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.waiting.length = 0;
    this.callOff?.();
    await Promise.all(this.jobs);
  }

  private advance(): void {
    while (!this.closed && this.waiting.length > 0 && this.jobs.size < this.options.concurrency) {
      if (this.waitForRate()) return;
      const next = this.waiting.shift();
      if (next) this.run(next.job);
    }
  }

  /** True while the rate does not allow the next call yet; the line then wakes itself. */
  private waitForRate(): boolean {
    const { ratePerSecond } = this.options;
    if (ratePerSecond === undefined) return false;
    const now = this.time.now();
    if (this.notBefore > now) {
      this.callOff ??= this.time.wakeAt(this.notBefore, () => {
        this.callOff = undefined;
        this.advance();
      });
      return true;
    }
    this.notBefore = plusMillis(now, 1000 / ratePerSecond);
    return false;
  }

  private run(job: HandoffJob): void {
    for (const id of job.handoffs) this.running.add(id);
    const work = this.handler(job)
      .catch((error: unknown) => this.onFailure(job, error))
      .finally(() => {
        this.jobs.delete(work);
        const wanted = job.handoffs.filter((id) => this.letGo(id));
        if (wanted.length > 0) this.onFree();
        this.advance();
      });
    this.jobs.add(work);
  }

  /** True if it was wanted meanwhile. */
  private letGo(id: HandoffId): boolean {
    this.running.delete(id);
    this.held.delete(id);
    return this.wanted.delete(id);
  }
}
