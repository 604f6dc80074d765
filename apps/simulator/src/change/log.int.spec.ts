import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalDate } from '@lienthong/calendar';
import { SqliteKeyVault, readMasterKey } from '@lienthong/access';
import { installationFrom } from '@lienthong/installation';
import { playYear } from '../../../demo-year/src/play-year';
import { WORKFLOWS } from '../people/casebook';
import { ask } from './ask';
import { filedInLog } from './log';
import { named, versionAmong } from './other-definition';

const BIRTHS = { code: 'birth', dossiers: 100, seed: 1 };

describe('the dossiers of a log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-test-'));
  const installation = installationFrom({ LIENTHONG_DATA_DIR: join(folder, 'data') });
  const other = versionAmong(WORKFLOWS, named('birth@next'), '2023-12-31' as LocalDate);

  beforeAll(async () => {
    const plan = { year: 2023, dossiers: 16, online: 8, linked: 16 };
    const { close } = await playYear({ plan, seed: 'log', dataDir: installation.dataDir, onProgress: () => undefined });
    await close();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('end as they did, played under the version that they had, and sooner under one that lets agencies work side by side', async () => {
    const { filed, all, notEnded, erased } = await filedInLog(installation, WORKFLOWS, BIRTHS);
    expect(all).toBe(filed.length + notEnded);
    expect([filed.length > 5, erased]).toEqual([true, 0]);
    const { asRecorded, before, after, leftOut, from, to } = await ask(filed, 1, WORKFLOWS, other);
    expect([asRecorded, leftOut]).toEqual([{ same: filed.length, of: filed.length }, 0]);
    expect([from, to]).toEqual([['birth@2023-07-10'], 'birth@2024-07-01']);
    expect(after.worked.median).toBeLessThan(before.worked.median);
  });

  it('are taken evenly over the time where fewer are wanted', async () => {
    const { filed } = await filedInLog(installation, WORKFLOWS, { ...BIRTHS, dossiers: 3 });
    expect(filed.length).toBeGreaterThan(0);
    expect(filed.length).toBeLessThanOrEqual(3);
    expect(filed.map(({ at }) => at)).toEqual(filed.map(({ at }) => at).sort());
  });

  it('are left out where nobody can read their form any more', async () => {
    const { filed } = await filedInLog(installation, WORKFLOWS, BIRTHS);
    const vault = SqliteKeyVault.open(installation.keysFile, readMasterKey(installation.masterKeyFile));
    await vault.erase(filed[0]?.name ?? '');
    vault.close();
    expect(await filedInLog(installation, WORKFLOWS, BIRTHS)).toMatchObject({ erased: 1 });
  });

  it('are asked for in vain where there is no log, or no such dossier in it', async () => {
    const nowhere = installationFrom({ LIENTHONG_DATA_DIR: join(folder, 'nowhere') });
    await expect(filedInLog(nowhere, WORKFLOWS, BIRTHS)).rejects.toMatchObject({ code: 'no-log' });
    await expect(filedInLog(installation, WORKFLOWS, { ...BIRTHS, code: 'marriage' })).rejects.toMatchObject({ code: 'nothing-to-play' });
  });
});
