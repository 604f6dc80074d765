import { developmentMasterKey, readMasterKey, type KeyVault } from '@lienthong/access';
import { AttachmentDesk, folderId } from '@lienthong/attachments';
import { createGateways, ensureKeyPair, readPrivateKey, readPublicKey, type GatewaysConfig } from '@lienthong/agencies';
import { loadWorkflows, type AgencyCode, type Workflows } from '@lienthong/bundle';
import type { Timekeeper } from '@lienthong/calendar';
import { AwaitedDuplicates, Dossiers, FreshDuplicates, type DuplicateIndex, SubmissionKeys, Timers } from '@lienthong/dossier';
import type { DossierId } from '@lienthong/dossier/domain';
import { Journal, type Position } from '@lienthong/event-store';
import {
  Dispatcher,
  HandoffWorker,
  Inbox,
  MessageArchive,
  Quarantine,
  ReportRecorder,
  type AgencyGateway,
  type ExchangePolicies,
  type HandoffQueue,
} from '@lienthong/handoff';
import type { Metrics, Reading, Traces } from '@lienthong/observability';
import { Papers } from '@lienthong/papers';
import { endOf, type ReadModels, type PatienceByAgency } from '@lienthong/read-models';
import type { StatusOutbox } from '@lienthong/status-sync';
import { ConfigError, type EngineConfig } from './config';
import { citedByLog } from './cited-by-log';
import { claimLog } from './claim-log';
import { aboutHandoff, type EngineLog } from './engine-log';
import { DocumentDesk } from './document-desk';
import { Duties } from './duties';
import { freeBytes, Health } from './health';
import { Observation } from './observation';
import { OfficialSeal } from './official-seal';
import { leasedDuties } from './leased-duties';
import { MarksInPostgres } from './mark-in-postgres';
import { openLog, type EngineLogStore, type OpenedLog } from './open-log';
import { openQueue } from './open-queue';
import { openReadModels } from './open-read-models';
import { openTraces } from './open-traces';
import { openVault, type EngineVault } from './open-vault';
import { ALL_ROLES, type Roles } from './roles';
import { statusSyncs } from './status-syncs';

export type { EngineLog } from './engine-log';

/** All parts of one engine, put together. The one place that knows which adapter stands behind which port. */
export class Engine {
  readonly store: EngineLogStore;
  /** The log, where it is a file of this engine alone. */
  readonly ownLog: OpenedLog['own'];
  readonly dossiers: Dossiers;
  readonly duplicates: DuplicateIndex;
  readonly submissionKeys: SubmissionKeys;
  readonly inbox: Inbox;
  readonly quarantine: Quarantine;
  readonly health: Health;
  readonly papers: Papers;
  readonly documents: DocumentDesk;
  /** Where agencies reach us; known once the engine has started. */
  publicUrl = '';

  /** A folder on the disk that may become full. */
  private readonly disk: string;
  private readonly archive: MessageArchive;
  private readonly recorder: ReportRecorder;
  private readonly dispatcher: Dispatcher;
  /** What one engine of all does; this one alone, or by turns. */
  private readonly duties: Duties;
  private readonly turns: Pick<Duties, 'start' | 'stop'>;

  private constructor(
    readonly workflows: Workflows,
    readonly vault: KeyVault,
    readonly time: Timekeeper,
    opened: OpenedLog,
    readonly readModels: ReadModels,
    private readonly gateways: Gateways,
    private readonly policies: ExchangePolicies,
    private readonly log: EngineLog,
    /** Makes those that tell portal and linked-service channel the statuses of dossiers, as far as they are configured. */
    outboxes: () => readonly StatusOutbox[],
    private readonly marks: MarksInPostgres | undefined,
    readonly attachments: AttachmentDesk,
    private readonly queue: HandoffQueue,
    private readonly observation: Observation,
    installation: Installation,
    minFreeBytes: number,
    seal: EngineConfig['seal'],
    /** The log's end before this engine wrote to it. */
    logEnd: Position | undefined,
    readonly roles: Roles,
    /** Where engines that share a log take turns. */
    turnsUrl: string | undefined,
    /** Keys and log lie on servers. */
    shared: boolean,
  ) {
    const { store } = opened;
    this.store = store;
    this.ownLog = opened.own;
    const alone = opened.own !== undefined;
    const journal = new Journal(observation.log(store));
    this.dossiers = new Dossiers(journal, vault, workflows, time, alone, observation.commands);
    this.dossiers.onAppended(({ events }) => {
      for (const { type } of events) this.metrics.events.inc({ type });
    });
    // The lock of a log in a file makes this engine the only one that writes to it.
    this.duplicates = alone
      ? new FreshDuplicates(readModels.duplicates, this.dossiers, logEnd)
      : new AwaitedDuplicates(readModels.duplicates, () => endOf(store));
    this.submissionKeys = new SubmissionKeys(journal, vault, time);
    this.archive = new MessageArchive(journal, vault, time);
    this.quarantine = new Quarantine(journal, vault, time);
    this.recorder = new ReportRecorder(this.dossiers, this.archive, this.quarantine);
    this.inbox = new Inbox(gateways, this.recorder, this.quarantine);
    // An engine that shares everything keeps nothing in its data directory.
    this.disk = shared ? installation.attachmentsDir : installation.dataDir;
    this.health = new Health({ store, readModels, board: readModels.handoffs, queue, vault, clock: time, disk: this.disk, minFreeBytes });
    const trackingUrl = (dossier: DossierId): string => `${this.publicUrl.replace(/\/+$/, '')}/dossiers/${dossier}`;
    this.papers = new Papers(this.dossiers, readModels.dossiers, { workflows, trackingUrl }, time);
    this.documents = new DocumentDesk(new OfficialSeal(seal, installation, time, (message) => log.warn(message)));
    this.dispatcher = new Dispatcher(this.dossiers, readModels.handoffs, queue, gateways, policies, time, (error) =>
      log.error('the board was not readable', error),
    );
    const timers = () =>
      new Timers(this.dossiers, readModels.timers, time, (dossier, error) =>
        log.error(dossier ?? 'the timers', error, dossier && { dossier }),
      );
    this.duties = new Duties(timers, attachments, outboxes);
    this.turns =
      alone || turnsUrl === undefined
        ? this.duties
        : leasedDuties(this.duties, turnsUrl, time, (error) => log.error('the turn at timers, sweeps and statuses was lost', error));
  }

