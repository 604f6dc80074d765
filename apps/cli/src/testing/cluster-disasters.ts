import { setTimeout as pause } from 'node:timers/promises';
import type { KurrentDbFacade } from '@lienthong/event-store/kurrentdb/testing';
import type { TestRedis } from '@lienthong/handoff-bullmq/testing';
import type { TestPostgres } from '@lienthong/postgres/testing';
import { awhile, type Engines } from './engines';
import { followLog } from './follow-log';
import type { OpenLog } from './open-log';
import type { SeededRandom } from './seeded-random';

/** What the engines of a cluster live on. */
export interface Servers {
  readonly facade: KurrentDbFacade;
  readonly redis: TestRedis;
  readonly postgres: TestPostgres;
  /** The database of the read models. */
  readonly readModelsUrl: string;
}

const DISASTERS = [
  'an engine is killed',
  'the log is cut off',
  'Redis is emptied',
  'an engine stands still',
  'PostgreSQL is killed',
  'the engine that writes the lists stands still until another one writes them',
  'Redis is killed',
  'an engine is killed',
  'the log is cut off for a while',
  'all engines are killed',
  'an engine stands still',
  'everything at once',
] as const;
export type Disaster = (typeof DISASTERS)[number];

/** Lets a disaster happen each time when so many more handoffs were acknowledged. Resolves when all have happened, with what they were. */
export async function clusterDisasters(
  every: number,
  engines: Engines,
  servers: Servers,
  log: OpenLog,
  random: SeededRandom,
  over: AbortSignal,
): Promise<readonly Disaster[]> {
  const happened: Disaster[] = [];
  let acknowledged = 0;
  for await (const { event } of followLog(log, over)) {
    if (event.type === 'HandoffAcknowledged') acknowledged++;
    const next = DISASTERS[happened.length];
    if (!next) break;
    if (acknowledged < (happened.length + 1) * every) continue;
    await happen(next, engines, servers, random);
    happened.push(next);
  }
  return happened;
}

async function happen(disaster: Disaster, engines: Engines, servers: Servers, random: SeededRandom): Promise<void> {
  const { facade, redis, postgres } = servers;
  const all = Array.from({ length: engines.count }, (_, at) => at);
  const any = random.within(0, engines.count);
  switch (disaster) {
    case 'an engine is killed':
      return engines.kill(any);
    case 'all engines are killed':
      await Promise.all(all.map((at) => engines.kill(at)));
      return;
    case 'an engine stands still':
      return engines.halt(any, awhile);
    case 'the engine that writes the lists stands still until another one writes them':
      return haltWriter(engines, servers);
    case 'the log is cut off':
      return facade.node.wire.cut();
    case 'the log is cut off for a while':
      facade.node.wire.die();
      await awhile();
      return facade.node.wire.revive();
    case 'Redis is emptied':
      await redis.tell('FLUSHALL');
      return;
    case 'Redis is killed':
      await redis.kill();
      return redis.restart();
    case 'PostgreSQL is killed':
      await postgres.kill();
      return postgres.restart();
    case 'everything at once':
      facade.node.wire.cut();
      await Promise.all([redis.kill(), postgres.kill()]);
      await Promise.all([redis.restart(), postgres.restart()]);
      return engines.kill(any);
  }
}

async function haltWriter(engines: Engines, servers: Servers): Promise<void> {
  const before = await fence(servers);
  let at: number | undefined;
  // Nobody writes for a moment, maybe.
  for (; at === undefined; at = engines.of(await writerIn(servers))) await pause(100);
  await engines.halt(at, async () => {
    while ((await fence(servers)) === before) await pause(100);
  });
}

/** The process that holds the lock of the lists; 0 where nobody does. */
async function writerIn({ postgres, readModelsUrl }: Servers): Promise<number> {
  const holder = `select application_name as name from pg_locks join pg_stat_activity using (pid)
    where locktype = 'advisory' and granted and classid = 4821071`;
  const [row] = await postgres.tell(holder, readModelsUrl);
  return Number(/^lienthong (\d+)$/.exec(String(row?.['name']))?.[1] ?? 0);
}

async function fence({ postgres, readModelsUrl }: Servers): Promise<number> {
  return Number((await postgres.tell('select fence from lienthong.read_models', readModelsUrl))[0]?.['fence']);
}
