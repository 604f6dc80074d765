import type { RedisOptions } from 'ioredis';

/** Where Redis is, and as whom it is used. */
export interface RedisAddress {
  readonly at: { readonly host: string; readonly port: number; readonly tls: boolean } | { readonly socket: string };
  readonly username?: string;
  readonly password?: string;
  /** Each installation needs a database of its own, by its number. */
  readonly database: number;
}

/** As ioredis wants it. */
export function redisOptions({ at, username, password, database }: RedisAddress): RedisOptions {
  const place = 'socket' in at ? { path: at.socket } : { host: at.host, port: at.port, ...(at.tls && { tls: { servername: at.host } }) };
  return { ...place, db: database, ...(username !== undefined && { username }), ...(password !== undefined && { password }) };
}
