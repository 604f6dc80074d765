import { isIP } from 'node:net';
import { installationFrom, projectRoot, unknownVariables, withSecretFiles, type Installation } from '@lienthong/installation';
import { join, resolve } from 'node:path';
import type { AttachmentPolicy } from '@lienthong/attachments';
import type { RedisAddress } from '@lienthong/handoff-bullmq';
import { readAttachmentPolicy } from './attachments-config';
import { readExchange, type ExchangeConfig } from './exchange-config';
import { mistakesInFiles } from './files-config';
import { LOG_FORMATS, LOG_LEVELS, type LogFormat, type LogLevel } from './engine-log';
import { readQueue, readQueueBoard } from './queue-config';
import type { SealPort } from '@lienthong/documents';
import { readSeal } from './seal-config';
import { readRoles, type Roles } from './roles';
import { readServers, type Servers } from './servers-config';
import type { StatusSyncConfig } from './status-sync-config';
import type { TracesConfig } from '@lienthong/observability';
import { readTraces } from './traces-config';

export interface EngineConfig {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  /** Where agencies reach the engine; default: where it listens. */
  readonly publicUrl?: string;
  /** With less space left on the disk of the data, the engine says that it is not ready. */
  readonly minFreeBytes: number;
  readonly installation: Installation;
  /** How files are taken that forms cite. */
  readonly attachments: AttachmentPolicy;
  /** The organisation's, on official forms; absent: none is connected. */
  readonly seal?: SealPort;
  readonly exchange: ExchangeConfig;
  /** Who is told the statuses of dossiers; absent: nobody. */
  readonly statusSync?: StatusSyncConfig;
  /** The Redis that wakes the workers; absent: this process does. */
  readonly queue?: RedisAddress;
  /** Where the lines in Redis are shown, on loopback; absent: nowhere. */
  readonly queueBoardPort?: number;
  /** How lines are written while it runs. */
  readonly logFormat: LogFormat;
  /** How much is said. */
  readonly logLevel: LogLevel;
  /** Where log and read models are, unless in the data directory. */
  readonly servers: Servers;
  /** What this process does of all the work. */
  readonly roles: Roles;
  /** Who takes traces, and how many; absent: nobody. */
  readonly traces?: TracesConfig;
}

/** Everything that is wrong with the configuration, at once. */
export class ConfigError extends Error {
  readonly code = 'config-invalid';
  constructor(readonly mistakes: readonly string[]) {
    const [only, ...more] = mistakes;
    const list = mistakes.map((mistake) => `  - ${mistake}`).join('\n');
    super(only !== undefined && more.length === 0 ? only : `the configuration has ${mistakes.length} mistakes:\n${list}`);
  }
}

/** The address of a dossier below it still fits in a QR code. */
const LONGEST_PUBLIC_URL = 200;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the engine's configuration: `LIENTHONG_HOST` (default 127.0.0.1), `LIENTHONG_PORT` (3000), `LIENTHONG_PUBLIC_URL`,
 * `LIENTHONG_EXCHANGE_FILE`, `LIENTHONG_AGENCIES_URL`, `LIENTHONG_MIN_FREE_MIB` (256), `LIENTHONG_QUEUE` (in-process), `LIENTHONG_QUEUE_BOARD_PORT`,
 * `LIENTHONG_LOG_FORMAT` (text), `LIENTHONG_LOG_LEVEL` (info), `LIENTHONG_LOG_URL`, `LIENTHONG_READ_MODELS_URL`, `LIENTHONG_KEYS_URL`, `LIENTHONG_ROLES` (all), those of attachments, of the seal, of traces and of
 * the installation. Those that may hold a password may lie in a file.
 *
 * @throws ConfigError names every mistake and its cure
 */
