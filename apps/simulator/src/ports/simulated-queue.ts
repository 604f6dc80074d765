import type { AgencyCode } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { HandoffHandler, HandoffJob, HandoffQueue, WorkOptions } from '@lienthong/handoff';
import type { Faults } from '../core/faults';
import type { Process } from '../core/process';
import type { World } from '../core/world';

/** A queue that keeps its contract and no more: jobs are lost, come twice, and come late. */
export class SimulatedQueue implements HandoffQueue {
  readonly trouble = undefined;
  private readonly handlers = new Map<AgencyCode, HandoffHandler>();

  constructor(
    private readonly inner: HandoffQueue,
    private readonly process: Process,
    private readonly world: World,
    private readonly faults: Faults,
    private readonly onFailure: (job: HandoffJob, error: unknown) => void,
  ) {}

  schedule(job: HandoffJob, dueAt: Instant): void {
    const { world, process, faults } = this;
    const name = faults.numbered(`${process.name} queues ${job.handoffs.join(' ')}`);
    if (faults.strikes('job-lost', name)) return;
    if (faults.strikes('job-late', name)) {
      process.after(world.chance.between(100, 120_000, name), () => this.inner.schedule(job, dueAt));
      return;
    }
    this.inner.schedule(job, dueAt);
    if (!faults.strikes('job-doubled', name)) return;
    // As where a worker was taken for dead: two are at it, whatever the line holds.
    process.after(world.chance.between(0, 50, name), () => {
      this.handlers
        .get(job.agency)?.(job)
        .catch((error: unknown) => this.onFailure(job, error));
    });
  }

  onFree(listener: () => void): () => void {
    return this.inner.onFree(listener);
  }

  work(agency: AgencyCode, handler: HandoffHandler, options: WorkOptions): void {
    this.handlers.set(agency, handler);
    this.inner.work(agency, handler, options);
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
