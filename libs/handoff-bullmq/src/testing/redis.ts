import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Redis } from 'ioredis';
import type { RedisAddress } from '../redis-address';

interface Keeps {
  /** Whether what Redis knows outlives its end. */
  readonly appendOnly: boolean;
  readonly password?: string;
}

/** A Redis server of one test, behind a socket in a folder of its own. */
export class TestRedis {
  readonly address: RedisAddress;
  private readonly socket: string;
  private server: ChildProcess | undefined;

  private constructor(
    private readonly folder: string,
    private readonly keeps: Keeps,
  ) {
    this.socket = join(folder, 'redis.sock');
    const { password } = keeps;
    this.address = { at: { socket: this.socket }, database: 0, ...(password !== undefined && { password }) };
  }

  static async start(keeps: Keeps = { appendOnly: false }): Promise<TestRedis> {
    const redis = new TestRedis(mkdtempSync(join(tmpdir(), 'lienthong-redis-')), keeps);
    await redis.restart();
    return redis;
  }

  /** Its address for `LIENTHONG_QUEUE`. */
  get url(): string {
    return `redis+unix://${this.socket}${this.keeps.password === undefined ? '' : `?password=${this.keeps.password}`}`;
  }

  /** Starts it again in its folder, with what was kept there. Ends when it answers. */
  async restart(): Promise<void> {
    const { appendOnly, password } = this.keeps;
    const options = { port: '0', unixsocket: this.socket, dir: this.folder, save: '', appendonly: appendOnly ? 'yes' : 'no' };
    const settings = Object.entries({ ...options, appendfsync: 'always', ...(password !== undefined && { requirepass: password }) });
    const server = spawn(
      'redis-server',
      settings.flatMap(([name, value]) => [`--${name}`, value]),
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) => reject(explained(error)));
      server.once('exit', (code) => reject(new Error(`redis-server ended at its start (${code})`)));
      createInterface(server.stdout).on('line', (line) => {
        if (line.includes('eady to accept connections')) resolve();
      });
    });
  }

  /** Ends it as a loss of power does. */
  async kill(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  }

  /** Stands still and answers nothing, until it is killed or goes on. */
  halt(): void {
    this.server?.kill('SIGSTOP');
  }

  /** After it was halted. */
  goOn(): void {
    this.server?.kill('SIGCONT');
  }

  /** Runs a command of Redis as somebody else. */
  async tell(command: string, ...words: string[]): Promise<unknown> {
    const { password } = this.keeps;
    const client = new Redis(this.socket, password === undefined ? {} : { password });
    try {
      return await client.call(command, ...words);
    } finally {
      client.disconnect();
    }
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true });
  }
}

function explained(error: Error): Error {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return error;
  return new Error('redis-server is not installed: apt-get install redis-server (macOS: brew install redis)');
}
