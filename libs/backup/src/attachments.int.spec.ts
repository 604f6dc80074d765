import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMasterKey, SqliteKeyVault } from '@lienthong/access';
import { AttachmentDesk, DEFAULT_LIMITS, DossierFiles } from '@lienthong/attachments';
import { instant, ManualTimekeeper } from '@lienthong/calendar';
import type { DossierId } from '@lienthong/dossier/domain';
import type { Installation } from '@lienthong/installation';
import { backUp } from './back-up';
import { filesBelow } from './copy-tree';
import { restore } from './restore';
import { Office } from './testing/office';

const clock = new ManualTimekeeper(instant('2026-11-22T15:00:00+07:00'));
const CITIZEN = { kind: 'citizen', id: 'nguyen.hoang.nam' } as const;

describe('a backup of files', () => {
  let office: Office;
  let backup: string;
  let dossier: DossierId;
  let hashes: string[];
  beforeEach(async () => {
    office = new Office();
    backup = office.path('backup');
    await office.open();
    dossier = (await office.submit()) as DossierId;
    hashes = [await give('one'), await give('two')];
  });
  afterEach(() => office.remove());

  async function give(content: string, { attachmentsDir, keysFile } = office.installation, to = dossier): Promise<string> {
    const vault = SqliteKeyVault.open(keysFile, readMasterKey(office.installation.masterKeyFile));
    const policy = { required: true, limits: { ...DEFAULT_LIMITS, minFree: 0 } };
    const desk = new AttachmentDesk(attachmentsDir, vault, clock, policy, () => undefined);
    const bytes = Buffer.from(`%PDF-1.7 ${content}, long enough to be told`);
    const source = async function* () {
      yield bytes;
    };
    const { sha256 } = await desk.uploads.accept(CITIZEN, source(), { type: 'application/pdf' });
    await desk.take([sha256], CITIZEN, to);
    vault.close();
    expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    return sha256;
  }

  async function keptIn({ attachmentsDir, keysFile }: Installation): Promise<string[]> {
    const vault = SqliteKeyVault.open(keysFile, readMasterKey(office.installation.masterKeyFile), { readOnly: true });
    const files = new DossierFiles(attachmentsDir, vault);
    const kept: string[] = [];
    for (const sha256 of hashes) kept.push(await files.check(dossier, sha256));
    vault.close();
    return kept;
  }

  it('has those of dossiers, sealed as they are, and gives them back', async () => {
    const manifest = await backUp(office.installation, backup, { clock });
    const paths = (await filesBelow(join(backup, 'attachments'))).map((path) => `attachments/${path}`).sort();
    expect(paths).toHaveLength(2);
    expect(paths.every((path) => path.startsWith('attachments/dossiers/'))).toBe(true);
    expect(manifest.files.map(({ path }) => path).filter((path) => path.startsWith('attachments/'))).toEqual(paths);
    expect(statSync(join(backup, paths[0] ?? '')).mode & 0o077).toBe(0);

    const other = office.at('other');
    await restore(backup, other, { clock });
    expect(await keptIn(other)).toEqual(['whole', 'whole']);
  });

  it('is refused before anything is touched when a bit of one differs', async () => {
    const { files } = await backUp(office.installation, backup, { clock });
    const { path = '' } = files.find((each) => each.path.startsWith('attachments/')) ?? {};
    const bytes = readFileSync(join(backup, path));
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    writeFileSync(join(backup, path), bytes);
    const other = office.at('other');
    await expect(restore(backup, other, { clock })).rejects.toMatchObject({ code: 'backup-damaged', refusal: { files: [path] } });
    expect(existsSync(other.dataDir)).toBe(false);
  });

  it('does not mix with files that were there, which are moved aside as a whole', async () => {
    await backUp(office.installation, backup, { clock });
    await office.close();
    hashes.push(await give('three, after the backup'));
    await expect(restore(backup, office.installation, { clock })).rejects.toMatchObject({ code: 'data-there' });
    const { movedTo = '' } = await restore(backup, office.installation, { clock, moveOldAside: true });
    expect(await keptIn(office.installation)).toEqual(['whole', 'whole', 'missing']);
    expect(await filesBelow(join(movedTo, 'attachments/dossiers'))).toHaveLength(3);
    expect(readdirSync(office.installation.dataDir)).not.toContain('restoring');
  });

  it('that an interrupted restore has put in place already is no reason to refuse', async () => {
    await backUp(office.installation, backup, { clock });
    const other = office.at('other');
    await restore(backup, other, { clock });
    for (const name of readdirSync(other.dataDir).filter((each) => each.startsWith('log.db'))) rmSync(join(other.dataDir, name));
    await restore(backup, other, { clock });
    expect(await keptIn(other)).toEqual(['whole', 'whole']);
  });
});
