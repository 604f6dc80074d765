import type Database from 'libsql';
import { judge } from '../expectation';
import { frameIds } from './frame';
import { createLog } from './schema';
import { type StreamState, WrittenStreams } from './written-streams';
import type { AppendOutcome, AppendRequest } from './writer-messages';

interface Written {
  readonly kind: 'written';
  readonly outcomes: AppendOutcome[];
}

type Refused = Extract<AppendOutcome, { kind: 'failed' | 'unknown' }>;

/** The one writer of a log: a group of appends is one transaction and one disk sync. Knows nothing of threads. */
export class LogWriter {
  readonly #streams: WrittenStreams;
  readonly #begin: Database.Statement;
  readonly #commit: Database.Statement;
  readonly #insert: Database.Statement;
  readonly #end: Database.Statement;
  /** Of the log's last event. */
  #ordinal: number;
  /** What is remembered may be wrong since the last transaction came to nothing. */
  #abandoned = false;
  #commits = 0;

  /** @throws LogFormatError the file is no log; it is left as it was */
  constructor(
    private readonly db: Database.Database,
    path: string,
  ) {
    createLog(db, path);
    db.exec('PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864;');
    this.#streams = new WrittenStreams(db);
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
    this.#insert = db.prepare('INSERT INTO appends (position, stream, last_revision, events, frame) VALUES (?, ?, ?, ?, ?)');
    this.#end = db.prepare('SELECT coalesce(max(position), 0) FROM appends').raw();
    this.#ordinal = this.#lastOrdinal();
  }

  /** Transactions that brought something to the disk so far. */
  get commits(): number {
    return this.#commits;
  }

  /**
   * Writes a group in one transaction, on the disk when this returns. A conflict concerns only its own append. When the disk refuses the
   * group, each append is tried alone, so that one that is too big for what is left does not take the others with it.
   */
  write(group: readonly AppendRequest[]): AppendOutcome[] {
    const together = this.#together(group);
    if (together.kind === 'written') return together.outcomes;
    if (group.length === 1) return [together];
    const alone = group.flatMap((request) => this.write([request]));
    // What may already be on the disk from the first attempt is not known to be absent because the second was refused.
    return together.kind === 'failed'
      ? alone
      : alone.map((outcome) => (outcome.kind === 'failed' ? { ...outcome, kind: 'unknown' } : outcome));
  }

  close(): void {
    this.db.close();
  }

  #together(group: readonly AppendRequest[]): Written | Refused {
    let committing = false;
    try {
      this.#begin.run([]);
      if (this.#abandoned) this.#ordinal = this.#lastOrdinal();
      this.#abandoned = false;
      const before = this.#ordinal;
      const outcomes = group.map((request) => this.#put(request));
      this.#streams.save();
      committing = true;
      this.#commit.run([]);
      if (this.#ordinal > before) this.#commits++;
      return { kind: 'written', outcomes };
    } catch (error) {
      this.#abandon();
      const { code = 'error', message } = error as { code?: string; message: string };
      // A failed sync says nothing about what is on the disk; everything else is refused before the end of the transaction is written.
      const unknown = committing && code.startsWith('SQLITE_IOERR');
      return { kind: unknown ? 'unknown' : 'failed', reason: `${code}: ${message}` };
    }
  }

  #put({ stream: name, expected, events, frame }: AppendRequest): AppendOutcome {
    const stream = this.#streams.find(name);
    const last = stream?.last ?? -1;
    const batch = { count: events, ids: () => frameIds(Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength)) };
    const verdict = judge(expected, batch, {
      last,
      idsFrom: (revision, count) => (stream ? this.#streams.ids(stream, revision, count) : []),
    });
    if (verdict.kind === 'conflict') return { kind: 'conflict', actual: last };
    if (verdict.kind === 'known') return this.#known(stream, verdict.revision, events);

    const { key, last: revision } = this.#streams.advance(name, stream, events);
    this.#ordinal += events;
    this.#insert.run([this.#ordinal, key, revision, events, frame]);
    return { kind: 'stored', revision, ordinal: this.#ordinal };
  }

  #known(stream: StreamState | undefined, revision: number, events: number): AppendOutcome {
    if (!stream || events === 0) return { kind: 'stored', revision };
    return { kind: 'stored', revision, ordinal: this.#streams.ordinal(stream, revision), known: true };
  }

  #abandon(): void {
    // SQLite has rolled back by itself after some errors, a full disk among them.
    if (this.db.inTransaction) this.db.exec('ROLLBACK');
    this.#streams.forget();
    this.#abandoned = true;
  }

  #lastOrdinal(): number {
    const [ordinal] = this.#end.get([]) as [number];
    return ordinal;
  }
}
