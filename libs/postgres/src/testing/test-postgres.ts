import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { postgresPrograms } from './postgres-programs';

const USER = 'lienthong';
const run = promisify(execFile);

/** Nobody needs what a test has written after a loss of power, and each test has few connections. */
const SETTINGS = { fsync: 'off', full_page_writes: 'off', listen_addresses: '', max_connections: '60', shared_buffers: '32MB' };

/** A PostgreSQL server of one test, behind a socket in a folder of its own. Each test in it takes a database of its own. */
export class TestPostgres {
  private server: ChildProcess | undefined;
  private databases = 0;

  private constructor(
    private readonly folder: string,
    private readonly programs: string,
    private readonly more: Readonly<Record<string, string>>,
  ) {}

  /**
   * @param more settings beside, or instead of, those of a test
   * @throws one line that says how to get PostgreSQL, where it is not installed
   */
  static async start(more: Readonly<Record<string, string>> = {}): Promise<TestPostgres> {
    const programs = postgresPrograms();
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-postgres-'));
    if (isRoot()) execFileSync('chown', ['postgres', folder]);
    const postgres = new TestPostgres(folder, programs, more);
    try {
      const [program, words] = unprivileged(join(programs, 'initdb'), [
        ...['--pgdata', postgres.data, '--username', USER, '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C', '--no-sync'],
      ]);
      await run(program, words, { cwd: folder });
      await postgres.restart();
      return postgres;
    } catch (error) {
      await postgres.end();
      throw error;
    }
  }

  /** Makes an empty database. @returns its address for `LIENTHONG_READ_MODELS_URL` */
  async database(): Promise<string> {
    const name = `test_${++this.databases}`;
    await this.tell(`create database ${name} template template0`);
    return this.urlOf(name);
  }

  /** Runs a statement as somebody else. */
  async tell(statement: string, url = this.urlOf('postgres')): Promise<readonly Record<string, unknown>[]> {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await client.end();
    }
  }

  /** Starts it again in its folder, with what was kept there. Ends when it answers. */
  async restart(): Promise<void> {
    const settings = Object.entries({ ...SETTINGS, unix_socket_directories: this.folder, ...this.more });
    const [program, words] = unprivileged(join(this.programs, 'postgres'), [
      ...['-D', this.data],
      ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]);
    const server = spawn(program, words, { cwd: this.folder, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, LC_ALL: 'C' } });
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      const said: string[] = [];
      server.once('exit', (code) => reject(new Error(`postgres ended at its start (${code}): ${said.join(' ')}`)));
      createInterface(server.stderr).on('line', (line) => {
        said.push(line);
        if (line.includes('ready to accept connections')) resolve();
      });
    });
  }

  /** Ends it at once: connections are cut, and the next start recovers from what was written. */
  async kill(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGQUIT');
    await ended;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true });
  }

  private get data(): string {
    return join(this.folder, 'data');
  }

  /** The address of a database, through the socket. */
  urlOf(database: string): string {
    const { port = '5432' } = this.more;
    return `postgres://${USER}@/${database}?host=${encodeURIComponent(this.folder)}&port=${port}`;
  }
}

const isRoot = (): boolean => process.getuid?.() === 0;

/** PostgreSQL refuses to run as root: there it runs as the user that its package has made. */
const unprivileged = (program: string, words: readonly string[]): [string, string[]] =>
  isRoot() ? ['setpriv', ['--reuid=postgres', '--regid=postgres', '--clear-groups', program, ...words]] : [program, [...words]];
