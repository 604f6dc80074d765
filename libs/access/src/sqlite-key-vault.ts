import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fdatasync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { Fingerprints } from './fingerprints';
import { ErasureIncomplete, KeyErased, KeyWriteFailed, type KeyVault } from './key-vault';
import { masterKeyFingerprint, WrongMasterKey, type MasterKey } from './master-key';
import { seal, unseal, type SubjectKey } from './seal';

type Row = { readonly wrapped: Buffer | null };
type Waiting = { readonly subject: string; resolve(key: SubjectKey): void; reject(error: unknown): void };

const CACHED_KEYS = 10_000;
const REMEMBERED_ABSENT = 10_000;

/**
 * Keys in a SQLite file of their own, wrapped by the master key. Deleted keys are overwritten with zeros
 * (`secure_delete`), and the write-ahead log, which may hold their last copy, is emptied after an erasure.
 * New keys that are asked for together share one transaction; its sync happens beside the main thread, which has other things to do.
 */
export class SqliteKeyVault implements KeyVault {
  private readonly cache = new Map<string, SubjectKey>();
  /** Subjects that have no row. Where nobody but this vault makes one, nobody has to look again. */
  private readonly absent = new Set<string>();
  private waiting: Waiting[] = [];
  private making = false;
  private readonly fingerprints: Fingerprints;
  private readonly insert: Database.Statement;
  private readonly select: Database.Statement;

  private constructor(
    private readonly db: Database.Database,
    private readonly master: MasterKey,
    /** The write-ahead log, to be synced after commits; none when only reading. */
    private readonly log: number | undefined,
    /** Which keys these are, wherever they are copied to. */
    readonly id: string,
    /** Others make and erase keys in the same file: nothing is remembered. */
    private readonly shared: boolean,
  ) {
    this.fingerprints = new Fingerprints(master);
    this.insert = db.prepare('INSERT OR IGNORE INTO subject_key (subject, wrapped) VALUES (?, ?)');
    this.select = db.prepare('SELECT wrapped FROM subject_key WHERE subject = ?');
  }

  /**
   * Opens or makes the file. `readOnly` for inspectors, `shared` where other processes of this machine write to it, too.
   * @throws WrongMasterKey the master key is not the one the keys were wrapped with
   */
  static open(file: string, master: MasterKey, { readOnly = false, shared = false } = {}): SqliteKeyVault {
    if (!readOnly) mkdirSync(dirname(file), { recursive: true });
    const db = readOnly ? openToRead(file) : new Database(file);
    db.pragma('busy_timeout = 5000');
    if (!readOnly) {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('secure_delete = ON');
      db.exec(`
        CREATE TABLE IF NOT EXISTS master (fingerprint BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS subject_key (subject TEXT PRIMARY KEY, wrapped BLOB) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS vault (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), id TEXT NOT NULL);
      `);
      db.prepare('INSERT OR IGNORE INTO vault (only_one, id) VALUES (1, ?)').run([randomUUID()]);
    }
    checkMaster(db, master, file, readOnly);
    // What follows is synced by hand. From here on the log stays the same file, as long as this connection is open.
    if (!readOnly) db.pragma('synchronous = NORMAL');
    return new SqliteKeyVault(db, master, readOnly ? undefined : openSync(`${file}-wal`, 'r+'), idIn(db), shared);
  }

  /** The fingerprint of the master key with which the keys of this file were wrapped; nothing in a file without one. */
  static masterKeyOf(file: string): string | undefined {
    const db = openToRead(file);
    try {
      return fingerprintIn(db);
    } finally {
      db.close();
    }
  }

  /** See `id`; a file that has none yet gets one. @throws WrongMasterKey */
  static idOf(file: string, master: MasterKey): string {
    openToRead(file).close(); // a missing file is an error, and not made
    const vault = SqliteKeyVault.open(file, master, { shared: true });
    vault.close();
    return vault.id;
  }

  async keyFor(subject: string): Promise<SubjectKey> {
    const row = this.lookUp(subject);
    if (row === 'erased') throw new KeyErased(subject);
    if (row) return row;
    return new Promise((resolve, reject) => {
      this.waiting.push({ subject, resolve, reject });
      if (!this.making) this.making = setImmediate(() => void this.makeKeys()) !== undefined;
    });
  }

  find(subject: string): SubjectKey | undefined {
    const row = this.lookUp(subject);
    return row === 'erased' ? undefined : row;
  }

  async erase(subject: string): Promise<boolean> {
    this.cache.delete(subject);
    this.absent.delete(subject);
    const before = this.select.get(subject) as Row | undefined;
    // Also where there is no key yet: an erased subject never gets one.
    const erase = 'INSERT INTO subject_key (subject, wrapped) VALUES (?, NULL) ON CONFLICT (subject) DO UPDATE SET wrapped = NULL';
    this.db.prepare(erase).run(subject);
    // A checkpoint syncs the log before it empties it, whatever the commit itself did.
    const [{ busy } = { busy: 1 }] = this.db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    // The key is gone for every reader; a copy may still stand in the write-ahead log until it is emptied.
    if (busy !== 0) throw new ErasureIncomplete(subject);
    return before !== undefined;
  }

