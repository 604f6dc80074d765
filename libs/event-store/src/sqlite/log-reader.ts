import type Database from 'libsql';
import { LogClosed, type Position, type StoredEvent } from '../event-store';
import { ordinalOf, positionOf } from '../ordinal';
import type { Direction, LogCut, LogPage, PagedLog, StreamCut, StreamPage } from '../paging/paged-log';
import { type AppendRow, eventsOf } from './append-row';
import { LogDamaged } from './errors';
import { extentOfLog, pageBytes, pageRows, queryOfLog, queryOfStream } from './queries';

/** How far a log reaches. */
export interface LogExtent {
  readonly events: number;
  readonly streams: number;
  /** The position of the last event; absent in an empty log. */
  readonly end?: Position;
}

type Queries = Readonly<Record<Direction, Database.Statement>>;

/** Reads the log over a connection of its own, a page per query: no transaction outlives a call, so a reader never holds up the writer. */
export class LogReader implements PagedLog {
  readonly #ofLog: Queries;
  readonly #ofStream: Queries;
  readonly #extent: Database.Statement;
  #closed = false;

  constructor(private readonly db: Database.Database) {
    const prepare = (query: (direction: Direction) => string): Queries => ({
      forwards: db.prepare(query('forwards')).raw(),
      backwards: db.prepare(query('backwards')).raw(),
    });
    this.#ofLog = prepare(queryOfLog);
    this.#ofStream = prepare(queryOfStream);
    this.#extent = db.prepare(extentOfLog).raw();
  }

  page({ after, direction, matcher, limit }: LogCut): LogPage {
    const first = direction === 'forwards' ? 1 : Number.MAX_SAFE_INTEGER;
    const start = after === undefined ? first : ordinalOf(after) + (direction === 'forwards' ? 1 : -1);
    const events: StoredEvent[] = [];
    let passedOver = 0;
    const { end, seen } = this.#walk(this.#ofLog[direction], { start, place: 0, direction, limit }, (row, skip, taken) => {
      if (matcher && !matcher.stream(row[2])) {
        passedOver += taken;
        return;
      }
      for (const event of eventsOf(row, direction, skip, taken)) {
        const passes = !matcher || matcher.type(event.type);
        passedOver = passes ? 0 : passedOver + 1;
        if (passes) events.push(event);
      }
    });
    return { events, seen: seen === undefined ? undefined : positionOf(seen), passedOver, end };
  }

  streamPage({ stream, from, direction, limit }: StreamCut): StreamPage {
    const start = direction === 'forwards' ? Math.max(0, from ?? 0) : Math.min(from ?? Infinity, Number.MAX_SAFE_INTEGER);
    const events: StoredEvent[] = [];
    const { end } = this.#walk(this.#ofStream[direction], { start, place: 1, direction, limit, stream }, (row, skip, taken) => {
      for (const event of eventsOf(row, direction, skip, taken)) events.push(event);
    });
    return { events, end };
  }

  extent(after?: Position): LogExtent {
    if (this.#closed) throw new LogClosed();
    const [last, streams] = this.#extent.get([]) as [number, number];
    return {
      events: Math.max(0, last - (after === undefined ? 0 : ordinalOf(after))),
      streams,
      ...(last > 0 && { end: positionOf(last) }),
    };
  }

  turn(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  close(): void {
    if (!this.#closed) this.db.close();
    this.#closed = true;
  }

  /** Shows the appends of one page, each with how many of its events lie before the start and how many are wanted. */
  #walk(query: Database.Statement, cut: Walk, visit: (row: AppendRow, skip: number, taken: number) => void): Walked {
    if (this.#closed) throw new LogClosed();
    const { start, place, direction, limit, stream } = cut;
    if (start < 0) return { end: true, seen: undefined };
    const rowLimit = Math.min(limit, pageRows);
    const rows = query.all(stream === undefined ? [start, rowLimit] : [start, rowLimit, stream]) as AppendRow[];
    let looked = 0;
    let bytes = 0;
    let seen: number | undefined;
    let cutShort = false;
    for (const row of rows) {
      const last = row[place];
      const count = row[3];
      const skip = Math.max(0, direction === 'forwards' ? start - (last - count + 1) : last - start);
      const taken = Math.max(0, Math.min(count - skip, limit - looked));
      cutShort = taken < count - skip;
      if (taken === 0) break;
      try {
        visit(row, skip, taken);
      } catch (error) {
        if (seen === undefined) throw damaged(row, error);
        // What stands before it is told first; the next page begins with it.
        cutShort = true;
        break;
      }
      looked += taken;
      bytes += row[4].byteLength;
      seen = direction === 'forwards' ? last - count + skip + taken : last - skip - taken + 1;
    }
    return { seen, end: !cutShort && rows.length < rowLimit && bytes < pageBytes };
  }
}

function damaged([position, revision, stream, events]: AppendRow, error: unknown): LogDamaged {
  const reason = error instanceof Error ? error.message : String(error);
  return new LogDamaged(stream, [revision - events + 1, revision], positionOf(position), reason);
}

interface Walk {
  readonly start: number;
  /** The column that `start` is compared with: 0, the position, or 1, the revision. */
  readonly place: 0 | 1;
  readonly direction: Direction;
  readonly limit: number;
  readonly stream?: string;
}

interface Walked {
  /** The place of the last event looked at. */
  readonly seen: number | undefined;
  readonly end: boolean;
}
