import type Database from 'libsql';
import { frameIds } from './frame';

export interface StreamState {
  readonly key: number;
  readonly name: string;
  /** Its last revision. */
  last: number;
}

/** How many streams are remembered; some 10 MB. The rest is looked up. */
const remembered = 50_000;

/** The streams as the writer sees them, inside its transaction. Remembers those it met, and writes their new ends once per group. */
export class WrittenStreams {
  readonly #known = new Map<string, StreamState>();
  readonly #moved = new Set<StreamState>();
  readonly #find: Database.Statement;
  readonly #insert: Database.Statement;
  readonly #update: Database.Statement;
  readonly #appends: Database.Statement;

  constructor(db: Database.Database) {
    this.#find = db.prepare('SELECT key, last_revision FROM streams WHERE name = ?').raw();
    this.#insert = db.prepare('INSERT INTO streams (name, last_revision) VALUES (?, ?)');
    this.#update = db.prepare('UPDATE streams SET last_revision = ? WHERE key = ?');
    this.#appends = db
      .prepare(
        'SELECT position, last_revision, events, frame FROM appends WHERE stream = ? AND last_revision >= ? ORDER BY last_revision LIMIT 1',
      )
      .raw();
  }

  find(name: string): StreamState | undefined {
    const known = this.#known.get(name);
    if (known) return known;
    const row = this.#find.get([name]) as [number, number] | undefined;
    return row && this.#remember({ key: row[0], name, last: row[1] });
  }

  /** Moves a stream's end by so many events; a stream not met before begins. */
  advance(name: string, stream: StreamState | undefined, events: number): StreamState {
    if (!stream) {
      const { lastInsertRowid } = this.#insert.run([name, events - 1]);
      return this.#remember({ key: Number(lastInsertRowid), name, last: events - 1 });
    }
    stream.last += events;
    this.#moved.add(stream);
    return stream;
  }

  /** Call at the end of a group: the moved ends go into the table. */
  save(): void {
    for (const { last, key } of this.#moved) this.#update.run([last, key]);
    this.#moved.clear();
    if (this.#known.size > remembered) this.#known.clear();
  }

  /** Call after a transaction that came to nothing. */
  forget(): void {
    this.#known.clear();
    this.#moved.clear();
  }

  /** The ids of so many stored events from a revision on. */
  ids(stream: StreamState, revision: number, count: number): string[] {
    const ids: string[] = [];
    while (ids.length < count) {
      const append = this.#appendAt(stream, revision + ids.length);
      if (!append) break;
      const skipped = revision + ids.length - append.first;
      for (const id of frameIds(append.frame).slice(skipped, skipped + count - ids.length)) ids.push(id);
    }
    return ids;
  }

  /** The ordinal in the log of a stored event. */
  ordinal(stream: StreamState, revision: number): number {
    const append = this.#appendAt(stream, revision);
    if (!append) throw new Error(`damaged log: ${stream.name} has no revision ${revision}`);
    return append.firstOrdinal + revision - append.first;
  }

  #appendAt({ key }: StreamState, revision: number): { first: number; firstOrdinal: number; frame: Buffer } | undefined {
    const row = this.#appends.get([key, revision]) as [number, number, number, Buffer] | undefined;
    if (!row) return undefined;
    const [position, last, events, frame] = row;
    return { first: last - events + 1, firstOrdinal: position - events + 1, frame };
  }

  #remember(state: StreamState): StreamState {
    this.#known.set(state.name, state);
    return state;
  }
}
