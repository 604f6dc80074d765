import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AttachmentDesk, DEFAULT_LIMITS } from '@lienthong/attachments';
import type { DossierId, Form } from '@lienthong/dossier/domain';
import { MemoryEventStore } from '@lienthong/event-store';
import { findMissingAttachments } from './find-missing-attachments';
import { Desk } from './testing/desk';

describe('looking for the files that forms cite', () => {
  let desk: Desk;
  let dossier: DossierId;
  let attachments: AttachmentDesk;
  let form: Form;
  beforeEach(async () => {
    desk = new Desk().use(new MemoryEventStore());
    dossier = await desk.received();
    const [submitted] = await desk.history(dossier);
    form = submitted?.event.type === 'DossierSubmitted' ? (submitted.event.data.form as Form) : {};
    const policy = { required: true, limits: { ...DEFAULT_LIMITS, minFree: 0 } };
    attachments = new AttachmentDesk(join(desk.directory, 'attachments'), desk.vault, desk.time, policy, () => undefined);
  });
  afterEach(() => desk.close());

  async function given(content: string): Promise<string> {
    const bytes = Buffer.from(`%PDF-1.7 ${content}, long enough to be told`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const source = async function* () {
      yield bytes;
    };
    await attachments.files.put(dossier, sha256, source());
    return sha256;
  }
  const cite = (...hashes: readonly string[]) =>
    desk.do(dossier, {
      type: 'CorrectDossier',
      reason: 'Bổ sung giấy tờ',
      form: { ...form, attachments: hashes.map((sha256) => ({ kind: 'birth-notice', name: 'a.pdf', sha256 })) },
    });
  const verdict = async () => findMissingAttachments(dossier, await desk.history(dossier), attachments.files);
  const cited = (): readonly string[] => (form['attachments'] as { sha256: string }[]).map(({ sha256 }) => sha256);
  const onDisk = (): string[] => {
    const folder = join(desk.directory, 'attachments/dossiers', dossier.slice(-2), dossier);
    return readdirSync(folder).map((name) => join(folder, name));
  };

  it('names what no file is kept of, by its hash and the versions of the form', async () => {
    const sha256 = await given('one');
    await cite(sha256, ...cited());
    const missing = cited().map((hash) => ({ dossier, sha256: hash, versions: [1, 2], why: 'missing' }));
    expect(await verdict()).toEqual({ cited: cited().length + 1, missing, erased: false });
  });

  it('names a file of which a single bit is another, and one that is gone', async () => {
    const sha256 = await given('one');
    await cite(sha256);
    const found = async () => (await verdict()).missing.filter((each) => each.sha256 === sha256);
    expect(await found()).toEqual([]);
    const [path = ''] = onDisk();
    const bytes = readFileSync(path);
    bytes[45] = (bytes[45] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    expect(await found()).toEqual([{ dossier, sha256, versions: [2], why: 'damaged' }]);
    rmSync(path);
    expect(await found()).toEqual([{ dossier, sha256, versions: [2], why: 'missing' }]);
  });

  it('takes a dossier whose key was erased at its word', async () => {
    await desk.vault.erase(dossier);
    expect(await verdict()).toEqual({ cited: 0, missing: [], erased: true });
  });
});
