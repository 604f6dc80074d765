import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { ErasureIncomplete, KeyErased, type KeyVault } from './key-vault';
import { WrongMasterKey, type MasterKey } from './master-key';
import { seal, unseal, type SubjectKey } from './seal';

type Row = { readonly wrapped: Buffer | null };
type Waiting = { readonly subject: string; resolve(key: SubjectKey): void; reject(error: unknown): void };

const CACHED_KEYS = 10_000;

/**
 * Keys in a SQLite file of their own, wrapped by the master key. Deleted keys are overwritten with zeros
 * (`secure_delete`), and the write-ahead log, which may hold their last copy, is emptied after an erasure.
 * New keys that are asked for together share one synced transaction.
 */
export class SqliteKeyVault implements KeyVault {
  private readonly cache = new Map<string, SubjectKey>();
  private waiting: Waiting[] = [];

  private constructor(
    private readonly db: Database.Database,
    private readonly master: MasterKey,
  ) {}

  /** Opens or makes the file. `readOnly` for inspectors. Throws if the master key is not the one the keys were wrapped with. */
  static open(file: string, master: MasterKey, { readOnly = false } = {}): SqliteKeyVault {
    if (!readOnly) mkdirSync(dirname(file), { recursive: true });
    // libsql has no read-only option of its own; SQLite's URI has.
    const db = new Database(readOnly ? `${pathToFileURL(file).href}?mode=ro` : file);
    db.pragma('busy_timeout = 5000');
    if (!readOnly) {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('secure_delete = ON');
      db.exec(`
        CREATE TABLE IF NOT EXISTS master (fingerprint BLOB NOT NULL);
        CREATE TABLE IF NOT EXISTS subject_key (subject TEXT PRIMARY KEY, wrapped BLOB) WITHOUT ROWID;
      `);
    }
    const vault = new SqliteKeyVault(db, master);
    vault.checkMaster(file, readOnly);
    return vault;
  }

  async keyFor(subject: string): Promise<SubjectKey> {
    const row = this.lookUp(subject);
    if (row === 'erased') throw new KeyErased(subject);
    if (row) return row;
    return new Promise((resolve, reject) => {
      if (this.waiting.push({ subject, resolve, reject }) === 1) setImmediate(() => this.makeKeys());
    });
  }

  find(subject: string): SubjectKey | undefined {
    const row = this.lookUp(subject);
    return row === 'erased' ? undefined : row;
  }

  async erase(subject: string): Promise<boolean> {
    this.cache.delete(subject);
    const before = this.db.prepare('SELECT wrapped FROM subject_key WHERE subject = ?').get(subject) as Row | undefined;
    // Also where there is no key yet: an erased subject never gets one.
    const erase = 'INSERT INTO subject_key (subject, wrapped) VALUES (?, NULL) ON CONFLICT (subject) DO UPDATE SET wrapped = NULL';
    this.db.prepare(erase).run(subject);
    const [{ busy } = { busy: 1 }] = this.db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    // The key is gone for every reader; a copy may still stand in the write-ahead log until it is emptied.
    if (busy !== 0) throw new ErasureIncomplete(subject);
    return before !== undefined;
  }

  close(): void {
    this.db.close();
  }

  private lookUp(subject: string): SubjectKey | 'erased' | undefined {
    const cached = this.cache.get(subject);
    if (cached) return cached;
    const row = this.db.prepare('SELECT wrapped FROM subject_key WHERE subject = ?').get(subject) as Row | undefined;
    if (!row) return undefined;
    return row.wrapped ? this.remember(subject, unseal(this.master, row.wrapped, subject) as SubjectKey) : 'erased';
  }

  private makeKeys(): void {
    const asked = this.waiting;
    this.waiting = [];
    try {
      // By hand: libsql's transaction() rolls back what SQLite has rolled back already on a full disk, and hides the cause.
      const insert = this.db.prepare('INSERT OR IGNORE INTO subject_key (subject, wrapped) VALUES (?, ?)');
      this.db.exec('BEGIN IMMEDIATE');
      for (const { subject } of asked) insert.run(subject, seal(this.master, randomBytes(32), subject));
      this.db.exec('COMMIT');
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      for (const { reject } of asked) reject(error);
      return;
    }
    // Read back: of two askers for one subject, both get the key that was stored.
    for (const { subject, resolve, reject } of asked) {
      const key = this.lookUp(subject);
      if (key === undefined || key === 'erased') reject(new KeyErased(subject));
      else resolve(key);
    }
  }

  private remember(subject: string, key: SubjectKey): SubjectKey {
    const [oldest] = this.cache.keys();
    if (oldest !== undefined && this.cache.size >= CACHED_KEYS) this.cache.delete(oldest);
    this.cache.set(subject, key);
    return key;
  }

  private checkMaster(file: string, readOnly: boolean): void {
    const fingerprint = createHash('sha256').update('lienthong master key').update(this.master).digest();
    const row = this.db.prepare('SELECT fingerprint FROM master').get() as { fingerprint: Buffer } | undefined;
    if (row && !fingerprint.equals(row.fingerprint)) {
      throw new WrongMasterKey(`${file} was sealed with another master key: start with that one (LIENTHONG_MASTER_KEY_FILE)`);
    }
    // In an array: libsql takes a lone object for named parameters.
    if (!row && !readOnly) this.db.prepare('INSERT INTO master (fingerprint) VALUES (?)').run([fingerprint]);
  }
}
