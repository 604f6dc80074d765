import { randomBytes, randomUUID } from 'node:crypto';
import { openPool } from '@lienthong/postgres';
import type { Pool } from 'pg';
import { Fingerprints } from '../fingerprints';
import { KeyErased, KeysUnavailable, KeyWriteFailed, type KeyVault } from '../key-vault';
import { masterKeyFingerprint, WrongMasterKey, type MasterKey } from '../master-key';
import { seal, unseal, type SubjectKey } from '../seal';
import { KEYS_SCHEMA, makeOrFindVault } from './vault-tables';

/** A subject's key, wrapped by the master key; none once it was erased. */
export interface WrappedKey {
  readonly subject: string;
  readonly wrapped: Buffer | null;
}
type Waiting = { readonly subject: string; resolve(key: SubjectKey): void; reject(error: unknown): void };

const CONNECTIONS = 4;

/**
 * Keys in PostgreSQL, wrapped by the master key, for engines on several machines. Nothing is remembered: what one engine erases, no other
 * one opens any more. Keys that are asked for together are made by one statement, whose commit is on the disk when it answers.
 */
export class PostgresKeyVault implements KeyVault {
  private waiting: Waiting[] = [];
  private making: Promise<void> | undefined;
  private readonly fingerprints: Fingerprints;

  private constructor(
    private readonly pool: Pool,
    private readonly master: MasterKey,
    /** Which keys these are, wherever they are copied to. */
    readonly id: string,
  ) {
    this.fingerprints = new Fingerprints(master);
  }

  /**
   * Opens the keys, or makes the tables in a database that has none.
   * @param url `postgres://…`
   * @param id of a vault that is made now; one that is there keeps its own
   * @throws WrongMasterKey the master key is not the one the keys were wrapped with
   */
  static async open(url: string, master: MasterKey, id: string = randomUUID()): Promise<PostgresKeyVault> {
    const pool = openPool(url, { schema: KEYS_SCHEMA, max: CONNECTIONS, durable: true });
    try {
      const fingerprint = masterKeyFingerprint(master);
      const vault = await makeOrFindVault(pool, id, fingerprint);
      if (vault.master === fingerprint) return new PostgresKeyVault(pool, master, vault.id);
      throw new WrongMasterKey(
        'the keys in PostgreSQL were sealed with another master key: start with that one (LIENTHONG_MASTER_KEY_FILE)',
      );
    } catch (error) {
      await pool.end();
      throw error;
    }
  }

  keyFor(subject: string): Promise<SubjectKey> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ subject, resolve, reject });
      this.making ??= this.makeKeys();
    });
  }

  async find(subject: string): Promise<SubjectKey | undefined> {
    const [row] = await this.select([subject]);
    return row?.wrapped ? this.unwrap(subject, row.wrapped) : undefined;
  }

  /**
   * The row keeps no key from the commit on. PostgreSQL keeps the former version of the row on its disk until the space is used again, and
   * in its write-ahead log and backups as long as those are kept: wrapped, so that it is of no use without the master key.
   */
  async erase(subject: string): Promise<boolean> {
    const { rows } = await this.pool.query<{ known: boolean }>(
      `with before as (select 1 from subject_key where subject = $1),
            erased as (insert into subject_key (subject, wrapped) values ($1, null)
                       on conflict (subject) do update set wrapped = null returning 1)
       select exists (select 1 from before) as known from erased`,
      [subject],
    );
    return rows[0]?.known === true;
  }

  fingerprint(text: string): string {
    return this.fingerprints.of(text);
  }

  /** Takes over keys as they are, wrapped by the same master key. What is there already stays as it is. @returns how many are new */
  async takeOver(keys: readonly WrappedKey[]): Promise<number> {
    return (await this.insert(keys)).size;
  }

  /** As these subjects' keys are kept. */
  wrapped(subjects: readonly string[]): Promise<readonly WrappedKey[]> {
    return this.select(subjects);
  }

  async close(): Promise<void> {
    await this.making;
    await this.pool.end();
  }

  /** Makes the keys that are waited for, group after group: those that come while the server works are the next group. */
  private async makeKeys(): Promise<void> {
    await Promise.resolve(); // whoever asks in the same breath is in the same group
    while (this.waiting.length > 0) {
      const asked = this.waiting;
      this.waiting = [];
      try {
        const keys = await this.keysOf(new Set(asked.map(({ subject }) => subject)));
        for (const { subject, resolve, reject } of asked) {
          const key = keys.get(subject);
          if (key) resolve(key);
          else reject(new KeyErased(subject));
        }
      } catch (error) {
        const failure = error instanceof KeysUnavailable ? error : new KeyWriteFailed(reasonOf(error));
        for (const { reject } of asked) reject(failure);
      }
    }
    this.making = undefined;
  }

  /** The keys of these subjects, made where there is none; without those that were erased. */
  private async keysOf(subjects: ReadonlySet<string>): Promise<ReadonlyMap<string, SubjectKey>> {
    const drafts = [...subjects].map((subject) => ({ subject, key: randomBytes(32) as SubjectKey }));
    const made = await this.insert(drafts.map(({ subject, key }) => ({ subject, wrapped: seal(this.master, key, subject) })));
    const keys = new Map(drafts.filter(({ subject }) => made.has(subject)).map(({ subject, key }) => [subject, key]));
    const known = [...subjects].filter((subject) => !made.has(subject));
    const rows = known.length === 0 ? [] : await this.select(known);
    for (const { subject, wrapped } of rows) if (wrapped) keys.set(subject, this.unwrap(subject, wrapped));
    return keys;
  }

  /** In the order of the subjects, so that nobody waits in a circle. @returns the subjects that are new */
  private async insert(keys: readonly WrappedKey[]): Promise<ReadonlySet<string>> {
    const sorted = [...keys].sort((a, b) => (a.subject < b.subject ? -1 : 1));
    const { rows } = await this.pool.query<{ subject: string }>(
      `insert into subject_key (subject, wrapped) select * from unnest($1::text[], $2::bytea[])
       on conflict (subject) do nothing returning subject`,
      [sorted.map(({ subject }) => subject), sorted.map(({ wrapped }) => wrapped)],
    );
    return new Set(rows.map(({ subject }) => subject));
  }

  private async select(subjects: readonly string[]): Promise<readonly WrappedKey[]> {
    try {
      const text = 'select subject, wrapped from subject_key where subject = any($1)';
      return (await this.pool.query<WrappedKey>(text, [subjects])).rows;
    } catch (error) {
      throw new KeysUnavailable(reasonOf(error));
    }
  }

  private unwrap(subject: string, wrapped: Buffer): SubjectKey {
    return unseal(this.master, wrapped, subject) as SubjectKey;
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error && error.message !== '' ? error.message : String(error));
