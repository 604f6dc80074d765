import type { KeyVault } from '@lienthong/access';
import type { AttachmentDesk } from '@lienthong/attachments';
import type { Workflows } from '@lienthong/bundle';
import type { Timekeeper } from '@lienthong/calendar';
import { AwaitedDuplicates, Dossiers, FreshDuplicates, type DuplicateIndex, SubmissionKeys, Timers } from '@lienthong/dossier';
import type { DossierId } from '@lienthong/dossier/domain';
import { Journal } from '@lienthong/event-store';
import { Dispatcher, HandoffWorker, Inbox, MessageArchive, Quarantine, ReportRecorder } from '@lienthong/handoff';
import type { Metrics, Reading, Traces } from '@lienthong/observability';
import { Papers } from '@lienthong/papers';
import { endOf, type ReadModels } from '@lienthong/read-models';
import type { StatusOutbox } from '@lienthong/status-sync';
import type { GatewaysOf } from './agencies-over-http';
import { DocumentDesk } from './document-desk';
import { Duties } from './duties';
import { aboutHandoff, type EngineLog } from './engine-log';
import { freeBytes, Health } from './health';
import { leasedDuties } from './leased-duties';
import type { EngineLogStore, OpenedLog } from './open-log';
import { openParts, type EngineParts, type OpenedWith } from './open-parts';
import type { Roles } from './roles';

export type { EngineLog } from './engine-log';

/** All parts of one engine, put together. */
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
  readonly workflows: Workflows;
  readonly vault: KeyVault;
  readonly time: Timekeeper;
  readonly readModels: ReadModels;
  readonly attachments: AttachmentDesk;
  readonly roles: Roles;
  /** Where agencies reach us; known once the engine has started. */
  publicUrl = '';

  private readonly archive: MessageArchive;
  private readonly recorder: ReportRecorder;
  private readonly dispatcher: Dispatcher;
  /** What one engine of all does; this one alone, or by turns. */
  private readonly duties: Duties;
  private readonly turns: Pick<Duties, 'start' | 'stop'>;

  private constructor(private readonly parts: EngineParts) {
    const { workflows, vault, time, readModels, attachments, roles, gateways, policies, queue, log, observation, turnsUrl } = parts;
    const { store, own } = parts.opened;
    this.store = store;
    this.ownLog = own;
    this.workflows = workflows;
    this.vault = vault;
    this.time = time;
    this.readModels = readModels;
    this.attachments = attachments;
    this.roles = roles;
    const alone = own !== undefined;
    const journal = new Journal(observation.log(store));
    this.dossiers = new Dossiers(journal, vault, workflows, time, alone, observation.commands);
    this.dossiers.onAppended(({ events }) => {
      for (const { type } of events) this.metrics.events.inc({ type });
    });
    // The lock of a log in a file makes this engine the only one that writes to it.
    this.duplicates = alone
      ? new FreshDuplicates(readModels.duplicates, this.dossiers, parts.logEnd)
      : new AwaitedDuplicates(readModels.duplicates, () => endOf(store));
    this.submissionKeys = new SubmissionKeys(journal, vault, time);
    this.archive = new MessageArchive(journal, vault, time);
    this.quarantine = new Quarantine(journal, vault, time);
    this.recorder = new ReportRecorder(this.dossiers, this.archive, this.quarantine);
    this.inbox = new Inbox(gateways, this.recorder, this.quarantine);
    const { disk, minFreeBytes } = parts;
    this.health = new Health({ store, readModels, board: readModels.handoffs, queue, vault, clock: time, disk, minFreeBytes });
    const trackingUrl = (dossier: DossierId): string => `${this.publicUrl.replace(/\/+$/, '')}/dossiers/${dossier}`;
    this.papers = new Papers(this.dossiers, readModels.dossiers, { workflows, trackingUrl }, time);
    this.documents = new DocumentDesk(parts.seal);
    this.dispatcher = new Dispatcher(this.dossiers, readModels.handoffs, queue, gateways, policies, time, (error) =>
      log.error('the board was not readable', error),
    );
    const timers = () =>
      new Timers(this.dossiers, readModels.timers, time, (dossier, error) =>
        log.error(dossier ?? 'the timers', error, dossier && { dossier }),
      );
    this.duties = new Duties(timers, attachments, parts.outboxes);
    this.turns =
      turnsUrl === undefined
        ? this.duties
        : leasedDuties(this.duties, turnsUrl, time, (error) => log.error('the turn at timers, sweeps and statuses was lost', error));
  }

  /** Opens everything that the engine keeps; see {@link openParts}. @param gatewaysOf how agencies are reached, unless over HTTP */
  static async open(config: OpenedWith, time: Timekeeper, log: EngineLog, gatewaysOf?: GatewaysOf): Promise<Engine> {
    return new Engine(await openParts(config, time, log, gatewaysOf));
  }

  get metrics(): Metrics {
    return this.parts.observation.metrics;
  }

  /** Absent: nobody takes them. */
  get traces(): Traces | undefined {
    return this.parts.observation.traces;
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
    const { readModels, ownLog, time, health } = this;
    const { policies, disk } = this.parts;
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
      diskFreeBytes: await freeBytes(disk),
      troubles: (await health.troubles()).map(({ code }) => code),
    };
  }

  /** Begins to work. `publicUrl`: where agencies reach us. */
  start(publicUrl: string): void {
    this.publicUrl = publicUrl;
    const { dossiers, archive, recorder, readModels, time, roles } = this;
    const { gateways, policies, queue, log, observation } = this.parts;
    const worker = new HandoffWorker(
      dossiers,
      gateways,
      policies,
      archive,
      recorder,
      readModels.handoffs,
      time,
      publicUrl,
      (id, error, where) => log.error(id, error, aboutHandoff(id, where)),
      observation.taken(time),
    );
    if (roles.has('worker')) {
      for (const [agency, policy] of policies) queue.work(agency, (job) => worker.perform(job), policy);
      this.dispatcher.start();
    }
    if (roles.has('timers')) this.turns.start();
  }

  /** Finishes what is under way, then lets go of everything. */
  async close(): Promise<void> {
    await this.turns.stop();
    await this.dispatcher.stop();
    await this.parts.queue.close();
    await this.documents.close();
    await this.parts.marks?.close();
    await this.readModels.close();
    await this.store.close();
    await this.vault.close();
    await this.parts.observation.traces?.close();
  }
}
