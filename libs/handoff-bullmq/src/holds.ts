import type { HandoffId } from '@lienthong/dossier/domain';
import type { Redis, Result } from 'ioredis';

/*
 * Which job has which handoff, so that no handoff waits twice and none is worked on twice at once, whichever engine schedules it.
 *
 * One hash for each agency: handoff → a letter and the id of a BullMQ job. w: it waits; r: it runs; R: it runs, and was scheduled in
 * vain meanwhile. A hold counts only as long as its job exists, so none can outlive what it stands for.
 */

/*
 * KEYS[1] the holds   ARGV[1] the job   ARGV[2] what the keys of jobs begin with
 * ARGV[3] how many jobs may wait   ARGV[4…] handoffs
 * Returns the handoffs that the job has now.
 */
const HOLD = `
local held = {}
local full = redis.call('ZCARD', ARGV[2] .. 'prioritized') >= tonumber(ARGV[3])
for i = 4, #ARGV do
  local hold = redis.call('HGET', KEYS[1], ARGV[i])
  local job = hold and string.sub(hold, 2)
  if job and job ~= ARGV[1] and redis.call('EXISTS', ARGV[2] .. job) == 1 then
    if string.sub(hold, 1, 1) == 'r' then redis.call('HSET', KEYS[1], ARGV[i], 'R' .. job) end
  elseif not full then
    redis.call('HSET', KEYS[1], ARGV[i], 'w' .. ARGV[1])
    held[#held + 1] = ARGV[i]
  end
end
return held`;

/*
 * KEYS[1] the holds   ARGV[1] the job   ARGV[2] what the keys of jobs begin with   ARGV[3…] handoffs
 * Returns the handoffs on which the job may work: not those that another job has.
 */
const TAKE = `
local taken = {}
for i = 3, #ARGV do
  local hold = redis.call('HGET', KEYS[1], ARGV[i])
  local job = hold and string.sub(hold, 2)
  if not job or job == ARGV[1] or redis.call('EXISTS', ARGV[2] .. job) == 0 then
    if hold ~= 'R' .. ARGV[1] then redis.call('HSET', KEYS[1], ARGV[i], 'r' .. ARGV[1]) end
    taken[#taken + 1] = ARGV[i]
  end
end
return taken`;

/*
 * KEYS[1] the holds   ARGV[1] the job   ARGV[2…] handoffs
 * Returns how many of the handoffs were scheduled in vain while the job had them.
 */
const FREE = `
local wanted = 0
for i = 2, #ARGV do
  local hold = redis.call('HGET', KEYS[1], ARGV[i])
  if hold and string.sub(hold, 2) == ARGV[1] then
    if string.sub(hold, 1, 1) == 'R' then wanted = wanted + 1 end
    redis.call('HDEL', KEYS[1], ARGV[i])
  end
end
return wanted`;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    holdHandoffs(holds: string, job: string, jobs: string, most: number, ...handoffs: string[]): Result<HandoffId[], Context>;
    takeHandoffs(holds: string, job: string, jobs: string, ...handoffs: string[]): Result<HandoffId[], Context>;
    freeHandoffs(holds: string, job: string, ...handoffs: string[]): Result<number, Context>;
  }
}

/** The holds of one agency. */
export class Holds {
  private readonly key: string;

  /** @param jobs what the keys of the agency's jobs begin with */
  constructor(
    private readonly redis: Redis,
    private readonly jobs: string,
  ) {
    this.key = `${jobs}holds`;
    redis.defineCommand('holdHandoffs', { numberOfKeys: 1, lua: HOLD });
    redis.defineCommand('takeHandoffs', { numberOfKeys: 1, lua: TAKE });
    redis.defineCommand('freeHandoffs', { numberOfKeys: 1, lua: FREE });
  }

  /** Those of the handoffs that the job has from now on; the others wait or run already, or `most` jobs wait. */
  hold(job: string, handoffs: readonly HandoffId[], most: number): Promise<readonly HandoffId[]> {
    return this.redis.holdHandoffs(this.key, job, this.jobs, most, ...handoffs);
  }

  /** Those of the handoffs on which the job may work now. */
  take(job: string, handoffs: readonly HandoffId[]): Promise<readonly HandoffId[]> {
    return this.redis.takeHandoffs(this.key, job, this.jobs, ...handoffs);
  }

  /** True if one of the handoffs was scheduled in vain while the job had it. */
  async free(job: string, handoffs: readonly HandoffId[]): Promise<boolean> {
    return (await this.redis.freeHandoffs(this.key, job, ...handoffs)) > 0;
  }
}