  /** Opens everything that the engine keeps. Throws with one clear line: the log is in use, a key is wrong, a definition is broken. */
  static async open(
    {
      installation,
      exchange,
      minFreeBytes,
      attachments,
      seal,
      statusSync = new Map(),
      queue: redis,
      traces: collector,
      servers: { logUrl, readModelsUrl, keysUrl } = {},
      roles = ALL_ROLES,
    }: Pick<EngineConfig, 'installation' | 'exchange' | 'minFreeBytes' | 'statusSync' | 'attachments' | 'queue' | 'seal'> &
      Partial<Pick<EngineConfig, 'servers' | 'roles' | 'traces'>>,
    time: Timekeeper,
    log: EngineLog,
    /** How agencies are reached, unless by their own systems over HTTP. */
    gatewaysOf: (installation: Installation, exchange: ExchangeConfig, clock: Timekeeper) => Gateways = agenciesOverHttp,
  ): Promise<Engine> {
    const workflows = loadWorkflows(installation.workflowsDir);
    const opened = await openLog(logUrl, installation.logFile);
    const { store } = opened;
    const alone = opened.own !== undefined;
    let queue: HandoffQueue | undefined;
    let opening: EngineVault | undefined;
    let traces: Traces | undefined;
    try {
      const vault = (opening = await openVault(keysUrl, installation.keysFile, masterKey(installation, log), !alone));
      const journal = new Journal(store);
      if (!alone) await claimLog(journal, time, { keys: vault.id, attachments: folderId(installation.attachmentsDir) });
      const observation = new Observation((traces = await openTraces(collector, log)), log);
      const reached = gatewaysOf(installation, exchange, time);
      const gateways = new Map([...reached].map(([agency, gateway]) => [agency, observation.gateway(gateway)]));
      checkExchange(workflows, exchange);
      const policies = new Map([...exchange].map(([agency, { policy }]) => [agency, policy]));
      queue = await openQueue(redis, time, log);
      const readModels = await openReadModels(readModelsUrl, opened, {
        installation,
        patience: patienceOf(policies),
        time,
        writes: roles.has('projector'),
        onTrouble: (reason) => log.error('the read models stand still', reason),
      });
      const marks = alone || readModelsUrl === undefined ? undefined : await MarksInPostgres.open(readModelsUrl);
      const outboxes = () => statusSyncs(statusSync, { installation, journal, vault, time, log, ...(marks && { marks }) });
      const desk = new AttachmentDesk(
        installation.attachmentsDir,
        vault,
        time,
        attachments,
        (error) => log.error('the attachments were not swept', error),
        { citedBy: citedByLog(store, new Dossiers(journal, vault, workflows, time, alone)), alone },
      );
      return new Engine(
        workflows,
        vault,
        time,
        opened,
        readModels,
        gateways,
        policies,
        log,
        outboxes,
        marks,
        desk,
        queue,
        observation,
        installation,
        minFreeBytes,
        seal,
        alone ? await endOf(store) : undefined,
        roles,
        readModelsUrl,
        keysUrl !== undefined,
      );
    } catch (error) {
      await queue?.close();
      await opening?.close();
      await traces?.close();
      await store.close();
      throw error;
    }
  }

  get metrics(): Metrics {
    return this.observation.metrics;
  }

  /** Absent: nobody takes them. */
  get traces(): Traces | undefined {
    return this.observation.traces;
  }

  /** Why the engine does not do its work; empty while all is well. */
  get troubles(): readonly string[] {
    const { trouble } = this.readModels;
    return trouble === undefined ? [] : [`the read models stand still: ${trouble}`];
  }

  /** Those that tell statuses, as far as they are configured; at work only where {@link tellsStatuses}. */
  get statusSyncs(): readonly StatusOutbox[] {
    return this.duties.statusSyncs;
  }

