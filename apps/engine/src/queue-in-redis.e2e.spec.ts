import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TestRedis } from '@lienthong/handoff-bullmq/testing';
import { projectRoot } from '@lienthong/installation';
import { TROUBLES } from './health';
import { NOWHERE } from './testing/test-api';

const PROGRAM = join(projectRoot(), 'dist/apps/engine/src/main.js');

describe('the started engine with its queue in Redis', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-queue-'));
  let redis: TestRedis;
  beforeAll(async () => (redis = await TestRedis.start({ appendOnly: false, password: 'sesame' })));
  afterAll(async () => {
    await redis.end();
    rmSync(folder, { recursive: true });
  });

  function start(queue: string, more: Readonly<Record<string, string>> = {}): ChildProcess {
    const settings = { LIENTHONG_PORT: '0', LIENTHONG_DATA_DIR: folder, LIENTHONG_AGENCIES_URL: NOWHERE, LIENTHONG_QUEUE: queue, ...more };
    return fork(PROGRAM, { env: { ...process.env, ...settings }, silent: true });
  }

  it('says once when Redis is gone and once when it is back, in both languages, and is not ready meanwhile', async () => {
    const engine = start(redis.url);
    const said: string[] = [];
    const lines = engine.stderr && createInterface(engine.stderr);
    const line = (start: string): Promise<void> =>
      new Promise((resolve) => lines?.on('line', (text) => void (text.startsWith(`engine: ${start}`) && resolve())));
    lines?.on('line', (text) => said.push(text));
    const [gone, back, ended] = [line('queue-away:'), line('queue-away is over'), once(engine, 'exit')];
    const [{ url }] = (await once(engine, 'message')) as [{ url: string }];
    const ready = async (): Promise<unknown> => (await fetch(`${url}/health/ready`)).json();

    expect(await ready()).toEqual({ status: 'ready', reasons: [] });
    await redis.kill();
    await gone;
    const message = TROUBLES['queue-away'];
    expect(await ready()).toEqual({ status: 'not-ready', reasons: [{ code: 'queue-away', message }] });
    await redis.restart();
    await back;
    expect(await ready()).toEqual({ status: 'ready', reasons: [] });
    engine.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    const told = said.filter((text) => text.includes('queue-away'));
    expect(told).toEqual([
      expect.stringContaining(`${message.vi} – ${message.en}`),
      expect.stringMatching(/dùng lại được.*can be used again/),
    ]);
    expect(said.join()).not.toContain('sesame');
  });

  it('shows the lines of all agencies on a page of this machine, where it is asked to', async () => {
    const engine = start(redis.url, { LIENTHONG_QUEUE_BOARD_PORT: '0' });
    const ended = once(engine, 'exit');
    const url = await new Promise<string>((resolve) => {
      const lines = engine.stdout && createInterface(engine.stdout);
      lines?.on('line', (text) => {
        const [, found] = /the lines of all agencies at (\S+)/.exec(text) ?? [];
        if (found !== undefined) resolve(found);
      });
    });
    const { queues } = (await (await fetch(`${url}api/queues`)).json()) as { queues: { name: string }[] };
    expect(queues.map(({ name }) => name)).toContain('police');
    engine.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it.each([
    ['redis://:sesame@127.0.0.1/first', /LIENTHONG_QUEUE: either in-process or the address of a Redis/],
    ['the address with a wrong password', /LIENTHONG_QUEUE\): WRONGPASS/],
  ])('does not start with %s, and says why without the password', async (wrong, why) => {
    const engine = start(wrong.startsWith('redis') ? wrong : redis.url.replace('sesame', 'wrong'));
    let said = '';
    engine.stderr?.on('data', (text: Buffer) => (said += String(text)));
    expect(await once(engine, 'close')).toEqual([2, null]);
    expect(said).toMatch(why);
    expect(said).not.toContain('sesame');
  });
});