export function configFrom(given: Environment): EngineConfig {
  const { environment, mistakes: ofFiles } = withSecretFiles(given);
  const mistakes = [...unknownVariables(given), ...ofFiles];
  const host = environment['LIENTHONG_HOST'] ?? '127.0.0.1';
  if (!isLoopback(host)) {
    mistakes.push(
      `LIENTHONG_HOST=${host}: the engine takes anybody's word for who asks (header Lienthong-Actor) until access control is built, ` +
        'so it listens on loopback only: 127.0.0.1, ::1 or localhost',
    );
  }
  const portText = environment['LIENTHONG_PORT'] ?? '3000';
  const port = /^\d{1,5}$/.test(portText) ? Number(portText) : Number.NaN;
  if (!(port <= 65_535)) mistakes.push(`LIENTHONG_PORT=${portText}: a port is a number from 0 (any free one) to 65535`);
  const publicUrl = environment['LIENTHONG_PUBLIC_URL'];
  if (publicUrl !== undefined && !isHttpUrl(publicUrl))
    mistakes.push(`LIENTHONG_PUBLIC_URL=${publicUrl}: not an address such as https://lienthong.example`);
  if (publicUrl !== undefined && Buffer.byteLength(publicUrl) > LONGEST_PUBLIC_URL)
    mistakes.push(`LIENTHONG_PUBLIC_URL: longer than ${LONGEST_PUBLIC_URL} bytes, so that no QR code of official forms could hold it`);
  const agenciesUrl = environment['LIENTHONG_AGENCIES_URL'];
  if (agenciesUrl !== undefined && !isHttpUrl(agenciesUrl))
    mistakes.push(`LIENTHONG_AGENCIES_URL=${agenciesUrl}: not an address such as http://127.0.0.1:3100`);

  const minFreeMib = environment['LIENTHONG_MIN_FREE_MIB'] ?? '256';
  if (!/^\d{1,9}$/.test(minFreeMib)) mistakes.push(`LIENTHONG_MIN_FREE_MIB=${minFreeMib}: not a number of mebibytes such as 256`);

  const asked = environment['LIENTHONG_LOG_FORMAT'] ?? 'text';
  const logFormat = LOG_FORMATS.find((format) => format === asked);
  if (!logFormat) mistakes.push(`LIENTHONG_LOG_FORMAT=${asked}: text or json`);
  const askedLevel = environment['LIENTHONG_LOG_LEVEL'] ?? 'info';
  const logLevel = LOG_LEVELS.find((level) => level === askedLevel);
  if (!logLevel) mistakes.push(`LIENTHONG_LOG_LEVEL=${askedLevel}: error, warn, info or debug`);

  const installation = installationFrom(environment);
  const minFreeBytes = Number(minFreeMib) * 1_048_576;
  const attachments = readAttachmentPolicy(environment, installation.developmentMasterKey, minFreeBytes);
  mistakes.push(...attachments.mistakes);

  const { queue, mistakes: queueMistakes } = readQueue(environment);
  mistakes.push(...queueMistakes);
  const { boardPort, mistakes: ofBoard } = readQueueBoard(environment, environment['LIENTHONG_QUEUE'] !== undefined);
  mistakes.push(...ofBoard);
  const { servers, mistakes: ofServers } = readServers(environment);
  mistakes.push(...ofServers);
  const { roles, mistakes: ofRoles } = readRoles(environment['LIENTHONG_ROLES'], servers.logUrl !== undefined);
  mistakes.push(...ofRoles);
  if (roles.has('worker') && !roles.has('web') && publicUrl === undefined) {
    mistakes.push(
      'LIENTHONG_PUBLIC_URL: a worker without the role web has no API for agencies to call back; name the address of those that have',
    );
  }
  const { traces, mistakes: ofTraces } = readTraces(environment);
  mistakes.push(...ofTraces);
  const { seal, mistakes: ofSeal } = readSeal(environment);
  mistakes.push(...ofSeal);

  const file = resolve(environment['LIENTHONG_EXCHANGE_FILE'] ?? join(projectRoot(), 'apps/engine/config/exchange.development.yaml'));
  const exchange = readExchange(file, agenciesUrl);
  mistakes.push(...exchange.mistakes, ...mistakesInFiles(installation, exchange.config));
  if (mistakes.length > 0) throw new ConfigError(mistakes);
  return {
    host,
    port,
    minFreeBytes,
    logFormat: logFormat ?? 'text',
    logLevel: logLevel ?? 'info',
    installation,
    servers,
    roles,
    attachments: attachments.policy,
    exchange: exchange.config,
    statusSync: exchange.statusSync,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(queue && { queue }),
    ...(boardPort !== undefined && { queueBoardPort: boardPort }),
    ...(seal && { seal }),
    ...(traces && { traces }),
  };
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const isHttpUrl = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
