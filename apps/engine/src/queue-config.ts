import type { RedisAddress } from '@lienthong/handoff-bullmq';

type Environment = Readonly<Record<string, string | undefined>>;

const FORMS =
  'redis://[user:password@]host[:port][/database], the same with rediss:// for TLS, or redis+unix:///path/of/socket[?database=…&password=…]';

/**
 * Reads where the queue is: `LIENTHONG_QUEUE`, either `in-process` (default) or the address of a Redis. What is wrong is named without
 * the value, which may hold a password.
 */
export function readQueue(environment: Environment): { readonly queue?: RedisAddress; readonly mistakes: readonly string[] } {
  const text = environment['LIENTHONG_QUEUE'] ?? 'in-process';
  if (text === 'in-process') return { mistakes: [] };
  const queue = URL.canParse(text) ? addressIn(new URL(text)) : undefined;
  if (queue) return { queue, mistakes: [] };
  return { mistakes: [`LIENTHONG_QUEUE: either in-process or the address of a Redis (not shown here): ${FORMS}`] };
}

/**
 * Reads `LIENTHONG_QUEUE_BOARD_PORT`: where this machine's people see the lines in Redis; absent: nowhere.
 * @param shown whether there is a Redis to be shown
 */
export function readQueueBoard(
  environment: Environment,
  shown: boolean,
): { readonly boardPort?: number; readonly mistakes: readonly string[] } {
  const text = environment['LIENTHONG_QUEUE_BOARD_PORT'];
  if (text === undefined) return { mistakes: [] };
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    return { mistakes: [`LIENTHONG_QUEUE_BOARD_PORT=${text}: a port is a number from 0 (any free one) to 65535`] };
  }
  if (!shown) return { mistakes: ['LIENTHONG_QUEUE_BOARD_PORT: there is nothing to be shown without a Redis in LIENTHONG_QUEUE'] };
  return { boardPort: Number(text), mistakes: [] };
}

function addressIn(url: URL): RedisAddress | undefined {
  switch (url.protocol) {
    case 'redis:':
    case 'rediss:':
      return serverIn(url);
    case 'redis+unix:':
      return socketIn(url);
    default:
      return undefined;
  }
}

function serverIn({ protocol, hostname, port, pathname, username, password, search, hash }: URL): RedisAddress | undefined {
  const database = databaseIn(pathname.slice(1));
  const [user, secret] = [decoded(username), decoded(password)];
  if (hostname === '' || search !== '' || hash !== '' || database === undefined || user === undefined || secret === undefined)
    return undefined;
  // An IPv6 address stands in brackets in a URL only.
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return { at: { host, port: Number(port || 6379), tls: protocol === 'rediss:' }, database, ...whoever(user, secret) };
}

function socketIn({ host, pathname, searchParams, hash }: URL): RedisAddress | undefined {
  const { database: number = '', username = '', password = '', ...others } = Object.fromEntries(searchParams);
  const [socket, database] = [decoded(pathname), databaseIn(number)];
  if (host !== '' || hash !== '' || !socket || socket === '/' || database === undefined || Object.keys(others).length > 0) return undefined;
  return { at: { socket }, database, ...whoever(username, password) };
}

const databaseIn = (text: string): number | undefined => (/^\d{0,5}$/.test(text) ? Number(text) : undefined);

const whoever = (username: string, password: string): Pick<RedisAddress, 'username' | 'password'> => ({
  ...(username !== '' && { username }),
  ...(password !== '' && { password }),
});

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
