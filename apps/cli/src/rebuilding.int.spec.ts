import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { projectRoot } from '@lienthong/installation';
import { lienthong, until, type Ended } from './testing/started-program';

type Answer = readonly [status: number, body: unknown];

/** What a started engine does not do on demand: a rebuild that fails, or is forgotten by an engine that was started anew. */
describe('read-models rebuild', () => {
  let server: Server;
  let asked: string[];
  let standing: () => object;
  let begun: Answer;
  beforeEach(async () => {
    asked = [];
    begun = [202, { state: 'running' }];
    server = createServer((request, response) => {
      const what = `${request.method} ${request.url}`;
      asked.push(what);
      const [status, body] = what.startsWith('POST') ? begun : [200, { lag: 0, rebuild: standing() }];
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterEach(() => server.close());

  const rebuild = (...args: readonly string[]): Promise<Ended> =>
    lienthong(['--url', `http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'read-models', 'rebuild', ...args]);

  it('looks until it is done', async () => {
    standing = () => ({ state: asked.length < 4 ? 'running' : 'done', events: 5, of: 10 });
    expect(await rebuild()).toMatchObject({ code: 0, stdout: 'the read models were built again from 5 events\n' });
    expect(asked).toEqual(['POST /read-models/rebuild', ...Array<string>(3).fill('GET /read-models')]);
  });

  it('waits for the end of one that somebody else began', async () => {
    begun = [409, { code: 'rebuild-under-way', title: 'The lists are being made anew already', detail: '' }];
    standing = () => ({ state: 'done', events: 5, of: 10 });
    expect(await rebuild()).toMatchObject({ code: 0 });
  });

  it('tells why it failed', async () => {
    standing = () => ({ state: 'failed', events: 5, of: 10, reason: 'no space' });
    expect(await rebuild()).toMatchObject({ code: 1, stderr: expect.stringContaining('no space') as string });
  });

  it('tells that the engine has forgotten it', async () => {
    standing = () => ({ state: 'none', events: 0, of: 0 });
    expect(await rebuild('--json')).toMatchObject({ code: 1, stdout: expect.stringContaining('rebuild-lost') as string });
  });

  it('says what to do without an engine', async () => {
    const { code, stderr } = await lienthong(['--url', 'http://127.0.0.1:9', 'read-models', 'rebuild']);
    expect(stderr).toMatch(/delete read-models\.db/);
    expect(code).toBe(2);
  });

  it('leaves it to the engine at Ctrl-C, and says so', async () => {
    standing = () => ({ state: 'running', events: 5, of: 10 });
    const program = join(projectRoot(), 'apps/cli/bin/lienthong.js');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const child = spawn(process.execPath, [program, '--url', url, 'read-models', 'rebuild', '--lang', 'en'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await until(async () => (asked.length > 2 ? true : undefined));
    child.kill('SIGINT');
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect(said).toMatch(/the rebuild goes on in the engine/);
    expect(code).toBe(2);
  });
});
