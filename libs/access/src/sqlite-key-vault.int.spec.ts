import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { KeyErased } from './key-vault';
import type { MasterKey } from './master-key';
import { SqliteKeyVault } from './sqlite-key-vault';

describe('the vault of keys', () => {
  const master = randomBytes(32) as MasterKey;
  let directory: string;
  let file: string;
  let vault: SqliteKeyVault;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'lienthong-vault-'));
    file = join(directory, 'keys', 'keys.db');
    vault = SqliteKeyVault.open(file, master);
  });
  afterEach(() => {
    vault.close();
    rmSync(directory, { recursive: true });
  });

  /** The vault without what it remembers. */
  function reopen(): SqliteKeyVault {
    vault.close();
    return (vault = SqliteKeyVault.open(file, master));
  }
  const wrapped = (subject: string): Buffer => {
    const db = new Database(file, { readonly: true });
    const row = db.prepare('SELECT wrapped FROM subject_key WHERE subject = ?').get(subject) as { wrapped: Buffer | null } | undefined;
    db.close();
    return Buffer.from(row?.wrapped ?? []);
  };
  /** Every byte of the database's files: the write-ahead log, too. */
  const bytesOnDisk = (): Buffer => {
    const folder = join(directory, 'keys');
    return Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  };

  it('makes a key of 32 bytes for each subject and gives the same one again', async () => {
    const key = await vault.keyFor('a');
    expect(key).toHaveLength(32);
    expect((await vault.keyFor('a')).equals(key)).toBe(true);
    expect(vault.find('a')?.equals(key)).toBe(true);
    expect((await vault.keyFor('b')).equals(key)).toBe(false);
  });

  it('fingerprints a text the same way as long as the master key is the same', () => {
    const fingerprint = vault.fingerprint('079094004521');
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(reopen().fingerprint('079094004521')).toBe(fingerprint);
    expect(vault.fingerprint('079094004522')).not.toBe(fingerprint);
    const other = SqliteKeyVault.open(join(directory, 'other.db'), randomBytes(32) as MasterKey);
    expect(other.fingerprint('079094004521')).not.toBe(fingerprint);
    other.close();
  });

  it('gives two who ask at once the same key, also through two vaults', async () => {
    const other = SqliteKeyVault.open(file, master);
    const keys = await Promise.all([vault.keyFor('a'), vault.keyFor('a'), other.keyFor('a')]);
    other.close();
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
  });

  it('says that a new key could not be stored, and stores it once it can', async () => {
    const disk = new Database(file);
    disk.exec(`CREATE TRIGGER full BEFORE INSERT ON subject_key BEGIN SELECT RAISE(ABORT, 'no space'); END`);
    const refused = expect.objectContaining({ code: 'key-write-failed', message: expect.stringContaining('no space') as string }) as Error;
    await expect(vault.keyFor('a')).rejects.toEqual(refused);
    disk.exec('DROP TRIGGER full');
    disk.close();
    expect(await vault.keyFor('a')).toHaveLength(32);
  });

  it('keeps its keys when it is opened again', async () => {
    const key = await vault.keyFor('a');
    expect(reopen().find('a')?.equals(key)).toBe(true);
  });

  it('finds nothing for a subject without a key, and makes none by looking', () => {
    expect(vault.find('a')).toBeUndefined();
    expect(wrapped('a')).toHaveLength(0);
  });

  it('writes no key in clear', async () => {
    const key = await vault.keyFor('a');
    expect(bytesOnDisk().includes(wrapped('a'))).toBe(true);
    expect(bytesOnDisk().includes(key)).toBe(false);
  });

  it("does not take one subject's key for another's", async () => {
    await vault.keyFor('a');
    const db = new Database(file);
    db.exec(`INSERT INTO subject_key SELECT 'b', wrapped FROM subject_key WHERE subject = 'a'`);
    db.close();
    expect(() => vault.find('b')).toThrow(expect.objectContaining({ code: 'seal-broken' }));
  });

  describe('when a key is erased', () => {
    it('finds it no more and makes no new one, also after a restart', async () => {
      await vault.keyFor('a');
      expect(await vault.erase('a')).toBe(true);
      for (const each of [() => vault, reopen]) {
        expect(each().find('a')).toBeUndefined();
        await expect(vault.keyFor('a')).rejects.toThrow(KeyErased);
      }
    });

    it('leaves no byte of it in any file, however many keys lie around it', async () => {
      await Promise.all(Array.from({ length: 500 }, (_, i) => vault.keyFor(`${randomBytes(4).toString('hex')} ${i}`)));
      await vault.keyFor('a');
      const bytes = wrapped('a');
      expect([bytes.length, bytesOnDisk().includes(bytes)]).toEqual([60, true]);
      await vault.erase('a');
      for (let at = 0; at + 12 <= bytes.length; at += 12) expect(bytesOnDisk().includes(bytes.subarray(at, at + 12))).toBe(false);
    });

    it('leaves the others', async () => {
      const key = await vault.keyFor('b');
      await vault.keyFor('a');
      await vault.erase('a');
      expect(reopen().find('b')?.equals(key)).toBe(true);
    });

    it('tells whether there was one', async () => {
      await vault.keyFor('a');
      expect([await vault.erase('a'), await vault.erase('a'), await vault.erase('never')]).toEqual([true, true, false]);
      await expect(vault.keyFor('never')).rejects.toBeInstanceOf(KeyErased);
    });

    it('still makes no key when it was asked for at the same time', async () => {
      await vault.keyFor('a');
      reopen();
      const [erased, asked] = await Promise.allSettled([vault.erase('a'), vault.keyFor('a')]);
      expect([erased.status, asked.status]).toEqual(['fulfilled', 'rejected']);
    });
  });

  it('is refused under another master key, with a cure, and not changed by that', async () => {
    const key = await vault.keyFor('a');
    vault.close();
    const open = () => SqliteKeyVault.open(file, randomBytes(32) as MasterKey);
    expect(open).toThrow(/sealed with another master key.*LIENTHONG_MASTER_KEY_FILE/);
    expect(open).toThrow(file);
    vault = SqliteKeyVault.open(file, master);
    expect(vault.find('a')?.equals(key)).toBe(true);
  });

  describe('shared by several processes', () => {
    let here: SqliteKeyVault;
    let there: SqliteKeyVault;
    beforeEach(() => {
      here = SqliteKeyVault.open(file, master, { shared: true });
      there = SqliteKeyVault.open(file, master, { shared: true });
    });
    afterEach(() => {
      here.close();
      there.close();
    });

    it('finds a key that another made after it had looked in vain', async () => {
      expect(here.find('a')).toBeUndefined();
      const key = await there.keyFor('a');
      expect(here.find('a')?.equals(key)).toBe(true);
    });

    it('finds no key that another has erased, though it had found it before', async () => {
      await here.keyFor('a');
      expect(await there.erase('a')).toBe(true);
      expect(here.find('a')).toBeUndefined();
      await expect(here.keyFor('a')).rejects.toThrow(KeyErased);
    });

    it('makes keys side by side, one for each subject', async () => {
      const subjects = Array.from({ length: 40 }, (_, at) => `s${at % 20}`);
      const keys = await Promise.all(subjects.map((subject, at) => (at % 3 === 0 ? here : there).keyFor(subject)));
      expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(20);
    });
  });

  describe('opened to be read', () => {
    it('finds keys and makes none, also while an engine writes', async () => {
      const key = await vault.keyFor('a');
      const inspector = SqliteKeyVault.open(file, master, { readOnly: true });
      expect(inspector.find('a')?.equals(key)).toBe(true);
      await expect(inspector.keyFor('b')).rejects.toThrow(/readonly/);
      await vault.keyFor('c');
      expect(inspector.find('c')).toBeDefined();
      inspector.close();
    });

    it('makes no file where there is none', () => {
      expect(() => SqliteKeyVault.open(join(directory, 'nowhere.db'), master, { readOnly: true })).toThrow();
      expect(readdirSync(directory)).toEqual(['keys']);
    });

    it('is refused under another master key', () => {
      expect(() => SqliteKeyVault.open(file, randomBytes(32) as MasterKey, { readOnly: true })).toThrow(/another master key/);
    });
  });
});
