import { developmentMasterKey, readMasterKey, type KeyVault } from '@lienthong/access';
import { AttachmentDesk, folderId } from '@lienthong/attachments';
import { loadWorkflows, type Workflows } from '@lienthong/bundle';
import type { Timekeeper } from '@lienthong/calendar';
import { Dossiers } from '@lienthong/dossier';
import { Journal, type Position } from '@lienthong/event-store';
import type { ExchangePolicies, HandoffQueue } from '@lienthong/handoff';
import type { Traces } from '@lienthong/observability';
import { endOf, type PatienceByAgency, type ReadModels } from '@lienthong/read-models';
import type { StatusOutbox } from '@lienthong/status-sync';
import { agenciesOverHttp, checkExchange, type Gateways, type GatewaysOf } from './agencies-over-http';
import { citedByLog } from './cited-by-log';
import { claimLog } from './claim-log';
import type { EngineConfig } from './config';
import type { EngineLog } from './engine-log';
import { MarksInPostgres } from './mark-in-postgres';
import { Observation } from './observation';
import { OfficialSeal } from './official-seal';
import { openLog, type OpenedLog } from './open-log';
import { openQueue } from './open-queue';
import { openReadModels } from './open-read-models';
import { openTraces } from './open-traces';
import { openVault, type EngineVault } from './open-vault';
import { ALL_ROLES, type Roles } from './roles';
import { statusSyncs } from './status-syncs';

/** What an engine is put together from: what it keeps, what it reaches, what it was told. */
export interface EngineParts {
  readonly workflows: Workflows;
  readonly vault: KeyVault;
  readonly time: Timekeeper;
  readonly opened: OpenedLog;
  /** The log's end before this engine wrote to it; nothing where others write to it, too, and in an empty one. */
  readonly logEnd: Position | undefined;
  readonly readModels: ReadModels;
  readonly gateways: Gateways;
  readonly policies: ExchangePolicies;
  readonly log: EngineLog;
  /** Makes those that tell portal and linked-service channel the statuses of dossiers, as far as they are configured. */
  readonly outboxes: () => readonly StatusOutbox[];
  /** Where engines that share a log keep how far statuses were told. */
  readonly marks: MarksInPostgres | undefined;
  readonly attachments: AttachmentDesk;
  readonly queue: HandoffQueue;
  readonly observation: Observation;
  readonly seal: OfficialSeal;
  readonly roles: Roles;
  /** Where engines that share a log take turns. */
  readonly turnsUrl: string | undefined;
  /** A folder on the disk that may become full. */
  readonly disk: string;
  readonly minFreeBytes: number;
}

/** What of the configuration an engine is opened with. */
export type OpenedWith = Pick<
  EngineConfig,
  'installation' | 'exchange' | 'minFreeBytes' | 'statusSync' | 'attachments' | 'queue' | 'seal'
> &
  Partial<Pick<EngineConfig, 'servers' | 'roles' | 'traces'>>;

/**
 * Opens everything that the engine keeps. The one place that knows which adapter stands behind which port. Throws with one clear line: the
 * log is in use, a key is wrong, a definition is broken.
 */
export async function openParts(
  config: OpenedWith,
  time: Timekeeper,
  log: EngineLog,
  gatewaysOf: GatewaysOf = agenciesOverHttp,
): Promise<EngineParts> {
  const {
    installation,
    exchange,
    minFreeBytes,
    statusSync = new Map(),
    servers: { logUrl, readModelsUrl, keysUrl } = {},
    roles = ALL_ROLES,
  } = config;
  const workflows = loadWorkflows(installation.workflowsDir);
  const opened = await openLog(logUrl, installation.logFile);
  const { store } = opened;
  const alone = opened.own !== undefined;
  let queue: HandoffQueue | undefined;
  let vault: EngineVault | undefined;
  let traces: Traces | undefined;
  try {
    const keys = (vault = await openVault(keysUrl, installation.keysFile, masterKey(installation, log), !alone));
    const journal = new Journal(store);
    if (!alone) await claimLog(journal, time, { keys: keys.id, attachments: folderId(installation.attachmentsDir) });
    const observation = new Observation((traces = await openTraces(config.traces, log)), log);
    const reached = gatewaysOf(installation, exchange, time);
    checkExchange(workflows, exchange);
    const policies = new Map([...exchange].map(([agency, { policy }]) => [agency, policy]));
    queue = await openQueue(config.queue, time, log);
    const readModels = await openReadModels(readModelsUrl, opened, {
      installation,
      patience: patienceOf(policies),
      time,
      writes: roles.has('projector'),
      onTrouble: (reason) => log.error('the read models stand still', reason),
    });
    const marks = alone || readModelsUrl === undefined ? undefined : await MarksInPostgres.open(readModelsUrl);
    const citedBy = citedByLog(store, new Dossiers(journal, keys, workflows, time, alone));
    const notSwept = (error: unknown): void => log.error('the attachments were not swept', error);
    return {
      workflows,
      vault: keys,
      time,
      opened,
      logEnd: alone ? await endOf(store) : undefined,
      readModels,
      gateways: new Map([...reached].map(([agency, gateway]) => [agency, observation.gateway(gateway)])),
      policies,
      log,
      outboxes: () => statusSyncs(statusSync, { installation, journal, vault: keys, time, log, ...(marks && { marks }) }),
      marks,
      attachments: new AttachmentDesk(installation.attachmentsDir, keys, time, config.attachments, notSwept, { citedBy, alone }),
      queue,
      observation,
      seal: new OfficialSeal(config.seal, installation, time, (message) => log.warn(message)),
      roles,
      turnsUrl: alone ? undefined : readModelsUrl,
      // An engine that shares everything keeps nothing in its data directory.
      disk: keysUrl === undefined ? installation.dataDir : installation.attachmentsDir,
      minFreeBytes,
    };
  } catch (error) {
    await queue?.close();
    await vault?.close();
    await traces?.close();
    await store.close();
    throw error;
  }
}

const patienceOf = (policies: ExchangePolicies): PatienceByAgency =>
  Object.fromEntries([...policies].map(([agency, { attemptMs, followAfterMs }]) => [agency, { attemptMs, followAfterMs }]));

function masterKey({ masterKeyFile, developmentMasterKey: development }: EngineConfig['installation'], log: EngineLog) {
  if (!development) return readMasterKey(masterKeyFile);
  const { key, created } = developmentMasterKey(masterKeyFile);
  if (created) {
    log.warn(
      `a development master key was made in ${masterKeyFile}. It lies beside the data that it protects: for real data keep one elsewhere and name it in LIENTHONG_MASTER_KEY_FILE`,
    );
  }
  return key;
}
