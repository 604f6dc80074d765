import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DossierId } from '@lienthong/dossier/domain';
import type { AttachmentDesk } from './attachment-desk';
import { bytesOf, CITIZEN, hashOf, Office, OFFICER, PDF, pdf, piecesOf } from './testing/office';

describe('the files of dossiers', () => {
  let office: Office;
  let desk: AttachmentDesk;
  let dossier: DossierId;
  beforeEach(() => {
    office = new Office();
    desk = office.desk();
    dossier = office.newDossier();
  });
  afterEach(() => office.remove());

  const uploaded = async (bytes = pdf(), actor = CITIZEN): Promise<string> =>
    (await desk.uploads.accept(actor, piecesOf(bytes), { type: PDF })).sha256;
  const given = async (bytes = pdf()): Promise<string> => {
    const sha256 = await uploaded(bytes);
    await desk.take([sha256], CITIZEN, dossier);
    await desk.release([sha256], CITIZEN);
    return sha256;
  };
  const onDisk = (): string => {
    const [only = ''] = office.files().filter((path) => path.startsWith('dossiers/'));
    return join(office.root, only);
  };

  it('are taken over from who uploaded them, and give back the very bytes', async () => {
    const bytes = pdf(90_000);
    const sha256 = await given(bytes);
    const { bytes: source, ...about } = await desk.files.open(dossier, sha256);
    expect(about).toEqual({ sha256, size: bytes.length, type: PDF });
    expect((await bytesOf(source)).equals(bytes)).toBe(true);
    expect(await desk.files.find(dossier, sha256)).toEqual(about);
    expect(office.files()).toEqual([expect.stringMatching(/^dossiers\/[0-9a-f]{2}\/[0-9a-f-]{36}\/[0-9a-f]{64}$/)]);
  });

  it('are missed as long as nobody uploaded them who may give them', async () => {
    const [mine, theirs] = [await uploaded(), await uploaded(pdf(), OFFICER)];
    expect(await desk.missing([mine, theirs], CITIZEN)).toEqual([theirs]);
    await expect(desk.take([theirs], CITIZEN, dossier)).rejects.toMatchObject({ code: 'attachment-not-found' });
    await desk.take([mine], CITIZEN, dossier);
    await desk.release([mine], CITIZEN);
    expect(await desk.missing([mine], OFFICER, dossier)).toEqual([]);
    expect(await desk.missing([mine], CITIZEN)).toEqual([mine]);
  });

  it('need not be there where another system keeps them, and are kept if they are', async () => {
    const lenient = office.desk({ required: false });
    const [sha256, elsewhere] = [await uploaded(), hashOf(pdf())];
    expect(await lenient.missing([sha256, elsewhere], CITIZEN)).toEqual([]);
    await lenient.take([sha256, elsewhere], CITIZEN, dossier);
    expect(await lenient.files.check(dossier, sha256)).toBe('whole');
    expect(await lenient.files.check(dossier, elsewhere)).toBe('missing');
  });

  it('stay until the event is written: taking them again changes nothing', async () => {
    const sha256 = await uploaded();
    for (let i = 0; i < 2; i++) await desk.take([sha256], CITIZEN, dossier);
    await desk.release([sha256], CITIZEN);
    await desk.take([sha256], CITIZEN, dossier);
    expect(office.files()).toHaveLength(1);
  });

  it('are no more than one dossier may hold', async () => {
    for (let i = 0; i < 2; i++) await given(pdf(90_000));
    const sha256 = await uploaded(pdf(90_000));
    await expect(desk.take([sha256], CITIZEN, dossier)).rejects.toMatchObject({ code: 'attachments-dossier-full' });
    await desk.take([sha256], CITIZEN, office.newDossier());
  });

  it('cannot be read any more once the key of the dossier is erased', async () => {
    const sha256 = await given();
    await office.vault.erase(dossier);
    expect(await desk.files.check(dossier, sha256)).toBe('erased');
    expect(await desk.files.find(dossier, sha256)).toBeUndefined();
    await expect(desk.files.open(dossier, sha256)).rejects.toMatchObject({ code: 'attachment-not-found' });
    await expect(desk.files.put(dossier, sha256, piecesOf(pdf()))).rejects.toMatchObject({ code: 'key-erased' });
  });

  it('show a flipped bit wherever it is, and a file that is gone; uploaded again they are whole', async () => {
    const bytes = pdf(90_000);
    const sha256 = await given(bytes);
    const sealed = readFileSync(onDisk());
    for (const at of [0, 30, 65_600, sealed.length - 1]) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(onDisk(), changed);
      expect(await desk.files.check(dossier, sha256)).toBe('damaged');
      await expect(desk.files.open(dossier, sha256)).rejects.toMatchObject({ code: 'attachment-damaged' });
    }
    rmSync(onDisk());
    expect(await desk.files.check(dossier, sha256)).toBe('missing');
    expect(await given(bytes)).toBe(sha256);
    expect(await desk.files.check(dossier, sha256)).toBe('whole');
  });

  it('are not taken over from an upload that was damaged on the disk', async () => {
    const sha256 = await uploaded();
    const path = join(office.root, office.files()[0] ?? '');
    const changed = readFileSync(path);
    changed[50] = (changed[50] ?? 0) ^ 1;
    writeFileSync(path, changed);
    await expect(desk.take([sha256], CITIZEN, dossier)).rejects.toMatchObject({ code: 'attachment-damaged' });
    expect(office.files().filter((each) => !each.startsWith('pending/'))).toEqual([]);
  });
});
