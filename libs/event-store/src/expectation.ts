import type { ExpectedRevision } from './event-store';

/** What an append needs to know of the stream it goes to. */
export interface StreamTail {
  /** The stream's last revision, or -1 if it does not exist. */
  readonly last: number;
  /** The ids of so many events from a revision on; fewer where the stream ends. */
  idsFrom(revision: number, count: number): readonly string[];
}

/** What is to be appended. The ids are asked for only when they matter: taking them out of stored bytes costs. */
export interface Batch {
  readonly count: number;
  ids(): readonly string[];
}

export type Verdict =
  | { readonly kind: 'write' }
  /** Nothing is to be written: the batch stands already, its last event at this revision. */
  | { readonly kind: 'known'; readonly revision: number }
  | { readonly kind: 'conflict' };

const write: Verdict = { kind: 'write' };
const conflict: Verdict = { kind: 'conflict' };

/** Decides on an append by the rules that {@link EventStore.append} states. Every adapter that keeps streams itself asks here. */
export function judge(expected: ExpectedRevision, batch: Batch, stream: StreamTail): Verdict {
  if (batch.count === 0) return holds(expected, stream.last) ? { kind: 'known', revision: stream.last } : conflict;
  if (expected === 'exists' && stream.last < 0) return conflict;
  if (expected === 'any' || expected === 'exists') return judgeTail(batch, stream);

  const base = expected === 'none' ? -1 : expected;
  if (base === stream.last) return write;
  if (base > stream.last) return conflict;
  return knownBehind(base, batch, stream) ? { kind: 'known', revision: base + batch.count } : conflict;
}

function holds(expected: ExpectedRevision, last: number): boolean {
  if (expected === 'any') return true;
  if (expected === 'exists') return last >= 0;
  return last === (expected === 'none' ? -1 : expected);
}

/** Without a revision only the stream's end can tell: is the batch there, or does it overlap with what is there? */
function judgeTail(batch: Batch, stream: StreamTail): Verdict {
  const [lastId] = stream.last < 0 ? [] : stream.idsFrom(stream.last, 1);
  if (lastId === undefined || !batch.ids().includes(lastId)) return write;
  return knownBehind(stream.last - batch.count, batch, stream) ? { kind: 'known', revision: stream.last } : conflict;
}

function knownBehind(base: number, batch: Batch, stream: StreamTail): boolean {
  if (base < -1 || base + batch.count > stream.last) return false;
  const stored = stream.idsFrom(base + 1, batch.count);
  return batch.ids().every((id, at) => stored[at] === id);
}