  /** Whether this engine of all those that share the log tells statuses at the moment. */
  get tellsStatuses(): boolean {
    return this.duties.here;
  }

  /** How things stand now, for the metrics. Lists that cannot be read are left out, and health says why. */
  async reading(): Promise<Reading> {
    const { readModels, ownLog, time, policies, health } = this;
    const figures = await readModels.figures.read([...policies.keys()]).catch(() => undefined);
    const lag = await readModels.state().then(
      (state) => state.lag,
      () => undefined,
    );
    return {
      now: Date.parse(time.now()),
      ...(figures && { figures }),
      ...(lag !== undefined && { lag }),
      ...(ownLog && { logEvents: ownLog.extent().events }),
      diskFreeBytes: await freeBytes(this.disk),
      troubles: (await health.troubles()).map(({ code }) => code),
    };
  }

  /** Begins to work. `publicUrl`: where agencies reach us. */
  start(publicUrl: string): void {
    this.publicUrl = publicUrl;
    const { dossiers, gateways, policies, archive, recorder, readModels, time, observation } = this;
    const worker = new HandoffWorker(
      dossiers,
      gateways,
      policies,
      archive,
      recorder,
      readModels.handoffs,
      time,
      publicUrl,
      (id, error, where) => this.log.error(id, error, aboutHandoff(id, where)),
      observation.taken(time),
    );
    if (this.roles.has('worker')) {
      for (const [agency, policy] of policies) this.queue.work(agency, (job) => worker.perform(job), policy);
      this.dispatcher.start();
    }
    if (this.roles.has('timers')) this.turns.start();
  }

  /** Finishes what is under way, then lets go of everything. */
  async close(): Promise<void> {
    await this.turns.stop();
    await this.dispatcher.stop();
    await this.queue.close();
    await this.documents.close();
    await this.marks?.close();
    await this.readModels.close();
    await this.store.close();
    await this.vault.close();
    await this.observation.traces?.close();
  }
}

/** Every agency of every definition must be reachable, or its handoffs would wait for ever. */
function checkExchange({ bundles }: Workflows, exchange: EngineConfig['exchange']): void {
  const named = bundles.flatMap(({ procedures }) =>
    procedures.flatMap(({ agency, routes }) => [agency, ...routes.map((route) => route.agency)]),
  );
  const missing = new Set(named.filter((agency) => !exchange.has(agency)));
  if (missing.size > 0) throw new ConfigError([`the exchange with ${[...missing].join(', ')} is not configured (LIENTHONG_EXCHANGE_FILE)`]);
}

const patienceOf = (policies: ExchangePolicies): PatienceByAgency =>
  Object.fromEntries([...policies].map(([agency, { attemptMs, followAfterMs }]) => [agency, { attemptMs, followAfterMs }]));

type Installation = EngineConfig['installation'];
type ExchangeConfig = EngineConfig['exchange'];
type Gateways = ReadonlyMap<AgencyCode, AgencyGateway>;

const agenciesOverHttp = (installation: Installation, exchange: ExchangeConfig, clock: Timekeeper): Gateways =>
  createGateways(gatewaysConfig(installation, exchange, clock));

function masterKey({ masterKeyFile, developmentMasterKey: development }: Installation, log: EngineLog) {
  if (!development) return readMasterKey(masterKeyFile);
  const { key, created } = developmentMasterKey(masterKeyFile);
  if (created) {
    log.warn(
      `a development master key was made in ${masterKeyFile}. It lies beside the data that it protects: for real data keep one elsewhere and name it in LIENTHONG_MASTER_KEY_FILE`,
    );
  }
  return key;
}

/** In development all key pairs lie in one folder and are made there; elsewhere the folder holds ours and the agencies' public ones. */
function gatewaysConfig(installation: Installation, exchange: EngineConfig['exchange'], clock: Timekeeper): GatewaysConfig {
  const { signingKeysDir: dir, developmentMasterKey: development } = installation;
  if (development) for (const name of ['engine', ...agencyKeys(exchange)]) ensureKeyPair(dir, name);
  const endpoint = (code: string) => {
    const agency = exchange.get(code as AgencyCode);
    if (!agency) throw new ConfigError([`the exchange with ${code} is not configured (LIENTHONG_EXCHANGE_FILE)`]);
    return agency;
  };
  const signing = (code: string) => {
    const { key, ...agency } = endpoint(code);
    if (key === undefined) throw new ConfigError([`the exchange with ${code} names no key, but ${code} signs what it sends`]);
    return { ...agency, keyId: key, publicKey: readPublicKey(dir, key) };
  };
  return {
    signing: readPrivateKey(dir, 'engine'),
    clock,
    agencies: {
      justice: endpoint('justice'),
      police: signing('police'),
      'social-insurance': signing('social-insurance'),
      'commune-affairs': signing('commune-affairs'),
      'home-affairs': signing('home-affairs'),
    },
  };
}

const agencyKeys = (exchange: EngineConfig['exchange']): string[] => [...exchange.values()].flatMap(({ key }) => key ?? []);
