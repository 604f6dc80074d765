import { Redis, type RedisOptions } from 'ioredis';
import { redisOptions, type RedisAddress } from './redis-address';

const LONGEST_WAIT_FOR_REDIS_MS = 1_000;

/**
 * The connection of one engine to Redis. While Redis is away, few commands wait here: a batch for each agency and what workers have
 * begun. They are said again once it is back.
 */
export class RedisLink {
  readonly client: Redis;
  private readonly copies: ReadonlySet<Client>;
  private reason: string | undefined;
  /** It is there, and takes nothing: that it can be reached again ends nothing then. */
  private refuses = false;
  private lastError = 'the connection was closed';
  private readonly losses = new Set<() => void>();
  private ended = false;

  /**
   * @param silenceMs after so long without an answer it counts as away
   * @param onTrouble called once when Redis goes away or refuses what it is told, and once, with nothing, when all is well again
   * @param onBack what was there may be gone
   */
  constructor(
    address: RedisAddress,
    silenceMs: number,
    private readonly onTrouble: (reason: string | undefined) => void,
    onBack: () => void,
  ) {
    const options: RedisOptions = {
      ...redisOptions(address),
      maxRetriesPerRequest: null,
      socketTimeout: silenceMs,
      retryStrategy: (times) => Math.min(50 * times, LONGEST_WAIT_FOR_REDIS_MS),
      // One that became a replica takes nothing; after a failover the address leads to another one.
      reconnectOnError: ({ message }) => message.startsWith('READONLY'),
    };
    this.client = new Redis({ ...options, replyMapping: 'legacy' });
    this.copies = knowCopies(this.client);
    this.client.on('error', ({ message }: Error) => (this.lastError = message));
    this.client.on('close', () => this.away());
    this.client.on('ready', () => {
      if (!this.refuses) this.accepted();
      onBack();
    });
  }

  /**
   * Ends when Redis is there, or is known to be away. Throws {@link RedisRefused} for what waiting does not change: a wrong password, a
   * database that it does not have, a certificate that proves nothing.
   */
  async open(): Promise<void> {
    const refusal = await new Promise<Error | undefined>((resolve) => {
      this.client.once('error', (error: Error) => resolve(isFinal(error) ? error : undefined));
      this.client.once('ready', () => resolve(undefined));
      this.client.once('close', () => resolve(undefined));
    });
    if (!refusal) return;
    await this.end();
    throw new RedisRefused(refusal.message);
  }

  get isUp(): boolean {
    return this.client.status === 'ready';
  }

  /** Why Redis is of no use at present. */
  get trouble(): string | undefined {
    return this.reason;
  }

  /** Redis took what it was told. */
  accepted(): void {
    this.refuses = false;
    if (this.reason === undefined) return;
    this.reason = undefined;
    this.onTrouble(undefined);
  }

  /** Redis is there, and refused what it was told: it is full, or its disk is, or it forbids something. */
  refused(error: unknown): void {
    if (this.ended) return;
    if (this.isUp) this.refuses = true;
    this.say(error instanceof Error ? error.message : String(error));
  }

  /** Ends when Redis is away, at once if it is. */
  lost(): Promise<void> {
    return new Promise((resolve) => {
      if (this.isUp) this.losses.add(resolve);
      else resolve();
    });
  }

  /** Connections that wait for their next attempt make it now: one that is let go of while it waits never says that it has ended. */
  hurry(): void {
    for (const copy of this.copies) attempt(copy);
  }

  /** Lets go of Redis; what still waits for it fails. */
  async end(): Promise<void> {
    this.ended = true;
    await Promise.all([this.client, ...this.copies].map(letGo));
  }

  private away(): void {
    if (this.ended) return;
    for (const tell of this.losses) tell();
    this.say(this.lastError);
    this.lastError = 'the connection was closed';
  }

  private say(reason: string): void {
    if (this.reason !== undefined) return;
    this.reason = reason;
    this.onTrouble(reason);
  }
}

/** Redis does not take us as we are configured. */
export class RedisRefused extends Error {
  readonly code = 'queue-refused';

  constructor(reason: string) {
    super(`Redis refuses the engine (LIENTHONG_QUEUE): ${reason}`);
  }
}

/** An answer of Redis itself, or a broken promise about who it is. */
const isFinal = (error: Error): boolean =>
  'code' in error && typeof error.code === 'string'
    ? /CERT|SIGNATURE|^ERR_(TLS|SSL)/.test(error.code)
    : /^(NOAUTH|WRONGPASS|NOPERM|ERR) /.test(error.message);

/** BullMQ makes a copy for each worker, to wait on; whoever ends the client has to know them. */
function knowCopies(client: Redis): ReadonlySet<Client> {
  const copies = new Set<Client>();
  const duplicate = client.duplicate.bind(client);
  client.duplicate = (changes) => {
    const copy = duplicate(changes);
    copies.add(copy);
    return copy;
  };
  return copies;
}

async function letGo(client: Client): Promise<void> {
  if (client.status === 'end') return;
  const ended = new Promise((resolve) => client.once('end', resolve));
  attempt(client);
  client.disconnect();
  await ended;
}

function attempt(client: Client): void {
  if (client.status === 'reconnecting') client.connect().catch(() => undefined);
}

type Client = Pick<Redis, 'status' | 'once' | 'connect' | 'disconnect'>;
