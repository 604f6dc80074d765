import type { AgencyCode } from '@lienthong/bundle';
import { describeHandoffQueue, Desk, type QueueFixture } from '@lienthong/handoff/queue-conformance';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { BullmqQueue, type Patience } from './bullmq-queue';
import { redisOptions } from './redis-address';
import { TestRedis } from './testing/redis';

const POLICE = 'police' as AgencyCode;
/** No engine is dead here, however slow the machine is. */
const PATIENCE: Patience = { lockMs: 60_000, silenceMs: 60_000 };

describe('with a Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => (redis = await TestRedis.start()));
  afterAll(() => redis.end());

  async function fixture(): Promise<QueueFixture> {
    await redis.tell('FLUSHALL');
    return {
      open: (onFailure) => BullmqQueue.open(redis.address, { onFailure, onTrouble: () => undefined }, PATIENCE),
      cleanup: async () => undefined,
    };
  }

  describeHandoffQueue('the queue in Redis', fixture);

  describe('the queue in Redis, beside what it promises to all', () => {
    let desk: Desk;
    beforeEach(async () => {
      desk = await Desk.at(await fixture());
      desk.work({ concurrency: 1 }, POLICE);
    });
    afterEach(() => desk.close());

    it('tells Redis ids only, and keeps nothing of a job that is done', async () => {
      desk.schedule('a b');
      await desk.begins('a b');
      const keys = (await redis.tell('KEYS', '*')) as string[];
      const [job] = keys.filter((key) => /^lienthong:police:[0-9a-f-]{36}$/.test(key));
      expect(await redis.tell('HGET', String(job), 'data')).toBe('{"handoffs":["a","b"]}');
      desk.quick = true;
      desk.end('a b');
      desk.schedule('c');
      await desk.begins('c');
      await desk.close();
      const left = (await redis.tell('KEYS', '*')) as string[];
      expect(left.filter((key) => /holds$|[0-9a-f]{8}-/.test(key))).toEqual([]);
    });

    it.each([[null], ['a'], [{ handoffs: 'a' }], [{ handoffs: [1, { a: 1 }, null] }]])(
      'passes over %j, which it did not write',
      async (data) => {
        const connection = new Redis({ ...redisOptions(redis.address), replyMapping: 'legacy' });
        const stranger = new Queue(POLICE, { connection, prefix: 'lienthong' });
        await stranger.add('strange', data);
        await stranger.close();
        connection.disconnect();
        desk.schedule('last');
        await desk.begins('last');
        desk.end('last');
        expect([desk.begun, desk.failures]).toEqual([['last'], []]);
      },
    );
  });
});
