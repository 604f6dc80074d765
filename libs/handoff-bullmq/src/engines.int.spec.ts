import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { WorkOptions } from '@lienthong/handoff';
import { projectRoot } from '@lienthong/installation';
import type { Order, Word } from './testing/engine-process';
import { TestRedis } from './testing/redis';

const PROGRAM = join(projectRoot(), 'dist/libs/handoff-bullmq/src/testing/engine-process.js');
/** No engine counts as dead, however slow the machine is. */
const PATIENT = 60_000;

/** What engines began and ended, in the order in which it was heard of. */
class Story {
  readonly words: string[] = [];
  private readonly waiting = new Set<() => void>();

  tell(line: string): void {
    this.words.push(line);
    for (const look of [...this.waiting]) look();
  }

  until(isSo: (words: readonly string[]) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isSo(this.words)) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  tells(...lines: string[]): Promise<void> {
    return this.until((words) => lines.every((line) => words.includes(line)));
  }

  begun(): string[] {
    return this.words.filter((line) => line.includes('begun')).map((line) => line.replace(/.*begun /, ''));
  }
}

interface Work extends WorkOptions {
  /** Whether jobs end by themselves. */
  readonly quick?: boolean;
  readonly lockMs?: number;
}

/** An engine in a process of its own. */
class EngineProcess {
  private readonly process: ChildProcess = fork(PROGRAM);

  private constructor(
    readonly name: string,
    private readonly story: Story,
  ) {
    this.process.on('message', (word: Word) => story.tell(`${name} ${word.is}${'handoff' in word ? ` ${word.handoff}` : ''}`));
  }

  static async start(name: string, story: Story, redis: TestRedis, options: Work): Promise<EngineProcess> {
    const { quick = false, lockMs = PATIENT, ...work } = options;
    const engine = new EngineProcess(name, story);
    engine.order({ do: 'open', address: redis.address, patience: { lockMs, silenceMs: PATIENT }, work, quick });
    await story.tells(`${name} opened`);
    return engine;
  }

  order(order: Order): void {
    this.process.send(order);
  }

  schedule(...handoffs: string[]): void {
    this.order({ do: 'schedule', handoffs });
  }

  end(handoff: string): void {
    this.order({ do: 'end', handoff });
  }

  async close(): Promise<void> {
    if (!this.process.connected) return;
    const ended = once(this.process, 'exit');
    this.order({ do: 'close' });
    await ended;
  }

  async kill(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }
}

describe('two engines at one Redis', () => {
  let redis: TestRedis;
  let story: Story;
  let engines: EngineProcess[];
  beforeEach(async () => {
    redis = await TestRedis.start();
    story = new Story();
    engines = [];
  });
  afterEach(async () => {
    await Promise.all(engines.map((engine) => engine.close()));
    await redis.end();
  });

  async function start(name: string, work: Work): Promise<EngineProcess> {
    const engine = await EngineProcess.start(name, story, redis, work);
    engines.push(engine);
    return engine;
  }

  it('begin together no more calls a second than the agency bears', async () => {
    const [first, second] = [
      await start('first', { concurrency: 5, ratePerSecond: 20, quick: true }),
      await start('second', { concurrency: 5, ratePerSecond: 20, quick: true }),
    ];
    const ids = Array.from({ length: 20 }, (_, at) => `h${at}`);
    const before = performance.now();
    first.schedule(...ids.slice(0, 10));
    second.schedule(...ids.slice(10));
    await story.until(() => story.begun().length === ids.length);
    // 19 waits of 50 ms; clocks that tell whole milliseconds may lose one in each.
    expect(performance.now() - before).toBeGreaterThanOrEqual(19 * 49);
    expect(story.begun().sort()).toEqual(ids.sort());
  });

  it('have together no more calls under way than the agency bears', async () => {
    const [first, second] = [await start('first', { concurrency: 2 }), await start('second', { concurrency: 2 })];
    first.schedule('a', 'b', 'c', 'd', 'e', 'f');
    let ended = 0;
    while (ended < 6) {
      await story.until(() => story.begun().length === Math.min(6, ended + 2));
      // Whoever has it.
      for (const engine of [first, second]) engine.end(story.begun()[ended] ?? '');
      ended++;
      await story.until((words) => words.filter((line) => line.includes(' ended ')).length === ended);
      expect(story.begun().length - ended).toBeLessThanOrEqual(2);
    }
    expect(story.begun().sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('take a handoff once that both schedule', async () => {
    const [first, second] = [await start('first', { concurrency: 3, quick: true }), await start('second', { concurrency: 3, quick: true })];
    const ids = Array.from({ length: 200 }, (_, at) => `h${at}`);
    first.schedule('held', ...ids);
    second.schedule(...ids, 'last');
    await story.until(() => new Set(story.begun()).size === 202);
    await Promise.all([first.close(), second.close()]);
    const doubled = story.begun().filter((id, at, all) => all.indexOf(id) !== at);
    // What was done before the other engine scheduled it comes again, and finds nothing to do; nothing runs twice at once.
    for (const id of doubled) {
      const lines = story.words.filter((line) => line.endsWith(` ${id}`)).map((line) => line.split(' ')[1]);
      expect(lines).toEqual(['begun', 'ended', 'begun', 'ended']);
    }
  });

  it('take over what the other one worked on when it was killed', async () => {
    const first = await start('first', { concurrency: 1, lockMs: 1_000 });
    first.schedule('a', 'b');
    await story.tells('first begun a');
    const second = await start('second', { concurrency: 1, lockMs: 1_000 });
    await first.kill();
    await story.tells('second begun a');
    second.end('a');
    await story.tells('second begun b');
    second.end('b');
    expect(new Set(story.begun())).toEqual(new Set(['a', 'b']));
  });

  it('leave to the other what waits when one ends, which finishes what it works on', async () => {
    const first = await start('first', { concurrency: 1 });
    first.schedule('a', 'b');
    await story.tells('first begun a');
    const second = await start('second', { concurrency: 1 });
    const closing = first.close();
    first.end('a');
    await closing;
    await story.tells('second begun b');
    second.end('b');
    expect(story.begun()).toEqual(['a', 'b']);
    await story.tells('first ended a', 'first closed');
  });

  it('hear of it when a handoff is free that the other scheduled in vain', async () => {
    const first = await start('first', { concurrency: 1 });
    const second = await start('second', { concurrency: 1 });
    first.schedule('a');
    await story.until(() => story.begun().length === 1);
    const [busy, other] = story.words.includes('first begun a') ? [first, second] : [second, first];
    other.schedule('a');
    while (!String(await redis.tell('HGET', 'lienthong:police:holds', 'a')).startsWith('R'));
    busy.end('a');
    await story.tells(`${busy.name} freed`);
    expect(story.begun()).toEqual(['a']);
  });
});
