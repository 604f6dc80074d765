import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '@lienthong/installation';
import { ClusterSecrets } from './testing/deployment/cluster-secrets';

const SCRIPT = join(projectRoot(), 'docker/cluster/first-user.sh');

describe('the first user of the log', () => {
  const secrets = new ClusterSecrets();
  const asked: unknown[] = [];
  let answer = 201;
  let server: Server;
  beforeAll(async () => {
    server = createServer({ cert: secrets.read('node1.crt'), key: secrets.read('node1.key') }, (request, response) => {
      let body = '';
      request.on('data', (text: Buffer) => (body += text.toString()));
      request.on('end', () => {
        const { method, url, headers } = request;
        asked.push({ method, url, authorization: headers.authorization, type: headers['content-type'], body: JSON.parse(body) as unknown });
        response.writeHead(answer).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => {
    server.close();
    secrets.remove();
  });

  const run = () =>
    promisify(execFile)('sh', [SCRIPT, `https://localhost:${(server.address() as AddressInfo).port}`, secrets.folder]) as Promise<{
      stdout: string;
    }>;

  it('is made by the admin, over TLS, and may read the whole log', async () => {
    expect((await run()).stdout).toBe('the user lienthong was made\n');
    expect(asked).toEqual([
      {
        method: 'POST',
        url: '/users/',
        authorization: `Basic ${Buffer.from(`admin:${secrets.read('kurrentdb-admin.password')}`).toString('base64')}`,
        type: 'application/json',
        body: { loginName: 'lienthong', fullName: 'Lienthong', groups: ['$admins'], password: secrets.read('kurrentdb.password') },
      },
    ]);
  });

  it('is made once, and what keeps it from being made is told', async () => {
    answer = 409;
    expect((await run()).stdout).toBe('the user lienthong is there\n');
    answer = 401;
    await expect(run()).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('refuses its admin') as string });
    answer = 503;
    await expect(run()).rejects.toMatchObject({ code: 1, stderr: 'the server answered 503\n' });
  });
});
