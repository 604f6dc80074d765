import type { Timekeeper } from '@lienthong/calendar';
import { InProcessQueue, type HandoffJob, type HandoffQueue } from '@lienthong/handoff';
import type { RedisAddress } from '@lienthong/handoff-bullmq';
import { aboutHandoff, type EngineLog } from './engine-log';
import { TROUBLES } from './health';

/** The queue that is configured: in a Redis, or without one in this process. Throws when Redis refuses the engine. */
export async function openQueue(redis: RedisAddress | undefined, time: Timekeeper, log: EngineLog): Promise<HandoffQueue> {
  const onFailure = ({ agency, handoffs }: HandoffJob, error: unknown): void => {
    const [handoff, ...others] = handoffs;
    const about = handoff !== undefined && others.length === 0 ? aboutHandoff(handoff, { agency }) : { agency };
    log.error(`${agency}: ${handoffs.join(', ')}`, error, about);
  };
  if (!redis) return new InProcessQueue(time, onFailure);
  const { vi, en } = TROUBLES['queue-away'];
  const { BullmqQueue } = await import('@lienthong/handoff-bullmq');
  return BullmqQueue.open(redis, {
    onFailure,
    onTrouble: (reason) => {
      if (reason === undefined) log.warn('queue-away is over: Hàng đợi Redis đã dùng lại được. – The queue in Redis can be used again.');
      else log.error(`queue-away: ${vi} – ${en}`, reason);
    },
  });
}
