import type { AgencyCode } from '@lienthong/bundle';
import { instant, type Instant } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { HandoffJob, HandoffQueue, WorkOptions } from '../handoff-queue';

export const POLICE = 'police' as AgencyCode;
export const JUSTICE = 'justice' as AgencyCode;
export const DUE = instant('2026-10-26T03:00:00Z');

export type OnFailure = (job: HandoffJob, error: unknown) => void;

/** A queue for one test. */
export interface QueueFixture {
  /** Opens the queue as one engine does. */
  open(onFailure: OnFailure): Promise<HandoffQueue>;
  /** Removes what was made. The queue is closed before. */
  cleanup(): Promise<void>;
}

/** An engine's side of a queue: its jobs run until the test ends them. */
export class Desk {
  readonly begun: string[] = [];
  readonly ended: string[] = [];
  readonly failures: [string, unknown][] = [];
  /** How often the queue said that it is worth looking again. */
  freed = 0;
  /** The most jobs that ran at the same time. */
  most = 0;
  /** Whether the jobs end by themselves. */
  quick = false;
  private readonly running = new Map<string, (error?: Error) => void>();
  private readonly waiting = new Set<() => void>();

  private constructor(readonly queue: HandoffQueue) {
    queue.onFree(() => this.note(() => this.freed++));
  }

  static async at(fixture: QueueFixture): Promise<Desk> {
    const queue = await fixture.open(({ handoffs }, error) =>
      desk.note(() => {
        desk.failures.push([handoffs.join(' '), error]);
      }),
    );
    const desk = new Desk(queue);
    return desk;
  }

  work(options: WorkOptions, agency = POLICE): void {
    this.queue.work(agency, (job) => this.run(job), options);
  }

  schedule(handoffs: string, dueAt: Instant = DUE, agency = POLICE): void {
    this.queue.schedule({ agency, handoffs: handoffs.split(' ') as HandoffId[] }, dueAt);
  }

  /** Ends a job that runs. */
  end(job: string, error?: Error): void {
    const ends = this.running.get(job);
    if (!ends) throw new Error(`${job} does not run`);
    ends(error);
  }

  /** Ends all jobs, and then the queue. */
  close(): Promise<void> {
    this.quick = true;
    for (const ends of this.running.values()) ends();
    return this.queue.close();
  }

  /** Waits until it is so; looks whenever something happens here, or is said to have happened by {@link look}. */
  until(isSo: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo()) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  begins(...jobs: string[]): Promise<void> {
    return this.until(() => jobs.every((job) => this.begun.includes(job)));
  }

  private run({ handoffs }: HandoffJob): Promise<void> {
    const job = handoffs.join(' ');
    const work = new Promise<void>((resolve, reject) => {
      this.running.set(job, (error) => (error ? reject(error) : resolve()));
      this.most = Math.max(this.most, this.running.size);
      if (this.quick) resolve();
    });
    this.note(() => this.begun.push(job));
    return work.finally(() => {
      this.running.delete(job);
      this.note(() => this.ended.push(job));
    });
  }

  /** Looks whether that has come for which somebody waits. */
  look(): void {
    for (const look of [...this.waiting]) look();
  }

  private note(what: () => void): void {
    what();
    this.look();
  }
}
