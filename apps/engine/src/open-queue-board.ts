import type { AgencyCode } from '@lienthong/bundle';
import type { QueueBoard } from '@lienthong/handoff-bullmq';
import { ConfigError, type EngineConfig } from './config';

/** The page of the lines in Redis, where it is configured. @throws ConfigError another program has the port */
export async function openQueueBoard({ queue, queueBoardPort, exchange }: EngineConfig): Promise<QueueBoard | undefined> {
  if (queue === undefined || queueBoardPort === undefined) return undefined;
  const { QueueBoard } = await import('@lienthong/handoff-bullmq');
  try {
    return await QueueBoard.open(queue, [...exchange.keys()] as AgencyCode[], queueBoardPort);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new ConfigError([`LIENTHONG_QUEUE_BOARD_PORT=${queueBoardPort}: another program listens there; stop it, or choose another port`]);
  }
}
