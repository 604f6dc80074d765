import type { AddressInfo } from 'node:net';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { AgencyCode } from '@lienthong/bundle';
import { Queue } from 'bullmq';
import fastify, { type FastifyInstance } from 'fastify';
import { Redis } from 'ioredis';
import { PREFIX } from './agency-line';
import { redisOptions, type RedisAddress } from './redis-address';

/**
 * A page that shows the lines of all agencies in Redis, for whoever sits at this machine: it listens on loopback only, asks nobody who they
 * are, and changes nothing. Jobs hold ids and no personal data.
 */
export class QueueBoard {
  private constructor(
    private readonly server: FastifyInstance,
    private readonly queues: readonly Queue[],
    private readonly client: Redis,
  ) {}

  /** @param port 0: any free one. Throws when another program has it. */
  static async open(address: RedisAddress, agencies: readonly AgencyCode[], port: number): Promise<QueueBoard> {
    const client = new Redis({ ...redisOptions(address), maxRetriesPerRequest: null, replyMapping: 'legacy' });
    // Whether Redis is there, the page shows; the engine says so, too.
    client.on('error', () => undefined);
    const queues = agencies.map((agency) => new Queue(agency, { connection: client, prefix: PREFIX, skipMetasUpdate: true }));
    for (const queue of queues) queue.on('error', () => undefined);
    const adapter = new FastifyAdapter();
    createBullBoard({
      queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
      serverAdapter: adapter,
      options: { uiConfig: { boardTitle: 'Liên thông' } },
    });
    const server = fastify({ forceCloseConnections: true });
    await server.register(adapter.registerPlugin());
    const board = new QueueBoard(server, queues, client);
    try {
      await server.listen({ host: '127.0.0.1', port });
      return board;
    } catch (error) {
      await board.close();
      throw error;
    }
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.server.address() as AddressInfo).port}/`;
  }

  async close(): Promise<void> {
    await this.server.close();
    await Promise.all(this.queues.map((queue) => queue.close()));
    this.client.disconnect();
  }
}
