import { describeHandoffQueue } from '@lienthong/handoff/queue-conformance';
import { BullmqQueue } from './bullmq-queue';
import { TestRedis } from './testing/redis';

describe('with a Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => (redis = await TestRedis.start()));
  afterAll(() => redis.end());

  describeHandoffQueue('the queue in Redis', async () => {
    await redis.tell('FLUSHALL');
    return {
      open: (onFailure) => BullmqQueue.open(redis.address, { onFailure, onTrouble: () => undefined }),
      cleanup: async () => undefined,
    };
  });
});
