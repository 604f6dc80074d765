import type { AgencyCode } from '@lienthong/bundle';
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
 * lets only one attempt through), and nothing is lost or doubled by it.
 */
export interface HandoffQueue {
  /**
   * Has the job done as soon as the agency's limits allow. A handoff that waits or is being worked on is not taken twice.
   */
  schedule(job: HandoffJob): void;
  /**
   * Calls back when handoffs are free that were scheduled in vain while they were worked on: something may have changed for them
   * meanwhile. Returns what ends it.
   */
  onFree(listener: () => void): () => void;
  /** Starts working for an agency. A handler that throws has its handoffs reported to `onFailure`. */
  work(agency: AgencyCode, handler: HandoffHandler, options: WorkOptions): void;
  /** Takes nothing new and waits until what runs is done. */
  close(): Promise<void>;
}
