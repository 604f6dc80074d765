import type { AgencyCode } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';

/** Wakes a worker for handoffs with one agency. Only ids: what is to be done, the stream says. */
export interface HandoffJob {
  readonly agency: AgencyCode;
  /** One, or several that are asked about together. */
  readonly handoffs: readonly HandoffId[];
}

export type HandoffHandler = (job: HandoffJob) => Promise<void>;

export interface WorkOptions {
  readonly concurrency: number;
  readonly ratePerSecond?: number;
}

/**
 * The port to the queue. It only wakes: a job may be lost (a sweep finds what the log says is due) or come twice (the stream
 * lets only one attempt through), and nothing is lost or doubled by it. What is not due yet is not scheduled: the log has its time.
 *
 * Several engines may share one queue; the limits of an agency then hold for all of them together.
 * `queue-conformance/` holds the tests that every adapter passes.
 */
export interface HandoffQueue {
  /** Why nothing can be scheduled or taken at present, in one line; nothing while all is well. */
  readonly trouble: string | undefined;
  /**
   * Has the job done as soon as the agency's limits allow. A handoff that waits or is being worked on is not taken twice. Returns at
   * once and fails only for an agency that nobody works for: what cannot be taken now is left to the sweep.
   * @param dueAt since when the oldest of the handoffs is due; what has been due longest goes first
   */
  schedule(job: HandoffJob, dueAt: Instant): void;
  /**
   * Calls back when it is worth looking again at what is due: handoffs are free that were scheduled in vain while they were worked on, or
   * the queue is there again after it was away. Returns what ends it.
   */
  onFree(listener: () => void): () => void;
  /** Starts working for an agency. A handler that throws has its handoffs reported to `onFailure`. */
  work(agency: AgencyCode, handler: HandoffHandler, options: WorkOptions): void;
  /** Takes nothing new and waits until what runs is done. */
  close(): Promise<void>;
}
