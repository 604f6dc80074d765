import { appendFileSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { developmentMasterKey } from '@lienthong/access';
import { instant, type Clock } from '@lienthong/calendar';
import { installationFrom, type Installation } from '@lienthong/installation';
import Database from 'libsql';
import { backUp } from './back-up';
import type { Step } from './progress';
import { restore } from './restore';
import { dossiersIn, Office, text, withoutKey } from './testing/office';
import { runKilled } from './testing/run-killed';

const clock: Clock = { now: () => instant('2026-11-22T15:00:00+07:00') };
const MOVED_TO = 'replaced-2026-11-22T08-00-00.000Z';

describe('restoring a backup', () => {
  let office: Office;
  let backup: string;
  let ids: string[];
  let other: Installation;
  beforeEach(async () => {
    office = new Office();
    backup = office.path('backup');
    await office.open();
    ids = [await office.submit(), await office.submit()];
    await backUp(office.installation, backup, { clock });
    other = office.at('other');
  });
  afterEach(() => office.remove());

  const restored = (installation: Installation, more: { moveOldAside?: boolean } = {}) => restore(backup, installation, { clock, ...more });

  it('gives log, keys and signing keys to a folder that has none', async () => {
    expect(await restored(other)).toMatchObject({ manifest: { log: { events: 2 } }, masterKeyThere: false });
    expect(readdirSync(other.dataDir)).toEqual(['keys.db', 'log.db', 'log.db.lock', 'signing-keys']);
    expect(await dossiersIn(other.logFile)).toEqual(ids);
    expect(withoutKey(ids, other.keysFile, office.installation.masterKeyFile)).toEqual([]);
    expect(text(join(other.signingKeysDir, 'engine.private.pem'))).toBe('a key');
  });

  it('gives a log that can be read while it is written', async () => {
    await restored(other);
    const db = new Database(other.logFile);
    expect(db.pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    db.close();
  });

  it('gives back the development master key if the backup has it', async () => {
    const whole = office.path('whole');
    await backUp(office.installation, whole, { clock, withDevelopmentKey: true });
    expect(await restore(whole, other, { clock })).toMatchObject({ masterKeyThere: true });
    expect(text(other.masterKeyFile)).toBe(text(office.installation.masterKeyFile));
  });

  it('finds the right master key that was brought before, and refuses another one that is configured', async () => {
    mkdirSync(other.dataDir);
    copyFileSync(office.installation.masterKeyFile, other.masterKeyFile);
    expect(await restored(other)).toMatchObject({ masterKeyThere: true });

    const foreign = office.path('foreign.key');
    developmentMasterKey(foreign);
    const configured = installationFrom({ LIENTHONG_DATA_DIR: office.path('third'), LIENTHONG_MASTER_KEY_FILE: foreign });
    await expect(restored(configured)).rejects.toMatchObject({ code: 'wrong-master-key', refusal: { file: foreign } });
    expect(existsSync(configured.dataDir)).toBe(false);
  });

  it('is refused before anything is touched when a single bit of a file differs, or a file is missing', async () => {
    const keys = readFileSync(join(backup, 'keys.db'));
    keys[5000] = (keys[5000] ?? 0) ^ 1;
    writeFileSync(join(backup, 'keys.db'), keys);
    rmSync(join(backup, 'signing-keys'), { recursive: true });
    const files = ['keys.db', 'signing-keys/engine.private.pem'];
    await expect(restored(other)).rejects.toMatchObject({ code: 'backup-damaged', refusal: { files } });
    expect(existsSync(other.dataDir)).toBe(false);
  });

  it('is refused for what is no backup, what a newer program made, and what would write outside', async () => {
    const page = join(backup, 'manifest.json');
    const manifest = JSON.parse(readFileSync(page, 'utf8')) as object;
    for (const [written, code] of [
      [JSON.stringify({ ...manifest, files: [{ path: '../x', bytes: 0, sha256: '' }] }), 'backup-damaged'],
      [JSON.stringify({ ...manifest, format: 2 }), 'backup-newer'],
      ['{"format":', 'not-a-backup'],
      ['null', 'not-a-backup'],
    ] as const) {
      writeFileSync(page, written);
      await expect(restored(other)).rejects.toMatchObject({ code });
    }
    rmSync(page);
    await expect(restored(other)).rejects.toMatchObject({ code: 'not-a-backup' });
  });

  it('is refused while an engine holds the log', async () => {
    await expect(restored(office.installation, { moveOldAside: true })).rejects.toMatchObject({ code: 'engine-running' });
  });

  it('is refused where data are', async () => {
    await office.close();
    const refused = restored(office.installation);
    await expect(refused).rejects.toMatchObject({ code: 'data-there', refusal: { files: expect.arrayContaining(['log.db']) as string[] } });
    expect(await dossiersIn(office.installation.logFile)).toEqual(ids);
  });

  it('moves data that are there aside, whole, if that is wanted, and takes the read models away', async () => {
    const { dataDir, logFile, readModelsFile, masterKeyFile } = office.installation;
    const later = await office.submit();
    await office.close();
    writeFileSync(readModelsFile, 'derived');
    writeFileSync(`${readModelsFile}-wal`, 'derived');
    const key = text(masterKeyFile);

    const movedTo = join(dataDir, MOVED_TO);
    expect(await restored(office.installation, { moveOldAside: true })).toMatchObject({ movedTo, masterKeyThere: true });
    expect(await dossiersIn(logFile)).toEqual(ids);
    expect(text(masterKeyFile)).toBe(key);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('read-models'))).toEqual([]);
    expect(await dossiersIn(join(movedTo, 'log.db'))).toEqual([...ids, later]);
    expect(withoutKey([...ids, later], join(movedTo, 'keys.db'), masterKeyFile)).toEqual([]);
  });

  it('moves the development key of other data aside with them', async () => {
    const others = new Office();
    await others.open();
    await others.submit();
    await others.close();
    const { dataDir, masterKeyFile } = others.installation;
    const key = text(masterKeyFile);
    const answer = await restored(others.installation, { moveOldAside: true });
    expect(answer).toMatchObject({ masterKeyThere: false });
    expect(text(join(dataDir, MOVED_TO, 'development-master.key'))).toBe(key);
    await others.remove();
  });

  it.each<Step>(['digest', 'place'])('that is killed while it does its %s can be done again', async (step) => {
    await runKilled('restore', other.dataDir, backup, step);
    expect(existsSync(other.logFile)).toBe(false);
    await restored(other);
    expect(await dossiersIn(other.logFile)).toEqual(ids);
    expect(readdirSync(other.dataDir)).not.toContain('restoring');
  });

  it('that was interrupted before the log had its name is done again', async () => {
    await restored(other);
    rmSync(other.logFile);
    await restored(other);
    expect(await dossiersIn(other.logFile)).toEqual(ids);
  });

  it('goes on moving aside what was interrupted at it', async () => {
    await office.close();
    const { dataDir, logFile } = office.installation;
    const unfinished = join(dataDir, 'replaced-2026-11-22T07-00-00.000Z.partial');
    mkdirSync(unfinished);
    copyFileSync(logFile, join(unfinished, 'log.db'));
    rmSync(logFile);
    await expect(restored(office.installation)).rejects.toMatchObject({ code: 'data-there' });
    const answer = await restored(office.installation, { moveOldAside: true });
    expect(answer).toMatchObject({ movedTo: join(dataDir, 'replaced-2026-11-22T07-00-00.000Z') });
    expect(await dossiersIn(join(answer.movedTo ?? '', 'log.db'))).toEqual(ids);
  });

  it('does not take keys that were used since for those of the backup', async () => {
    mkdirSync(other.dataDir);
    copyFileSync(join(backup, 'keys.db'), other.keysFile);
    appendFileSync(`${other.keysFile}-wal`, 'newer keys');
    await expect(restored(other)).rejects.toMatchObject({ code: 'data-there', refusal: { files: ['keys.db', 'keys.db-wal'] } });
  });
});
