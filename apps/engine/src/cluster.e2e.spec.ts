import { execFile, execFileSync, fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { KurrentDbFacade } from '@lienthong/event-store/kurrentdb/testing';
import { projectRoot } from '@lienthong/installation';
import { TestPostgres } from '@lienthong/postgres/testing';
import { ClusterSecrets } from './testing/deployment/cluster-secrets';
import { readComposeFile } from './testing/deployment/compose-file';
import { NOWHERE } from './testing/test-api';

const PROGRAM = join(projectRoot(), 'dist/apps/engine/src/main.js');
const OFFICER = 'kind=officer; id=test-officer; role=one-stop';
const AGENCIES = ['police', 'social-insurance', 'commune-affairs', 'home-affairs'];
const compose = readComposeFile('docker/cluster/compose.yaml');

/**
 * What docker/cluster says, on this machine: its secrets, its words to Redis, its access rules of PostgreSQL, its settings of an engine. Only
 * names and ports are others, and KurrentDB is the façade, which checks certificate and password as well.
 */
describe('an engine of the cluster', () => {
  const secrets = new ClusterSecrets();
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-cluster-'));
  const running: ChildProcess[] = [];
  let facade: KurrentDbFacade | undefined;
  let postgres: TestPostgres;
  let settings: Record<string, string>;

  beforeAll(async () => {
    secrets.addAgencies(AGENCIES);
    const [redisPort, postgresPort] = await Promise.all([freePort(), freePort()]);
    facade = await KurrentDbFacade.start({
      nodes: 3,
      certificate: { cert_chain: Buffer.from(secrets.read('node1.crt')), private_key: Buffer.from(secrets.read('node1.key')) },
      credentials: `lienthong:${secrets.read('kurrentdb.password')}`,
    });
    postgres = await startPostgres(postgresPort);
    await startRedis(redisPort);

    const moved = (name: string, from: string, to: string): string => {
      writeFileSync(join(folder, name), secrets.read(name).replace(from, to).replace('/run/secrets', secrets.folder));
      return join(folder, name);
    };
    settings = {
      ...secrets.inPlace(compose.services['web']?.environment ?? {}),
      LIENTHONG_LOG_URL_FILE: moved('log.url', 'node1:2113,node2:2113,node3:2113', facade.hosts),
      LIENTHONG_READ_MODELS_URL_FILE: moved('read-models.url', 'postgres:5432', `localhost:${postgresPort}`),
      LIENTHONG_KEYS_URL_FILE: moved('keys.url', 'postgres:5432', `localhost:${postgresPort}`),
      LIENTHONG_QUEUE_FILE: moved('queue.url', 'redis:6379', `localhost:${redisPort}`),
      LIENTHONG_PUBLIC_URL: 'https://lienthong.example',
      LIENTHONG_ROLES: 'web,worker,projector,timers',
      LIENTHONG_PORT: '0',
      LIENTHONG_DATA_DIR: folder,
      LIENTHONG_AGENCIES_URL: NOWHERE,
      LIENTHONG_ATTACHMENTS: 'unchecked',
    };
  });

  afterAll(async () => {
    for (const child of running.reverse()) await ended(child, 'SIGTERM');
    await postgres.end();
    await facade?.stop();
    secrets.remove();
    rmSync(folder, { recursive: true });
  });

  /** With the cluster's settings: TLS, the rules of who may come in, and the two databases. */
  async function startPostgres(port: number): Promise<TestPostgres> {
    const own = mkdtempSync(join(folder, 'postgres-'));
    copyFileSync(join(projectRoot(), 'docker/cluster/pg_hba.conf'), join(own, 'pg_hba.conf'));
    for (const name of ['ca.crt', 'postgres.crt', 'postgres.key']) copyFileSync(secrets.path(name), join(own, name));
    execFileSync('chmod', ['600', join(own, 'postgres.key')]);
    if (process.getuid?.() === 0) {
      execFileSync('chmod', ['711', folder]);
      execFileSync('chown', ['-R', 'postgres', own]);
    }
    const server = await TestPostgres.start({
      listen_addresses: '127.0.0.1',
      port: String(port),
      ssl: 'on',
      ssl_ca_file: join(own, 'ca.crt'),
      ssl_cert_file: join(own, 'postgres.crt'),
      ssl_key_file: join(own, 'postgres.key'),
      hba_file: join(own, 'pg_hba.conf'),
    });
    await server.tell(`alter role lienthong password '${secrets.read('postgres.password')}'`);
    await server.tell('create database read_models');
    await server.tell(readFileSync(join(projectRoot(), 'docker/cluster/keys.sql'), 'utf8'));
    return server;
  }

  async function startRedis(port: number): Promise<void> {
    const [program = '', ...words] = compose.services['redis']?.command ?? [];
    const here = words.map((word) => word.replace('/run/secrets', secrets.folder).replace(/^6379$/, String(port)));
    const server = spawn(program, [...here, '--bind', '127.0.0.1', '--dir', folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    running.push(server);
    await new Promise<void>((resolve, reject) => {
      server.once('exit', (code) => reject(new Error(`redis-server ended at its start (${code})`)));
      createInterface(server.stdout).on('line', (line) => line.includes('eady to accept connections') && resolve());
    });
  }

  async function startEngine(): Promise<string> {
    const engine = fork(PROGRAM, { env: { ...process.env, ...settings }, silent: true });
    running.push(engine);
    const said: string[] = [];
    engine.stderr?.on('data', (text: Buffer) => said.push(text.toString()));
    const [message] = (await Promise.race([once(engine, 'message'), once(engine, 'exit')])) as [{ url: string } | number | null];
    if (typeof message !== 'object' || message === null) throw new Error(said.join(''));
    return message.url;
  }

  it('uses every server with TLS and its password, and hands a dossier over by the queue', async () => {
    const url = await startEngine();
    const call = async (path: string, init?: RequestInit) => {
      const headers = { 'Lienthong-Actor': OFFICER, 'Content-Type': 'application/json', 'Idempotency-Key': 'one' };
      const response = await fetch(url + path, { ...init, headers });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    expect(await call('/health/ready')).toMatchObject({ status: 200, body: { reasons: [] } });
    const form = readFileSync(join(projectRoot(), 'workflows/birth/examples/nguyen-bao-an.json'), 'utf8');
    const { body } = await call('/dossiers', { method: 'POST', body: form });
    expect((await call(`/dossiers/${String(body['id'])}/reception`, { method: 'POST', body: '{}' })).status).toBe(200);
    // Nobody is there, but it was tried: the job came back out of Redis.
    let handoffs: readonly Record<string, unknown>[] = [];
    while (!handoffs.some(({ attempts }) => Number(attempts) > 0)) handoffs = (await call('/handoffs')).body['handoffs'] as typeof handoffs;
    expect(await call('/health/ready')).toMatchObject({ status: 200, body: { reasons: [] } });
    const keys = await postgres.tell('select count(*)::int > 0 as kept from lienthong_keys.subject_key', postgres.urlOf('keys'));
    expect(keys).toEqual([{ kept: true }]);
  });

  it('is kept out by Redis and PostgreSQL without TLS or without a password', async () => {
    const ping = async (...words: string[]) => {
      const port = new URL(readFileSync(settings['LIENTHONG_QUEUE_FILE'] ?? '', 'utf8')).port;
      return (await promisify(execFile)('redis-cli', ['-p', port, ...words, 'ping']).catch((error: { stderr: string }) => error)) as {
        stdout?: string;
        stderr: string;
      };
    };
    expect((await ping('--tls', '--cacert', secrets.path('ca.crt'))).stdout).toMatch(/NOAUTH/);
    expect((await ping()).stdout ?? '').not.toMatch(/PONG/);
    const keys = readFileSync(settings['LIENTHONG_KEYS_URL_FILE'] ?? '', 'utf8');
    await expect(postgres.tell('select 1', keys.replace(/\?.*/, ''))).rejects.toThrow(/no pg_hba.conf entry.*no encryption/);
    await expect(postgres.tell('select 1', keys.replace(/lienthong:\w+@/, 'lienthong:wrong@'))).rejects.toThrow(/password authentication/);
    expect(await postgres.tell('select 1 as one', keys)).toEqual([{ one: 1 }]);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}
