import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TestPostgres } from '@lienthong/postgres/testing';
import { KeyErased } from '../key-vault';
import type { MasterKey } from '../master-key';
import { SqliteKeyVault } from '../sqlite-key-vault';
import { copyKeys } from './copy-keys';
import { PostgresKeyVault } from './postgres-key-vault';

describe('the vault of keys in PostgreSQL', () => {
  const master = randomBytes(32) as MasterKey;
  let postgres: TestPostgres;
  let url: string;
  let vault: PostgresKeyVault;
  let other: PostgresKeyVault;
  beforeAll(async () => (postgres = await TestPostgres.start()));
  afterAll(() => postgres.end());
  beforeEach(async () => {
    url = await postgres.database();
    // At once, as engines are started that find an empty database.
    [vault, other] = await Promise.all([PostgresKeyVault.open(url, master), PostgresKeyVault.open(url, master)]);
  });
  afterEach(() => Promise.all([vault.close(), other.close()]));

  it('makes a key of 32 bytes for each subject, the same for two who ask at once at two engines', async () => {
    const keys = await Promise.all([vault.keyFor('a'), vault.keyFor('a'), other.keyFor('a'), other.keyFor('b'), vault.keyFor('b')]);
    const [a, ...others] = keys.map((key) => key.toString('hex'));
    expect(a).toHaveLength(64);
    expect(others.filter((key) => key === a)).toHaveLength(2);
    expect(new Set(others).size).toBe(2);
    expect((await other.find('a'))?.toString('hex')).toBe(a);
    expect(await vault.find('c')).toBeUndefined();
  });

  it('is one vault for all who open it, and makes the same fingerprints as a file under the same master key', async () => {
    expect(other.id).toBe(vault.id);
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-vault-'));
    const file = SqliteKeyVault.open(join(folder, 'keys.db'), master);
    expect(vault.fingerprint('079094004521')).toBe(file.fingerprint('079094004521'));
    file.close();
    rmSync(folder, { recursive: true });
  });

  it('opens nothing any more of whom another engine erased, and never makes a key for that one again', async () => {
    await vault.keyFor('a');
    expect(await other.erase('a')).toBe(true);
    expect(await vault.find('a')).toBeUndefined();
    await expect(vault.keyFor('a')).rejects.toThrow(KeyErased);
    expect(await other.erase('never there')).toBe(false);
    await expect(vault.keyFor('never there')).rejects.toThrow(KeyErased);
    expect((await vault.keyFor('b')).length).toBe(32);
  });

  it('keeps keys wrapped, each for its own subject', async () => {
    const key = await vault.keyFor('a');
    const [row] = await postgres.tell("select encode(wrapped, 'hex') as wrapped from lienthong_keys.subject_key", url);
    expect(row?.['wrapped']).not.toContain(key.toString('hex'));
    await postgres.tell("insert into lienthong_keys.subject_key select 'b', wrapped from lienthong_keys.subject_key", url);
    await expect(vault.find('b')).rejects.toMatchObject({ code: 'seal-broken' });
  });

  it('refuses another master key', async () => {
    await expect(PostgresKeyVault.open(url, randomBytes(32) as MasterKey)).rejects.toMatchObject({ code: 'wrong-master-key' });
  });

  it('says so while the server is away, and goes on by itself', async () => {
    const key = await vault.keyFor('a');
    await postgres.kill();
    await expect(vault.find('a')).rejects.toMatchObject({ code: 'keys-unavailable' });
    await expect(vault.keyFor('b')).rejects.toMatchObject({ code: 'key-write-failed' });
    await postgres.restart();
    expect((await vault.find('a'))?.equals(key)).toBe(true);
    expect(await vault.keyFor('b')).toHaveLength(32);
  });

  describe('that keys of a file are copied into', () => {
    let folder: string;
    let file: string;
    let from: SqliteKeyVault;
    beforeEach(async () => {
      url = await postgres.database();
      folder = mkdtempSync(join(tmpdir(), 'lienthong-vault-'));
      file = join(folder, 'keys.db');
      from = SqliteKeyVault.open(file, master);
    });
    afterEach(() => {
      from.close();
      rmSync(folder, { recursive: true });
    });
    const copy = () => copyKeys(file, master, url, () => undefined);

    it('opens the same with them, knows who was erased, and takes over what came later', async () => {
      const subjects = Array.from({ length: 2_100 }, (_, i) => `subject-${i}`);
      await Promise.all(subjects.map((subject) => from.keyFor(subject)));
      await from.erase('subject-7');
      expect(await copy()).toEqual({ subjects: 2_100, copied: 2_100, erased: 1 });
      await from.keyFor('later');
      await from.erase('subject-8');
      expect(await copy()).toEqual({ subjects: 2_101, copied: 1, erased: 2 });

      const copied = await PostgresKeyVault.open(url, master);
      expect(copied.id).toBe(from.id);
      for (const subject of ['subject-9', 'subject-2099', 'later']) {
        expect((await copied.find(subject))?.equals(await from.keyFor(subject))).toBe(true);
      }
      for (const subject of ['subject-7', 'subject-8']) await expect(copied.keyFor(subject)).rejects.toThrow(KeyErased);
      await copied.close();
    });

    it('leaves erased who was erased there meanwhile', async () => {
      await from.keyFor('a');
      await copy();
      const copied = await PostgresKeyVault.open(url, master);
      await copied.erase('a');
      expect(await copy()).toEqual({ subjects: 1, copied: 0, erased: 1 });
      expect(await copied.find('a')).toBeUndefined();
      await copied.close();
    });

    it('keeps out the keys of another installation, of another master key, and another key of the same subject', async () => {
      await from.keyFor('a');
      await copy();
      const strange = SqliteKeyVault.open(join(folder, 'strange.db'), master);
      await expect(copyKeys(join(folder, 'strange.db'), master, url, () => undefined)).rejects.toMatchObject({ code: 'other-keys' });
      strange.close();
      await expect(copyKeys(file, randomBytes(32) as MasterKey, url, () => undefined)).rejects.toMatchObject({ code: 'wrong-master-key' });
      await postgres.tell("update lienthong_keys.subject_key set wrapped = '\\x00'", url);
      await expect(copy()).rejects.toMatchObject({ code: 'other-keys' });
    });

    it('makes no file where there is none', async () => {
      await expect(copyKeys(join(folder, 'none.db'), master, url, () => undefined)).rejects.toThrow();
      expect(await postgres.tell("select to_regclass('lienthong_keys.vault') is null as untouched", url)).toEqual([{ untouched: true }]);
    });
  });
});
