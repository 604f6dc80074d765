import { LogAddressInvalid } from './errors';

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A connection string, taken apart. */
export interface LogAddress {
  readonly discover: boolean;
  readonly hosts: readonly { readonly address: string; readonly port: number }[];
  readonly credentials: Credentials | undefined;
  readonly tls: boolean;
  /** A file with the authority's certificate, for a server whose certificate this machine does not trust anyway. */
  readonly tlsCaFile: string | undefined;
  readonly connectionName: string | undefined;
  /** In milliseconds; gossipTimeout in seconds, as the client has it. */
  readonly numbers: Readonly<Partial<Record<NumberOption, number>>>;
}

const numberOptions = [
  'defaultDeadline',
  'discoveryInterval',
  'gossipTimeout',
  'keepAliveInterval',
  'keepAliveTimeout',
  'maxDiscoverAttempts',
] as const;
type NumberOption = (typeof numberOptions)[number];

/** Options that mean something here in one value only. */
const fixed: Readonly<Record<string, string>> = { nodePreference: 'leader', throwOnAppendFailure: 'true', tlsVerifyCert: 'true' };

const shape = /^(?:esdb|kurrentdb|kdb)(\+discover)?:\/\/(?:([^@/?]*)@)?([^@/?]+)\/?(?:\?(.*))?$/;

/**
 * Reads `esdb://` and `esdb+discover://` (also written `kurrentdb`). The client has a parser of its own, which prints the whole text, password
 * included, when it meets an option that it does not know; so it never sees the text.
 * @throws LogAddressInvalid
 */
export function readAddress(text: string): LogAddress {
  const [, discover, userInfo, hosts, query] = shape.exec(text.trim()) ?? [];
  if (hosts === undefined) {
    throw new LogAddressInvalid(
      'not a connection string such as esdb://user:password@host:2113 or esdb+discover://user:password@cluster:2113',
    );
  }
  const options = readOptions(query ?? '');
  const tls = options.get('tls') !== 'false';
  const credentials = userInfo === undefined ? undefined : readCredentials(userInfo);
  if (tls && !credentials)
    throw new LogAddressInvalid('user and password are missing: esdb://user:password@… (only with tls=false there are none)');
  const numbers = Object.fromEntries(numberOptions.filter((name) => options.has(name)).map((name) => [name, Number(options.get(name))]));
  const tlsCaFile = options.get('tlsCaFile');
  return {
    discover: discover !== undefined,
    hosts: hosts.split(',').map(readHost),
    credentials,
    tls,
    tlsCaFile,
    connectionName: options.get('connectionName'),
    numbers,
  };
}

function readOptions(query: string): ReadonlyMap<string, string> {
  const known = new Map(
    [...numberOptions, ...Object.keys(fixed), 'tls', 'tlsCaFile', 'connectionName'].map((name) => [name.toLowerCase(), name]),
  );
  const options = new Map<string, string>();
  for (const [written, value] of new URLSearchParams(query)) {
    const name = known.get(written.toLowerCase());
    if (name === undefined)
      throw new LogAddressInvalid(`the option ${written} is not known; known are ${[...known.values()].sort().join(', ')}`);
    if (fixed[name] !== undefined && value !== fixed[name]) throw new LogAddressInvalid(`the option ${name} can only be ${fixed[name]}`);
    if (name === 'tls' && !/^(true|false)$/.test(value)) throw new LogAddressInvalid('the option tls is true or false');
    if (numberOptions.some((each) => each === name) && !/^[1-9]\d{0,8}$/.test(value))
      throw new LogAddressInvalid(`the option ${name} is a number above 0`);
    options.set(name, value);
  }
  return options;
}

function readCredentials(userInfo: string): Credentials {
  const [username, ...password] = userInfo.split(':');
  if (!username || password.length === 0) throw new LogAddressInvalid('user and password are written user:password, special signs as %40');
  try {
    return { username: decodeURIComponent(username), password: decodeURIComponent(password.join(':')) };
  } catch {
    throw new LogAddressInvalid('user or password has a % that begins no percent-encoded sign: write it %25');
  }
}

function readHost(text: string): { address: string; port: number } {
  const [, address, port = '2113'] = /^([^:]+)(?::(\d{1,5}))?$/.exec(text.trim()) ?? [];
  if (address === undefined || Number(port) > 65_535) throw new LogAddressInvalid(`${text} is not a host such as node1.example:2113`);
  return { address, port: Number(port) };
}

/** How the address may be shown: hosts, but neither user nor password. */
export const shown = ({ discover, hosts }: LogAddress): string =>
  `esdb${discover ? '+discover' : ''}://${hosts.map(({ address, port }) => `${address}:${port}`).join(',')}`;
