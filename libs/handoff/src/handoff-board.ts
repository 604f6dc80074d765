import type { AgencyCode } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { HandoffId, Step } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';

export interface DueHandoff {
  readonly handoff: HandoffId;
  readonly agency: AgencyCode;
  readonly step: Step;
  readonly dueAt: Instant;
}

/** The port to the list of handoffs for which the engine has something to do at some time. Derived from the log. */
export interface HandoffBoard {
  /** Up to where in the log the list is true, as far as is known here; nothing before anything was read. */
  position(): Position | undefined;
  /** What is due with one agency by `now`, oldest first. */
  due(agency: AgencyCode, now: Instant, limit: number): Promise<readonly DueHandoff[]>;
  /** The next moment after `now` at which something becomes due with an agency. */
  nextDueAfter(agency: AgencyCode, now: Instant): Promise<Instant | undefined>;
  /**
   * Looks at handoffs again at `until`, unless an event of theirs comes before. Kept here only, not in the log.
   * @param trouble why nothing could be done, shown to operators: a code of the agency's catalogue, or of our own
   */
  postpone(handoffs: readonly HandoffId[], until: Instant, trouble?: string): Promise<void>;
  /** Calls back after each change of the list. Returns what ends it. */
  onChange(listener: () => void): () => void;
}