  fingerprint(text: string): string {
    return this.fingerprints.of(text);
  }

  close(): void {
    if (this.log !== undefined) closeSync(this.log);
    this.db.close();
  }

  private lookUp(subject: string): SubjectKey | 'erased' | undefined {
    const cached = this.cache.get(subject);
    if (cached) return cached;
    if (this.absent.has(subject)) return undefined;
    const row = this.select.get(subject) as Row | undefined;
    if (!row) return this.rememberAbsent(subject);
    return row.wrapped ? this.remember(subject, apart(unseal(this.master, row.wrapped, subject))) : 'erased';
  }

  /** Makes the keys that are waited for, group after group: those that come while the disk works are the next group. */
  private async makeKeys(): Promise<void> {
    while (this.waiting.length > 0) {
      const asked = this.waiting;
      this.waiting = [];
      try {
        const keys = this.store(asked.map(({ subject }) => subject));
        await this.sync();
        for (const [i, { subject, resolve, reject }] of asked.entries()) {
          // Of two askers for one subject, both get the key that was stored.
          const key = keys[i] ?? this.lookUp(subject);
          if (key === undefined || key === 'erased') reject(new KeyErased(subject));
          else resolve(this.remember(subject, key));
        }
      } catch (error) {
        const failure = new KeyWriteFailed(error instanceof Error ? error.message : String(error));
        for (const { reject } of asked) reject(failure);
      }
    }
    this.making = false;
  }

  /** Writes a new key for each subject that has none, in one transaction. @returns the new ones, at the places of their subjects */
  private store(subjects: readonly string[]): (SubjectKey | undefined)[] {
    try {
      // By hand: libsql's transaction() rolls back what SQLite has rolled back already on a full disk, and hides the cause.
      this.db.exec('BEGIN IMMEDIATE');
      const keys = subjects.map((subject) => {
        const key = randomBytes(32) as SubjectKey;
        this.absent.delete(subject);
        return this.insert.run(subject, seal(this.master, key, subject)).changes > 0 ? key : undefined;
      });
      this.db.exec('COMMIT');
      return keys;
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }

  private sync(): Promise<void> {
    const { log } = this;
    if (log === undefined) return Promise.resolve();
    return new Promise((resolve, reject) => fdatasync(log, (error) => (error ? reject(error) : resolve())));
  }

  private rememberAbsent(subject: string): undefined {
    if (this.log === undefined || this.shared) return;
    if (this.absent.size >= REMEMBERED_ABSENT) this.absent.clear();
    this.absent.add(subject);
  }

  private remember(subject: string, key: SubjectKey): SubjectKey {
    if (this.shared) return key;
    const [oldest] = this.cache.keys();
    if (oldest !== undefined && this.cache.size >= CACHED_KEYS) this.cache.delete(oldest);
    this.cache.set(subject, key);
    return key;
  }
}

/** In memory of its own: a piece of Node's pool would keep 8 KiB of it for as long as the key is remembered. */
function apart(key: Buffer): SubjectKey {
  const own = Buffer.allocUnsafeSlow(key.length);
  key.copy(own);
  return own as SubjectKey;
}

function checkMaster(db: Database.Database, master: MasterKey, file: string, readOnly: boolean): void {
  const fingerprint = masterKeyFingerprint(master);
  const wrappedWith = fingerprintIn(db);
  if (wrappedWith !== undefined && wrappedWith !== fingerprint) {
    throw new WrongMasterKey(`${file} was sealed with another master key: start with that one (LIENTHONG_MASTER_KEY_FILE)`);
  }
  // In an array: libsql takes a lone object for named parameters.
  if (wrappedWith === undefined && !readOnly) {
    db.prepare('INSERT INTO master (fingerprint) VALUES (?)').run([Buffer.from(fingerprint, 'hex')]);
  }
}

/** libsql has no read-only option of its own; SQLite's URI has. */
const openToRead = (file: string): Database.Database => new Database(`${pathToFileURL(file).href}?mode=ro`);

/** Nothing in a file that no engine has opened since vaults have one. */
function idIn(db: Database.Database): string {
  if (!db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'vault'").get()) return '';
  const row = db.prepare('SELECT id FROM vault').get() as { id: string } | undefined;
  return row?.id ?? '';
}

function fingerprintIn(db: Database.Database): string | undefined {
  const row = db.prepare('SELECT fingerprint FROM master').get() as { fingerprint: Buffer } | undefined;
  return row?.fingerprint.toString('hex');
}
