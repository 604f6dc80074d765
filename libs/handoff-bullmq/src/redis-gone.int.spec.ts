import { Desk } from '@lienthong/handoff/queue-conformance';
import { BullmqQueue, type Patience } from './bullmq-queue';
import { TestRedis } from './testing/redis';

/** No engine is dead here, however slow the machine is. */
const PATIENCE: Patience = { lockMs: 60_000, silenceMs: 3_000 };

/** An engine whose Redis does what the test wants, and what it said about it. */
class Engine {
  readonly said: (string | undefined)[] = [];
  private constructor(readonly redis: TestRedis) {}

  static async start(redis: TestRedis): Promise<[Engine, Desk]> {
    const engine = new Engine(redis);
    let tell = (): void => undefined;
    const onTrouble = (reason: string | undefined): void => {
      engine.said.push(reason);
      tell();
    };
    const desk = await Desk.at({
      open: (onFailure) => BullmqQueue.open(redis.address, { onFailure, onTrouble }, PATIENCE),
      cleanup: async () => undefined,
    });
    tell = () => desk.look();
    return [engine, desk];
  }
}

/** What the sweep does: schedules what is still to be done whenever the queue says that it is worth looking. */
function sweep(desk: Desk, ...due: string[]): void {
  desk.queue.onFree(() => {
    for (const id of due) if (!desk.ended.includes(id)) desk.schedule(id);
  });
}

describe.each([
  ['keeps on its disk what it knows', true],
  ['forgets all when it ends', false],
])('a Redis that %s', (_, appendOnly) => {
  let redis: TestRedis;
  let engine: Engine;
  let desk: Desk;
  beforeEach(async () => {
    redis = await TestRedis.start({ appendOnly });
    [engine, desk] = await Engine.start(redis);
    desk.work({ concurrency: 1 });
    desk.schedule('a');
    desk.schedule('b');
    await desk.begins('a');
  });
  afterEach(async () => {
    await desk.close();
    await redis.end();
  });

  it('is killed in the midst of work: nothing is lost, nothing done twice, and all goes on by itself', async () => {
    sweep(desk, 'a', 'b', 'c');
    await redis.kill();
    desk.quick = true;
    desk.end('a');
    await redis.restart();
    await desk.begins('b', 'c');
    expect(desk.begun.filter((id) => id !== 'c').sort()).toEqual(['a', 'b']);
    expect(engine.said).toEqual([expect.any(String), undefined]);
  });

  it('is killed and comes back while a handoff is worked on: it is not taken up a second time', async () => {
    await redis.kill();
    await redis.restart();
    await desk.until(() => desk.freed > 0);
    desk.schedule('b');
    desk.quick = true;
    desk.end('a');
    await desk.begins('b');
    expect(desk.begun).toEqual(['a', 'b']);
  });

  it('is emptied in the midst of work: that is noticed when a job ends, and the limits stand again', async () => {
    await redis.tell('FLUSHALL');
    desk.queue.onFree(() => {
      for (const id of ['b', 'c', 'd']) desk.schedule(id);
    });
    desk.end('a');
    await desk.begins('b');
    expect(await redis.tell('HGET', 'lienthong:police:meta', 'concurrency')).toBe('1');
    desk.quick = true;
    desk.end('b');
    await desk.begins('c', 'd');
    expect(desk.most).toBe(1);
  });
});

describe('while Redis is away', () => {
  let redis: TestRedis;
  let engine: Engine;
  let desk: Desk;
  beforeEach(async () => {
    redis = await TestRedis.start();
    [engine, desk] = await Engine.start(redis);
    desk.work({ concurrency: 1 });
    await redis.kill();
    await desk.until(() => desk.queue.trouble !== undefined);
  });
  afterEach(async () => {
    await desk.close();
    await redis.end();
  });

  it('what is scheduled is left to the sweep, and takes no room here', async () => {
    for (let i = 0; i < 1_000; i++) desk.schedule(`early-${i}`);
    await redis.restart();
    await desk.until(() => desk.freed > 0);
    desk.quick = true;
    desk.schedule('late');
    await desk.begins('late');
    expect(desk.begun).toEqual(['late']);
  });

  it('that is told once, and its return once', async () => {
    desk.schedule('a');
    desk.schedule('b');
    await redis.restart();
    await desk.until(() => desk.queue.trouble === undefined);
    expect(engine.said).toEqual([expect.any(String), undefined]);
  });

  it('an engine that starts works as soon as it is there', async () => {
    await desk.close();
    const [, late] = await Engine.start(redis);
    late.quick = true;
    late.work({ concurrency: 1 });
    sweep(late, 'a');
    await redis.restart();
    await late.begins('a');
    await late.close();
  });

  it('an engine ends that never saw it', async () => {
    const [, late] = await Engine.start(redis);
    late.work({ concurrency: 1 });
    await late.close();
    expect(late.begun).toEqual([]);
  });

  it('an engine ends that saw it, when what runs is done', async () => {
    await redis.restart();
    await desk.until(() => desk.freed > 0);
    desk.schedule('a');
    await desk.begins('a');
    await redis.kill();
    const closing = desk.queue.close();
    desk.end('a');
    await closing;
    expect(desk.ended).toEqual(['a']);
  });
});

