import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { started, type Started } from './testing/started-engine';
import { lienthong, temporaryFolder } from './testing/started-program';

const PDF = '%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n';

describe('files at the command line', () => {
  const folder = temporaryFolder();
  const path = (name: string): string => join(folder.path, name);
  let engine: Started;
  let url: readonly string[];

  beforeAll(async () => {
    engine = await started('engine', {
      LIENTHONG_PORT: '0',
      LIENTHONG_DATA_DIR: path('data'),
      LIENTHONG_AGENCIES_URL: 'http://127.0.0.1:9',
      LIENTHONG_ATTACHMENTS: 'required',
    });
    url = ['--url', engine.ready.url ?? ''];
    const example = readFileSync(join(projectRoot(), 'workflows/birth/examples/nguyen-bao-an.json'), 'utf8');
    const submission = JSON.parse(example) as { form: { attachments?: unknown } };
    delete submission.form.attachments;
    writeFileSync(path('submission.json'), JSON.stringify(submission));
    writeFileSync(path('chung-sinh.pdf'), PDF);
    writeFileSync(path('notes.txt'), 'not a scan');
  });
  afterAll(async () => {
    await engine.stop();
    folder.remove();
  });

  const submit = async (...attach: readonly string[]) =>
    lienthong([...url, '--json', 'dossier', 'submit', path('submission.json'), ...attach]);

  it('come with a submission, are listed, saved as they were, and found whole by an inspector; a lost one is named', async () => {
    const submitted = await submit('--attach', `birth-notice=${path('chung-sinh.pdf')}`);
    expect([submitted.code, submitted.stderr]).toEqual([0, '']);
    const { id } = JSON.parse(submitted.stdout) as { id: string };
    const listed = await lienthong([...url, '--json', 'attachments', 'list', id]);
    const [cited] = JSON.parse(listed.stdout) as { sha256: string }[];
    expect(cited).toMatchObject({ kind: 'birth-notice', name: 'chung-sinh.pdf', present: true, size: PDF.length });
    const sha256 = cited?.sha256 ?? '';

    const saved = await lienthong([...url, 'attachments', 'get', id, sha256, '--output', path('saved.pdf')]);
    expect([saved.code, readFileSync(path('saved.pdf'), 'utf8')]).toEqual([0, PDF]);
    expect((await lienthong([...url, 'attachments', 'get', id, sha256, '--output', path('saved.pdf')])).code).toBe(2);

    const audit = () => lienthong(['audit', 'attachments', '--data', path('data')]);
    expect(await audit()).toMatchObject({ code: 0, stdout: '1 files in 1 dossiers: every one is well\n' });
    rmSync(path(`data/attachments/dossiers/${id.slice(-2)}/${id}`), { recursive: true });
    const { code, stdout } = await audit();
    expect([code, stdout]).toEqual([1, `${id}: ${sha256} (form version 1) is not kept here\n1 files in 1 dossiers: 1 fault(s)\n`]);
    expect((await lienthong(['audit', 'attachments', '--elsewhere', '--data', path('data')])).code).toBe(0);
  });

  it('are uploaded alone, and what is no scan is refused in the language of the reader', async () => {
    const added = await lienthong([...url, '--json', 'attachments', 'add', path('chung-sinh.pdf')]);
    expect(JSON.parse(added.stdout)).toMatchObject([{ name: 'chung-sinh.pdf', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string }]);
    const refused = await submit('--lang', 'vi', '--attach', `birth-notice=${path('notes.txt')}`);
    expect([refused.code, refused.stdout]).toEqual([1, expect.stringContaining('không thuộc loại được nhận')]);
    expect((await submit('--attach', path('chung-sinh.pdf'))).code).toBe(2);
    expect((await submit('--attach', `birth-notice=${path('nothing.pdf')}`)).code).toBe(2);
  });
});
