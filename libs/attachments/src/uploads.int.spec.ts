import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '@lienthong/calendar';
import { bytesOf, CITIZEN, hashOf, Office, OFFICER, PDF, pdf, piecesOf } from './testing/office';

describe('uploads', () => {
  let office: Office;
  beforeEach(() => {
    office = new Office();
  });
  afterEach(() => office.remove());

  it('are found by their hash, by who sent them and by nobody else', async () => {
    const { uploads } = office.desk();
    const bytes = pdf(70_000);
    expect(await uploads.accept(CITIZEN, piecesOf(bytes), { type: PDF, size: bytes.length, sha256: hashOf(bytes) })).toEqual({
      sha256: hashOf(bytes),
      size: bytes.length,
      type: PDF,
    });
    const found = await uploads.find(CITIZEN, hashOf(bytes));
    expect(found && (await bytesOf(found)).equals(bytes)).toBe(true);
    expect(await uploads.find({ ...CITIZEN, kind: 'officer' }, hashOf(bytes))).toBeUndefined();
    expect(await uploads.find(OFFICER, hashOf(bytes))).toBeUndefined();
  });

  it('lie once on the disk, and neither their hash nor who sent them can be read there', async () => {
    const { uploads } = office.desk();
    const bytes = pdf();
    for (let i = 0; i < 2; i++) await uploads.accept(CITIZEN, piecesOf(bytes), { type: PDF });
    const [only, ...more] = office.files();
    expect(more).toEqual([]);
    expect(only).toMatch(/^pending\/2026-11-22\/[0-9a-f]{64}\/[0-9a-f]{64}$/);
    expect(only).not.toContain(hashOf(bytes));
  });

  it.each([
    ['what is empty', Buffer.alloc(0), PDF, 'attachment-empty'],
    ['what is too large', pdf(100_000), PDF, 'attachment-too-large'],
    ['a page of HTML that says it is a PDF', Buffer.from('<html><script>alert(1)</script></html>'), PDF, 'attachment-type-not-taken'],
    ['a PDF behind other bytes', Buffer.concat([Buffer.from('MZ\0\0'), pdf()]), PDF, 'attachment-type-not-taken'],
    ['the beginning of a beginning', Buffer.from('%PD'), PDF, 'attachment-type-not-taken'],
    ['a PDF that says it is a picture', pdf(), 'image/png', 'attachment-type-differs'],
    ['a short PDF that says it is a picture', Buffer.from('%PDF-'), 'image/png', 'attachment-type-differs'],
  ])('refuse %s, and keep nothing of it', async (_, bytes, type, code) => {
    const { uploads } = office.desk();
    await expect(uploads.accept(CITIZEN, piecesOf(bytes), { type })).rejects.toMatchObject({ code });
    expect(office.files()).toEqual([]);
  });

  it('refuse what is not what was announced, and do not read what is announced as too large', async () => {
    const { uploads } = office.desk();
    const wrong = { type: PDF, sha256: hashOf(pdf()) };
    await expect(uploads.accept(CITIZEN, piecesOf(pdf()), wrong)).rejects.toMatchObject({ code: 'attachment-digest-differs' });
    let read = 0;
    async function* counted() {
      for await (const piece of piecesOf(pdf(10_000_000))) yield ((read += piece.length), piece);
    }
    await expect(uploads.accept(CITIZEN, counted(), { type: PDF, size: 10_000_000 })).rejects.toMatchObject({
      code: 'attachment-too-large',
    });
    expect(read).toBe(0);
    await expect(uploads.accept(CITIZEN, counted(), { type: PDF })).rejects.toMatchObject({ code: 'attachment-too-large' });
    expect(read).toBeLessThanOrEqual(110_000);
    expect(office.files()).toEqual([]);
  });

  it('keep nothing of what breaks off', async () => {
    const { uploads } = office.desk();
    async function* broken() {
      yield pdf(50_000);
      throw new Error('the line went dead');
    }
    await expect(uploads.accept(CITIZEN, broken(), { type: PDF })).rejects.toThrow('the line went dead');
    expect(office.files()).toEqual([]);
  });

  it('do not let one actor fill the disk, neither one after the other nor all at once', async () => {
    const { uploads } = office.desk();
    const send = (size = 90_000) => {
      const bytes = pdf(size);
      return uploads.accept(CITIZEN, piecesOf(bytes), { type: PDF, size: bytes.length }).then(
        () => 'taken',
        (error: unknown) => (error as { code: string }).code,
      );
    };
    const together = await Promise.all([send(), send(), send(), send()]);
    expect(together.filter((each) => each === 'taken').length).toBeLessThanOrEqual(2);
    for (let i = 0; i < 3; i++) await send();
    expect(await send()).toBe('attachments-pending-full');
    expect(await send(100)).toBe('taken');
    await uploads.accept(OFFICER, piecesOf(pdf(90_000)), { type: PDF });
  });

  it('are not taken when the disk is nearly full', async () => {
    const { uploads } = office.desk({ minFree: 2 ** 60 });
    await expect(uploads.accept(CITIZEN, piecesOf(pdf()), { type: PDF })).rejects.toMatchObject({ code: 'attachments-disk-full' });
  });

  it('stay for a day, and are gone with their key when it is over', async () => {
    const desk = office.desk();
    const bytes = pdf();
    desk.start();
    await desk.uploads.accept(CITIZEN, piecesOf(bytes), { type: PDF });
    office.time.moveTo(instant('2026-11-23T23:59:59+07:00'));
    await desk.stop();
    expect(await desk.uploads.find(CITIZEN, hashOf(bytes))).toBeDefined();

    office.time.moveTo(instant('2026-11-24T00:00:00+07:00'));
    desk.start();
    await desk.stop();
    expect(await desk.uploads.find(CITIZEN, hashOf(bytes))).toBeUndefined();
    expect(readdirSync(join(office.root, 'pending'))).toEqual([]);
    expect(office.vault.find('uploads-2026-11-22')).toBeUndefined();
  });

  it('are swept by themselves at the beginning of a day', async () => {
    const desk = office.desk();
    desk.start();
    await desk.uploads.accept(CITIZEN, piecesOf(pdf()), { type: PDF });
    office.time.moveTo(instant('2026-11-24T00:00:00+07:00'));
    await desk.stop();
    expect(office.files()).toEqual([]);
  });

  it('that are on their way are left alone by an engine that starts beside; what broke off a day ago goes', async () => {
    const one = office.desk({ alone: false });
    const bytes = pdf(50_000);
    async function* slowly(): AsyncGenerator<Uint8Array> {
      yield bytes.subarray(0, 20_000);
      office.desk({ alone: false }).start();
      yield bytes.subarray(20_000);
    }
    await one.uploads.accept(CITIZEN, slowly(), { type: PDF });
    expect(await one.uploads.sizeOf(CITIZEN, hashOf(bytes))).toBe(bytes.length);

    writeFileSync(join(office.root, 'incoming', 'broken-off'), 'half');
    office.dateFiles(instant('2026-11-22T09:00:00+07:00'));
    await one.uploads.sweep();
    expect(readdirSync(join(office.root, 'incoming'))).toEqual(['broken-off']);
    office.time.moveTo(instant('2026-11-23T09:00:01+07:00'));
    await one.uploads.sweep();
    expect(readdirSync(join(office.root, 'incoming'))).toEqual([]);
  });
});