describe('a Redis', () => {
  let redis: TestRedis;
  afterEach(() => redis.end());

  it('that cuts the line on which a worker waits does not hold up an engine that ends before it waits again', async () => {
    redis = await TestRedis.start();
    const [, desk] = await Engine.start(redis);
    desk.quick = true;
    desk.work({ concurrency: 1 });
    desk.schedule('a');
    await desk.begins('a');
    const waiting = async (): Promise<string | undefined> =>
      /^id=(\d+) .*flags=\w*b/m.exec(String(await redis.tell('CLIENT', 'LIST')))?.[1];
    let line = await waiting();
    while (line === undefined) line = await waiting();
    await redis.tell('CLIENT', 'KILL', 'ID', line);
    await redis.tell('PING');
    await desk.close();
    expect(desk.begun).toEqual(['a']);
  });

  it('that goes while the engine ends does not hold it up', async () => {
    redis = await TestRedis.start();
    const [, desk] = await Engine.start(redis);
    desk.work({ concurrency: 1 });
    desk.schedule('a');
    await desk.begins('a');
    const closing = desk.queue.close();
    await redis.kill();
    desk.end('a');
    await closing;
  });

  it('that stands still while the engine ends holds it up no longer than its silence is borne', async () => {
    redis = await TestRedis.start();
    const [, desk] = await Engine.start(redis);
    desk.work({ concurrency: 1 });
    desk.schedule('a');
    await desk.begins('a');
    redis.halt();
    const closing = desk.queue.close();
    desk.end('a');
    await closing;
    expect(desk.ended).toEqual(['a']);
  });

  it('that stands still counts as away, and is used again when it goes on', async () => {
    redis = await TestRedis.start();
    const [engine, desk] = await Engine.start(redis);
    desk.quick = true;
    desk.work({ concurrency: 1 });
    sweep(desk, 'a');
    redis.halt();
    desk.schedule('a');
    await desk.until(() => desk.queue.trouble !== undefined);
    redis.goOn();
    await desk.begins('a');
    await desk.close();
    expect(engine.said).toEqual([expect.stringMatching(/timeout/i), undefined]);
    expect(desk.begun).toEqual(['a']);
  });

  it('that takes nothing, as a replica, is told of once, however often it is reached', async () => {
    redis = await TestRedis.start();
    const [engine, desk] = await Engine.start(redis);
    desk.quick = true;
    desk.work({ concurrency: 1 });
    sweep(desk, 'a');
    await redis.tell('REPLICAOF', '127.0.0.1', '9');
    desk.schedule('a');
    await desk.until(() => desk.freed > 3);
    await redis.tell('REPLICAOF', 'NO', 'ONE');
    await desk.begins('a');
    await desk.until(() => desk.queue.trouble === undefined);
    await desk.close();
    expect(engine.said.filter((reason) => reason?.includes('READONLY'))).toHaveLength(1);
  });

  it('that is full is told of once, and used again when there is room', async () => {
    redis = await TestRedis.start();
    const [engine, desk] = await Engine.start(redis);
    desk.quick = true;
    desk.work({ concurrency: 1 });
    await redis.tell('CONFIG', 'SET', 'maxmemory', '1');
    desk.schedule('a');
    await desk.until(() => desk.queue.trouble !== undefined);
    await redis.tell('CONFIG', 'SET', 'maxmemory', '0');
    desk.schedule('a');
    await desk.begins('a');
    await desk.close();
    expect(engine.said).toEqual([expect.stringContaining('OOM'), undefined]);
  });

  it('that becomes full while jobs wait is told of, and they are done once there is room', async () => {
    redis = await TestRedis.start();
    const [engine, desk] = await Engine.start(redis);
    desk.work({ concurrency: 1 });
    const ids = Array.from({ length: 20 }, (_, at) => `h${at}`);
    for (const id of ['first', ...ids]) desk.schedule(id);
    await desk.begins('first');
    await redis.tell('CONFIG', 'SET', 'maxmemory', '1');
    desk.quick = true;
    desk.end('first');
    await desk.until(() => desk.queue.trouble !== undefined);
    await redis.tell('CONFIG', 'SET', 'maxmemory', '0');
    // The sweep, which comes again and again.
    while (!ids.every((id) => desk.ended.includes(id))) {
      for (const id of ids) if (!desk.ended.includes(id)) desk.schedule(id);
      await redis.tell('PING');
    }
    await desk.until(() => desk.queue.trouble === undefined);
    await desk.close();
    expect(engine.said).toEqual([expect.stringContaining('OOM'), undefined]);
    expect(new Set(desk.begun)).toEqual(new Set(['first', ...ids]));
  });

  it.each([
    ['forgets its scripts', ['SCRIPT', 'FLUSH']],
    ['cuts all connections', ['CLIENT', 'KILL', 'TYPE', 'normal']],
  ] as const)('that %s goes on with what is scheduled next', async (_, [command, ...words]) => {
    redis = await TestRedis.start();
    const [, desk] = await Engine.start(redis);
    desk.quick = true;
    desk.work({ concurrency: 2 });
    desk.schedule('a');
    await desk.begins('a');
    sweep(desk, 'b', 'c');
    await redis.tell(command, ...words);
    for (const id of ['b', 'c']) desk.schedule(id);
    await desk.begins('b', 'c');
    await desk.close();
    expect([...desk.begun].sort()).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }, /WRONGPASS/],
    ['no password', {}, /NOAUTH/],
    ['a number of a database that it does not have', { password: 'right', database: 99 }, /out of range/],
  ])('refuses %s at the start, with one line', async (_, wrong, why) => {
    redis = await TestRedis.start({ appendOnly: false, password: 'right' });
    const { password: __, ...address } = redis.address;
    const opening = BullmqQueue.open({ ...address, ...wrong }, { onFailure: () => undefined, onTrouble: () => undefined });
    await expect(opening).rejects.toMatchObject({ code: 'queue-refused', message: expect.stringMatching(why) });
  });
});
