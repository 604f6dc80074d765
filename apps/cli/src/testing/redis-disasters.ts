import type { TestRedis } from '@lienthong/handoff-bullmq/testing';
import type { Programs } from '../programs';
import { followLog } from './follow-log';
import type { OpenLog } from './open-log';

const DISASTERS = ['emptied', 'killed', 'engine killed', 'emptied', 'killed', 'both killed'] as const;
type Disaster = (typeof DISASTERS)[number];

/** Lets a disaster happen each time when so many more handoffs were acknowledged. Resolves when all have happened, with what they were. */
export async function disasters(
  every: number,
  redis: TestRedis,
  programs: Programs,
  log: OpenLog,
  over: AbortSignal,
): Promise<readonly Disaster[]> {
  const happened: Disaster[] = [];
  let acknowledged = 0;
  for await (const { event } of followLog(log, over)) {
    if (event.type === 'HandoffAcknowledged') acknowledged++;
    const next = DISASTERS[happened.length];
    if (!next) break;
    if (acknowledged < (happened.length + 1) * every) continue;
    await happen(next, redis, programs);
    happened.push(next);
  }
  return happened;
}

async function happen(disaster: Disaster, redis: TestRedis, programs: Programs): Promise<void> {
  switch (disaster) {
    case 'emptied':
      await redis.tell('FLUSHALL');
      return;
    case 'killed':
      await redis.kill();
      return redis.restart();
    case 'engine killed':
      await programs.killEngine();
      return programs.engineReady();
    case 'both killed':
      await Promise.all([redis.kill(), programs.killEngine()]);
      await programs.engineReady();
      return redis.restart();
  }
}
