import type { ExpectedRevision, NewEvent, StoredEvent, StreamName } from '../../event-store';
import { judge } from '../../expectation';
import { MemoryLog } from '../../memory/memory-log';
import { Subscriptions } from '../../paging/subscriptions';

export type Appended = { readonly kind: 'stored'; readonly last: StoredEvent } | { readonly kind: 'conflict'; readonly actual: number };

/** What all nodes of the façade hold: the log in memory, without the limits that the port puts before it. */
export class FacadeLog {
  readonly pages = new MemoryLog();
  readonly subscriptions = new Subscriptions(this.pages);
  /** By event id; the log beneath does not keep them. */
  readonly contentTypes = new Map<string, string>();

  /** Idempotent by event id, without a word that it was: as the server's append. */
  append(stream: string, events: readonly NewEvent[], expected: ExpectedRevision): Appended {
    const name = stream as StreamName;
    const stored = this.pages.stream(name);
    const verdict = judge(
      expected,
      { count: events.length, ids: () => events.map(({ id }) => id) },
      { last: stored.length - 1, idsFrom: (revision, count) => stored.slice(revision, revision + count).map(({ id }) => id) },
    );
    if (verdict.kind === 'conflict') return { kind: 'conflict', actual: stored.length - 1 };
    if (verdict.kind === 'known') return { kind: 'stored', last: stored[verdict.revision] as StoredEvent };
    const last = this.pages.add(name, events);
    this.subscriptions.committed();
    return { kind: 'stored', last };
  }
}
