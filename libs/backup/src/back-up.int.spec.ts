import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { verifyLog } from '@lienthong/audit';
import { masterKeyFingerprint, readMasterKey } from '@lienthong/access';
import { instant, type Clock } from '@lienthong/calendar';
import { SqliteEventStore } from '@lienthong/event-store';
import { installationFrom } from '@lienthong/installation';
import { backUp } from './back-up';
import { Draft } from './draft';
import type { Step } from './progress';
import { dossiersIn, Office, text, withoutKey } from './testing/office';
import { runKilled } from './testing/run-killed';

const clock: Clock = { now: () => instant('2026-11-22T15:00:00+07:00') };
const MEGABYTE = 1_000_000;

describe('a backup', () => {
  let office: Office;
  let folder: string;
  beforeEach(async () => {
    office = new Office();
    folder = office.path('backups', 'monday');
    await office.open();
  });
  afterEach(() => office.remove());

  it('holds log, keys and signing keys, and a page that says what it is', async () => {
    for (let i = 0; i < 3; i++) await office.submit();
    const { masterKeyFile } = office.installation;
    const manifest = await backUp(office.installation, folder, { clock });
    expect(manifest).toEqual(JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')));
    expect(manifest).toMatchObject({
      format: 1,
      createdAt: clock.now(),
      log: { events: 3, streams: 3, end: expect.any(String) as string },
      masterKey: { fingerprint: masterKeyFingerprint(readMasterKey(masterKeyFile)), file: masterKeyFile, included: false },
      signingKeys: { included: true },
    });
    expect(manifest.files.map(({ path }) => path)).toEqual(['keys.db', 'log.db', 'signing-keys/engine.private.pem']);
    for (const { path, bytes, sha256 } of manifest.files) {
      const content = readFileSync(`${folder}/${path}`);
      expect([path, content.length, createHash('sha256').update(content).digest('hex')]).toEqual([path, bytes, sha256]);
    }
    expect(readdirSync(folder)).toEqual(['keys.db', 'log.db', 'manifest.json', 'signing-keys']);
    expect(readdirSync(office.path('backups'))).toEqual(['monday']);
  });

  it('is for nobody to read but its owner, and holds no master key', async () => {
    await office.submit();
    await backUp(office.installation, folder, { clock });
    expect(statSync(folder).mode & 0o077).toBe(0);
    expect(statSync(`${folder}/keys.db`).mode & 0o077).toBe(0);
    const key = readFileSync(office.installation.masterKeyFile, 'utf8').trim();
    for (const name of ['manifest.json', 'keys.db', 'log.db']) expect(readFileSync(`${folder}/${name}`).includes(key)).toBe(false);
  });

  it('holds the development master key if that is wanted', async () => {
    const manifest = await backUp(office.installation, folder, { clock, withDevelopmentKey: true });
    expect(manifest.masterKey.included).toBe(true);
    expect(text(`${folder}/development-master.key`)).toBe(text(office.installation.masterKeyFile));
  });

  it('refuses to hold a master key that was configured, and leaves signing keys that lie elsewhere', async () => {
    const elsewhere = installationFrom({
      LIENTHONG_DATA_DIR: office.installation.dataDir,
      LIENTHONG_MASTER_KEY_FILE: office.installation.masterKeyFile,
      LIENTHONG_SIGNING_KEYS_DIR: office.path('elsewhere'),
    });
    mkdirSync(office.path('elsewhere'));
    await expect(backUp(elsewhere, folder, { clock, withDevelopmentKey: true })).rejects.toMatchObject({ code: 'no-development-key' });
    expect(await backUp(elsewhere, folder, { clock })).toMatchObject({
      signingKeys: { folder: office.path('elsewhere'), included: false },
    });
    expect(existsSync(`${folder}/signing-keys`)).toBe(false);
  });

  it('is the log as of one moment, with the key of every dossier in it, while dossiers go on coming in', async () => {
    for (let i = 0; i < 20; i++) await office.submit(MEGABYTE);
    let running = true;
    const backingUp = backUp(office.installation, folder, { clock }).finally(() => (running = false));
    const submitted: string[] = [];
    while (running) submitted.push(await office.submit());
    const manifest = await backingUp;

    expect(submitted.length).toBeGreaterThan(0);
    const kept = await dossiersIn(`${folder}/log.db`);
    const all = await dossiersIn(office.installation.logFile);
    expect(kept).toEqual(all.slice(0, kept.length));
    expect(manifest.log.events).toBe(kept.length);
    expect(withoutKey(kept, `${folder}/keys.db`, office.installation.masterKeyFile)).toEqual([]);
    const copy = await SqliteEventStore.open(`${folder}/log.db`, { readOnly: true });
    expect(await verifyLog(copy)).toMatchObject({ events: kept.length, faults: [] });
    await copy.close();
  });

  it('can be made when no engine runs', async () => {
    await office.submit();
    await office.close();
    expect(await backUp(office.installation, folder, { clock })).toMatchObject({ log: { events: 1 } });
  });

  it('does not touch a folder that is there', async () => {
    mkdirSync(folder, { recursive: true });
    await expect(backUp(office.installation, folder, { clock })).rejects.toMatchObject({ code: 'backup-there' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not touch a folder named .partial that holds other things', async () => {
    mkdirSync(`${folder}.partial`, { recursive: true });
    writeFileSync(`${folder}.partial/letters.txt`, 'mine');
    await expect(backUp(office.installation, folder, { clock })).rejects.toMatchObject({ code: 'backup-there' });
    expect(text(`${folder}.partial/letters.txt`)).toBe('mine');
  });

  it('is refused when there is no log', async () => {
    await expect(backUp(office.at('nothing'), folder, { clock })).rejects.toMatchObject({ code: 'no-log' });
    expect(existsSync(folder)).toBe(false);
  });

  it('is refused while another one is written to the same folder', async () => {
    const draft = await Draft.begin(folder);
    await expect(backUp(office.installation, folder, { clock })).rejects.toMatchObject({ code: 'backup-running' });
    await draft.discard();
  });

  it.each<Step>(['copy', 'digest'])('that is killed while it does its %s is none, and can be made again', async (step) => {
    for (let i = 0; i < 5; i++) await office.submit(MEGABYTE);
    await runKilled('backup', office.installation.dataDir, folder, step);
    expect(existsSync(folder)).toBe(false);
    expect(existsSync(`${folder}.partial`)).toBe(true);
    expect(await backUp(office.installation, folder, { clock })).toMatchObject({ log: { events: 5 } });
    expect(readdirSync(office.path('backups'))).toEqual(['monday']);
  });

  it('leaves nothing behind when it fails', async () => {
    mkdirSync(office.path('damaged'));
    writeFileSync(office.path('damaged', 'log.db'), 'not a database, but longer than the header of one: '.repeat(50));
    await expect(backUp(office.at('damaged'), folder, { clock })).rejects.toThrow(/not a database/);
    expect(readdirSync(office.path('backups'))).toEqual([]);
  });
});
