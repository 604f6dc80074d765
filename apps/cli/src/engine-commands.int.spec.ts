import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { lienthong, type Ended } from './testing/started-program';

type Answer = readonly [status: number, body: unknown];

/** Commands against answers as the API promises them. */
describe('a command that asks the engine', () => {
  let server: Server;
  let asked: string[];
  let answers: (request: string) => Answer;
  beforeEach(async () => {
    asked = [];
    server = createServer((request, response) => {
      const what = `${request.method} ${request.url}`;
      asked.push(what);
      const [status, body] = answers(what);
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => server.close());

  const run = (...args: readonly string[]): Promise<Ended> =>
    lienthong(['--url', `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ...args]);

  const view = {
    id: 'd-1',
    revision: 12,
    phase: 'under-way',
    bundle: { code: 'birth', version: 'birth@2026-09-01' },
    submittedAt: '2026-11-22T08:00:00.000Z',
    procedures: [],
    waitsFor: [],
  };

  describe('dossier show --at', () => {
    it.each([
      ['7', '7', /^AS OF revision 12; it may have gone on since/],
      ['2026-11-22 15:00', '2026-11-22T08%3A00%3A00.000Z', /^AS OF 22\/11\/2026 15:00:00\.000, revision 12;/],
      ['2026-11-22', '2026-11-22T16%3A59%3A59.999Z', /^AS OF 22\/11\/2026 23:59:59\.999, revision 12;/],
    ])('asks for the dossier as of %s, and says so above it', async (at, passed, heading) => {
      answers = () => [200, view];
      const { code, stdout } = await run('dossier', 'show', 'd-1', '--at', at);
      expect(asked).toEqual([`GET /dossiers/d-1?at=${passed}`]);
      expect(stdout).toMatch(heading);
      expect(code).toBe(0);
    });

    it('says it in Vietnamese, and shows the dossier of now without it', async () => {
      answers = () => [200, view];
      expect((await run('dossier', 'show', 'd-1', '--at', '7', '--lang', 'vi')).stdout).toMatch(/^TẠI bản ghi 12;/);
      expect((await run('dossier', 'show', 'd-1')).stdout).toMatch(/^d-1$/m);
      expect(asked[1]).toBe('GET /dossiers/d-1');
    });

    it('tells that it makes no sense, or that there was nothing then', async () => {
      answers = () => [404, { code: 'revision-not-there', title: 'No such revision', detail: 'The dossier is at revision 5.' }];
      expect(await run('dossier', 'show', 'd-1', '--at', '12')).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('revision-not-there') as string,
      });
      expect(await run('dossier', 'show', 'd-1', '--at', 'soon')).toMatchObject({ code: 2 });
    });
  });

  describe('dossiers list', () => {
    const row = { ...view, office: '26734', channel: 'online', waitsFor: [{ on: 'task', task: 'receive' }] };

    it('shows a page as a table, and how to get the next', async () => {
      answers = () => [200, { dossiers: [row], next: 'c2', position: '1' }];
      const { stdout } = await run('dossiers', 'list', '--phase', 'under-way', '--office', '26734', '--limit', '1');
      expect(asked).toEqual(['GET /dossiers?phase=under-way&office=26734&limit=1']);
      expect(stdout).toMatch(
        /22\/11\/2026 15:00 {2}birth@2026-09-01 {2}under way .* an officer receives it {2}d-1\n\nthere are more: --cursor c2/,
      );
    });

    it('goes through all pages if that is wanted', async () => {
      answers = (request) => [200, request.includes('cursor=c2') ? { dossiers: [row] } : { dossiers: [row], next: 'c2' }];
      const { stdout } = await run('dossiers', 'list', '--all', '--json');
      expect(JSON.parse(stdout)).toEqual({ dossiers: [row, row] });
    });

    it('says so when there are none', async () => {
      answers = () => [200, { dossiers: [] }];
      expect((await run('dossiers', 'list')).stdout).toBe('no dossiers\n');
    });
  });

  describe('read-models', () => {
    const standing = (state: string, more: object = {}): Answer => [
      200,
      { position: '7', logEnd: '9', rebuild: { state, events: 5, of: 10, ...more } },
    ];

    it('rebuild begins, looks until it is done, and says so', async () => {
      answers = (request) => (request.startsWith('POST') ? [202, {}] : standing(asked.length < 4 ? 'running' : 'done'));
      const { code, stdout } = await run('read-models', 'rebuild');
      expect(asked).toEqual(['POST /read-models/rebuild', ...Array<string>(3).fill('GET /read-models')]);
      expect(stdout).toBe('the read models were built again from 5 events\n');
      expect(code).toBe(0);
    });

    it('rebuild tells why it failed, or that the engine lost it', async () => {
      answers = (request) => (request.startsWith('POST') ? [202, {}] : standing('failed', { reason: 'no space' }));
      expect(await run('read-models', 'rebuild')).toMatchObject({ code: 1, stderr: expect.stringContaining('no space') as string });
      answers = (request) => (request.startsWith('POST') ? [202, {}] : standing('none'));
      expect(await run('read-models', 'rebuild', '--json')).toMatchObject({
        code: 1,
        stdout: expect.stringContaining('rebuild-lost') as string,
      });
    });

    it('rebuild says what to do without an engine', async () => {
      const { code, stderr } = await lienthong(['--url', 'http://127.0.0.1:9', 'read-models', 'rebuild']);
      expect(stderr).toMatch(/delete read-models\.db/);
      expect(code).toBe(2);
    });

    it('show tells how far they are', async () => {
      answers = () => standing('running');
      expect((await run('read-models', 'show')).stdout).toBe(
        'the read models are at 7, the log ends at 9\nthey are being built again: 5 of 10 events\n',
      );
      answers = () => [200, { position: '9', logEnd: '9', rebuild: { state: 'none', events: 0, of: 0 } }];
      expect((await run('read-models', 'show', '--lang', 'vi')).stdout).toBe('các bảng tra cứu đã theo kịp nhật ký\n');
    });
  });
});
