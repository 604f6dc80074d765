import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '@lienthong/installation';
import { ApiClient } from './api-client';
import { Programs } from './programs';
import { lienthong, temporaryFolder, until } from './testing/started-program';

describe('lienthong', () => {
  const folder = temporaryFolder();
  const data = join(folder.path, 'data');
  let programs: Programs;
  let url: string[];

  beforeAll(async () => {
    const keys = join(data, 'signing-keys');
    programs = await Programs.start({ dataDir: data, signingKeysDir: keys, enginePort: 0, simulatorsPort: 0, quiet: true });
    url = ['--url', programs.engineUrl];
  });
  afterAll(async () => {
    await programs.stop();
    folder.remove();
  });

  it.each([
    ['birth', 'nguyen-bao-an', ['justice', 'police', 'social-insurance']],
    ['death', 'tran-van-hau', ['justice', 'police', 'social-insurance']],
    ['death', 'hoang-dinh-can', ['justice', 'police', 'home-affairs']],
    ['death', 'le-thi-mui', ['justice', 'police', 'commune-affairs']],
  ])('submits, receives and follows a dossier to its end: %s of %s', async (bundle, name, agencies) => {
    const file = join(folder.path, `${name}.json`);
    const example = readFileSync(join(projectRoot(), `workflows/${bundle}/examples/${name}.json`), 'utf8');
    writeFileSync(file, JSON.stringify({ ...(JSON.parse(example) as object), delivery: 'portal' }));
    const { code, stdout } = await lienthong([...url, 'dossier', 'submit', file, '--receive', '--follow']);
    expect(stdout).toContain(`received at the one-stop, pinned to ${bundle}@`);
    for (const agency of agencies) expect(stdout).toContain(`is to be handed to ${agency}`);
    expect(stdout).toContain('all procedures have ended: completed');
    expect(stdout).toMatch(/ saga +dossier +is to be done by \d\d\/\d\d\/\d{4} 17:00 \(started\)$/m);
    expect(stdout.trimEnd()).toMatch(/the results are returned \(portal\)$/);
    expect(code).toBe(0);
  });

  it('shows a dossier and its history as text and as JSON', async () => {
    const submitted = await lienthong([...url, '--json', 'dossier', 'submit', 'workflows/birth/examples/tran-gia-han.json']);
    const { id } = JSON.parse(submitted.stdout) as { id: string };
    expect((await lienthong([...url, 'dossier', 'show', id])).stdout).toMatch(/next move: an officer receives it/);
    expect((await lienthong([...url, 'dossier', 'show', id, '--lang', 'vi'])).stdout).toMatch(/bước tiếp theo: cán bộ Một cửa tiếp nhận/);
    const history = await lienthong([...url, 'dossier', 'history', id, '--json']);
    expect(JSON.parse(history.stdout)).toMatchObject([{ type: 'DossierSubmitted', data: { form: 'sealed' } }]);
  });

  it('prints official forms, never over a file that is there', async () => {
    const example = 'workflows/birth/examples/pham-ngoc-anh.json';
    const { id } = JSON.parse((await lienthong([...url, '--json', 'dossier', 'submit', example, '--receive'])).stdout) as { id: string };
    const documents = (...args: string[]) => lienthong([...url, 'documents', ...args]);
    expect((await documents('list', id)).stdout).toMatch(/^01 +Receipt and appointment .*\n06 +Control sheet /m);
    const file = join(folder.path, '01.pdf');
    expect(await documents('render', id, '01', '--out', file)).toMatchObject({ code: 0, stdout: expect.stringContaining(file) as string });
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    const again = await documents('render', id, '01', '--out', file, '--lang', 'vi');
    expect([again.code, again.stderr]).toEqual([2, expect.stringMatching(/đã có và được giữ nguyên/)]);
    const sealed = await documents('render', id, '01', '--out', file, '--force', '--seal', '--json');
    expect(JSON.parse(sealed.stdout)).toMatchObject({ file, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect((await documents('render', id, '06', '--out', '-')).stdout).toMatch(/^%PDF-/);
    const none = await documents('render', id, '05', '--out', '-');
    expect([none.code, none.stderr]).toEqual([1, expect.stringMatching(/no such form \(document-not-found\)\. It has: 01, .*06\./)]);
    const register = ['register', '--office', '26743', '--from', '01/11/2026', '--to', '2026-12-31', '--out', '-'];
    expect((await documents(...register)).stdout).toMatch(/^%PDF-/);
  });

  it("carries out the citizen's turns and the office's acts, and shows them", async () => {
    const example = 'workflows/birth/examples/tran-gia-han.json';
    const { id } = JSON.parse((await lienthong([...url, '--json', 'dossier', 'submit', example])).stdout) as { id: string };
    const dossier = (command: string, ...rest: string[]) => lienthong([...url, 'dossier', command, id, ...rest]);
    const asked = await dossier('supplement', '--ask', 'Giấy chứng nhận kết hôn', '--field', '/marriage');
    expect(asked).toMatchObject({ code: 0, stdout: expect.stringContaining(`dossier supplement ${id} --provide 1`) as string });
    expect((await dossier('show', '--lang', 'vi')).stdout).toMatch(
      /bổ sung 1 {2}đang chờ .*\/marriage {2}Giấy chứng nhận kết hôn\n\nbước tiếp theo: công dân bổ sung theo yêu cầu/,
    );
    const form = JSON.parse((await dossier('form')).stdout) as { child: object };
    const file = join(folder.path, 'form.json');
    writeFileSync(file, JSON.stringify({ ...form, child: { ...form.child, copies: 9 } }));
    expect(await dossier('supplement', '--provide', '1', '--form', file, '--note', 'Bản chính')).toMatchObject({ code: 0 });
    expect((await dossier('form', '2', '--diff')).stdout).toMatch(/^version 2 {2}.*officer {2}supplement\n {2}\/child\/copies: \d+ → 9$/m);
    expect(await dossier('payment', '--ask', '24000', '--for', 'Ba bản sao')).toMatchObject({ code: 0 });
    expect((await dossier('show')).stdout).toMatch(/next move: the citizen pays 24,000 đồng: Ba bản sao; an officer receives it/);
    expect(JSON.parse((await dossier('payment', '--received', '1', '--reference', 'BL-1', '--json')).stdout)).toMatchObject({ id });
    expect(await dossier('decline', '--reason', 'Thuộc thẩm quyền nơi khác')).toMatchObject({ code: 0 });
    // It is over: there is nothing to wait for.
    const { stdout: history } = await dossier('history', '--follow');
    for (const said of ['supplement 1 is asked for /marriage', 'payment 1 was received (BL-1)', 'not taken in (declined)']) {
      expect(history).toContain(said);
    }
  });

  it('gives the same dossier for the same idempotency key', async () => {
    const submit = () =>
      lienthong([...url, '--json', 'dossier', 'submit', 'workflows/birth/examples/nguyen-bao-an.json', '--idempotency-key', 'once']);
    const [first, second] = [await submit(), await submit()];
    expect(JSON.parse(second.stdout)).toEqual(JSON.parse(first.stdout));
  });

  it('names every field of a form that is wrong, and stores nothing', async () => {
    const file = join(folder.path, 'wrong.json');
    const form = { case: 'both-parents-known', requester: { fullName: '' } };
    writeFileSync(
      file,
      JSON.stringify({ bundle: 'birth', channel: 'online', office: '26734', delivery: 'portal', chosen: ['birth-registration'], form }),
    );
    const { code, stderr } = await lienthong([...url, 'dossier', 'submit', file]);
    expect(stderr).toMatch(/submission-invalid/);
    expect(stderr).toMatch(/\/child/);
    expect(stderr).toMatch(/\/chosen/);
    expect(code).toBe(1);
  });

  it('says what to do when no engine answers, the file is missing, or the command is wrong', async () => {
    const away = await lienthong(['--url', 'http://127.0.0.1:9', 'handoffs', 'list']);
    expect(away).toMatchObject({ code: 2, stderr: expect.stringContaining('npm start') as string });
    const missing = await lienthong([...url, 'dossier', 'submit', 'nothing.json']);
    expect(missing).toMatchObject({ code: 2, stderr: expect.stringContaining('nothing.json') as string });
    expect(await lienthong(['dossier', 'sumbit'])).toMatchObject({ code: 2, stderr: expect.stringContaining('submit') as string });
    const wrong = await lienthong(['--json', 'dossier', 'submit']);
    expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: 'usage', message: expect.stringContaining('file') as string } });
    expect(await lienthong(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('Exit codes') as string });
  });

  it('refuses a file that is not UTF-8, and passes over a byte-order mark', async () => {
    const example = readFileSync(join(projectRoot(), 'workflows/birth/examples/nguyen-bao-an.json'));
    const [damaged, marked] = [join(folder.path, 'damaged.json'), join(folder.path, 'marked.json')];
    writeFileSync(damaged, Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xe9]), Buffer.from('"}')]));
    writeFileSync(marked, Buffer.concat([Buffer.from('\ufeff'), example]));
    expect(await lienthong([...url, 'dossier', 'submit', damaged])).toMatchObject({ code: 2 });
    expect(await lienthong([...url, 'dossier', 'submit', marked])).toMatchObject({ code: 0 });
  });

  it('says so when the actor cannot be said in a header', async () => {
    const { code, stderr } = await lienthong([...url, '--actor', 'kind=citizen; id=Nguyễn', 'handoffs', 'list']);
    expect(stderr).toMatch(/--actor .* such as: kind=officer/);
    expect(code).toBe(2);
  });

  it('ends, and says so, when the engine has ended by itself', async () => {
    const elsewhere = join(folder.path, 'another');
    const keys = join(elsewhere, 'signing-keys');
    const others = await Programs.start({ dataDir: elsewhere, signingKeysDir: keys, enginePort: 0, simulatorsPort: 0, quiet: true });
    others.askEngineToStop();
    expect(await others.ended).toMatchObject({ en: 'the engine has ended by itself (exit code 0)' });
    await others.stop();
  });

  it('refuses to release what is not parked', async () => {
    const api = new ApiClient(programs.engineUrl, 'kind=officer; id=test', 'en');
    const settled = await until(async () => (await api.handoffs('settled'))[0]);
    const { code, stdout } = await lienthong([...url, '--json', 'handoffs', 'release', settled.id, '--reason', 'just trying']);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'handoff-not-parked' } });
    expect(code).toBe(1);
  });

  it('proves the log while the engine runs', async () => {
    const verify = await lienthong(['audit', 'verify', '--data', data]);
    expect(verify).toMatchObject({ code: 0, stdout: expect.stringMatching(/\d+ events in \d+ streams: every chain holds/) as string });
    const replay = await lienthong(['audit', 'replay', '--all', '--data', data]);
    expect(replay).toMatchObject({ code: 0, stdout: expect.stringMatching(/dossiers: (\d+) equal/) as string });
    expect(await lienthong(['audit', 'verify', '--data', folder.path])).toMatchObject({ code: 2 });
  });

  it('tells a second engine on the same data in one clear line', async () => {
    const second = await lienthong(['run', '--port', '0', '--simulators-port', '0'], { LIENTHONG_DATA_DIR: data });
    expect(second.stderr).toMatch(/^engine: \S+log\.db is in use by another engine: stop that one first/m);
    expect(second.code).toBe(2);
  });

  it('tells that a port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const elsewhere = { LIENTHONG_DATA_DIR: join(folder.path, 'elsewhere') };
    const engine = await lienthong(['run', '--port', String(port), '--simulators-port', '0'], elsewhere);
    expect(engine).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`LIENTHONG_PORT=${port}: another program listens there`) as string,
    });
    const simulators = await lienthong(['run', '--port', '0', '--simulators-port', String(port)], elsewhere);
    expect(simulators).toMatchObject({ code: 2, stderr: expect.stringContaining(`port ${port}`) as string });
    other.close();
  });

  it('checks and draws the definitions', async () => {
    expect(await lienthong(['bundle', 'validate'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('all definitions are well') as string,
    });
    expect(await lienthong(['bundle', 'graph', 'birth@2024-07-01', '--lang', 'vi'])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('permanent-residence') as string,
    });
    expect(await lienthong(['bundle', 'graph', 'birth@1999-01-01'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('birth@2024-07-01') as string,
    });
    expect(await lienthong(['bundle', 'validate', folder.path])).toMatchObject({ code: 1 });
  });

  it('warns when the calendar ends before what is received today would be due', async () => {
    const { path: workflows, remove } = temporaryFolder();
    cpSync(join(projectRoot(), 'workflows'), workflows, { recursive: true });
    const calendar = join(workflows, 'reference/calendars/2023-01-01.yaml');
    writeFileSync(calendar, readFileSync(calendar, 'utf8').replace(/^ {6}2026:[^]*/m, ''));
    expect(await lienthong(['bundle', 'validate', workflows])).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^reference\/calendars\/2023-01-01\.yaml:1 warning calendar-ends-soon: /m) as string,
    });
    remove();
  });
});
