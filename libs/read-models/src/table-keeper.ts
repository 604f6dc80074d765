import type { Instant } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import type { OnCommit } from './projector';

/** Who keeps the tables true to the log, and alone writes them: in this thread, in another one, or in another process. */
export interface TableKeeper {
  /** Up to where the tables are true. */
  position(): Position | undefined;
  /** Calls back after each commit, when a reader can see it. Returns what ends it. */
  onCommit(listener: OnCommit): () => void;
  /** See {@link HandoffBoard.postpone}; resolves when a reader can see it. */
  postpone(handoffs: readonly HandoffId[], until: Instant, trouble?: string): Promise<void>;
}
