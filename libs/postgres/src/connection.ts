import { Pool, types, type ClientConfig } from 'pg';

const INT8 = 20;
const NUMERIC = 1700;

/** Counts and sums come as 64-bit and as decimal numbers; all of ours are safe as JavaScript's. */
const numbers: ClientConfig['types'] = {
  getTypeParser: (id, format) => (id === INT8 || id === NUMERIC ? Number : types.getTypeParser(id, format as 'text')),
};

const CONNECT_MS = 10_000;

/** How every connection is made. @param url `postgres://…` */
export const connectionTo = (url: string): ClientConfig => ({
  connectionString: url,
  // So that whoever looks at the server sees which process has a lock.
  application_name: `lienthong ${process.pid}`,
  connectionTimeoutMillis: CONNECT_MS,
  keepAlive: true,
  types: numbers,
});

export interface PoolOptions {
  /** Where names without a schema are looked up. */
  readonly schema: string;
  /** Connections at most. */
  readonly max: number;
  /** The server ends a transaction in which nothing has happened for so long: it lies there for a process that stands still. */
  readonly idleInTransactionMs?: number;
  /** What is committed is on the disk, whatever the server does by default. */
  readonly durable?: boolean;
}

/** Connections to one schema. They are made when they are needed. */
export function openPool(url: string, { schema, max, idleInTransactionMs, durable = false }: PoolOptions): Pool {
  const pool = new Pool({
    ...connectionTo(url),
    max,
    options: `-c search_path=${schema}${durable ? ' -c synchronous_commit=on' : ''}`,
    ...(idleInTransactionMs !== undefined && { idle_in_transaction_session_timeout: idleInTransactionMs }),
  });
  // A connection was cut that nobody uses, or between two queries of a transaction. The next query tells of it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
