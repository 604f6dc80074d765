import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient } from '../api-client';
import type { SeededRandom } from './seeded-random';
import { started, type Started } from './started-engine';

interface Member {
  readonly environment: Readonly<Record<string, string>>;
  readonly url: string;
  program: Started | undefined;
}

/** Several engines of one installation, as on machines of their own. Each may die, stand still and come back, at the same address. */
export class Engines {
  private readonly members: Member[] = [];
  private stopped = false;

  constructor(
    /** What all have in common. */
    private readonly shared: Readonly<Record<string, string>>,
    private readonly random: SeededRandom,
  ) {}

  get count(): number {
    return this.members.length;
  }

  /** Starts one more. @param own what it has of its own */
  async add(own: Readonly<Record<string, string>>): Promise<void> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    // Agencies call back the first one, as they would a proxy.
    const publicUrl = this.members[0]?.url ?? url;
    const environment = { ...this.shared, ...own, LIENTHONG_PORT: String(port), LIENTHONG_PUBLIC_URL: publicUrl };
    const member: Member = { environment, url, program: undefined };
    this.members.push(member);
    member.program = await started('engine', environment);
  }

  /** Any engine that has the API, whether it lives or not. */
  api(actor: string): ApiClient {
    const withApi = this.members.filter(({ environment }) => environment['LIENTHONG_ROLES']?.includes('web') ?? true);
    const member = withApi[this.random.within(0, withApi.length)];
    return new ApiClient(member?.url ?? '', actor, 'en');
  }

  /** Which engine a process is; nothing where it is none that lives. */
  of(pid: number): number | undefined {
    const at = this.members.findIndex(({ program }) => program?.pid === pid);
    return at < 0 ? undefined : at;
  }

  /** Dies, and comes back. */
  async kill(at: number): Promise<void> {
    const member = this.member(at);
    await member.program?.kill();
    if (this.stopped) return;
    member.program = await started('engine', member.environment);
    if (this.stopped) await member.program.kill();
  }

  /** Stands still until something has happened. */
  async halt(at: number, meanwhile: () => Promise<unknown>): Promise<void> {
    const { program } = this.member(at);
    program?.halt();
    try {
      await meanwhile();
    } finally {
      program?.goOn();
    }
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.members.map(async ({ program }) => program?.stop()));
  }

  private member(at: number): Member {
    const member = this.members[at];
    if (!member) throw new RangeError(`there is no engine ${at}`);
    return member;
  }
}

/** Long enough for a process to lose what it has under way. */
export const awhile = (): Promise<void> => pause(1_500);

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
