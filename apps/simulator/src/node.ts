import type { AgencyCode, Workflows } from '@lienthong/bundle';
import { Dossiers, Timers } from '@lienthong/dossier';
import { Journal, type EventStore } from '@lienthong/event-store';
import {
  Dispatcher,
  HandoffWorker,
  Inbox,
  InProcessQueue,
  MessageArchive,
  Quarantine,
  ReportRecorder,
  type ExchangePolicy,
  type HandoffJob,
} from '@lienthong/handoff';
import { DossierProjection } from '@lienthong/read-models';
import {
  channelStatuses,
  portalStatuses,
  StatusOutbox,
  type Mark,
  type MarkKeeper,
  type OutboxParts,
  type SyncTarget,
} from '@lienthong/status-sync';
import type { Faults } from './core/faults';
import { Process } from './core/process';
import type { World } from './core/world';
import type { Mutation } from './mutations/mutation';
import type { Agency } from './ports/agency';
import { AgencyLine } from './ports/agency-line';
import { KeptRows } from './ports/kept-rows';
import { PortalLine, type Portal } from './ports/portal';
import { RowKeeper } from './ports/row-keeper';
import { SimulatedVault, type SeededKeys } from './ports/seeded-vault';
import { SimulatedQueue } from './ports/simulated-queue';
import { SimulatedStore } from './ports/simulated-store';

export const POLICY: ExchangePolicy = {
  attemptMs: 150_000,
  followAfterMs: 20 * 60_000,
  followEveryMs: 6 * 60 * 60_000,
  maxTries: 4,
  backoff: { firstMs: 10_000, factor: 4, maxMs: 20 * 60_000 },
  concurrency: 4,
  ratePerSecond: 20,
};

/** What all engines of a world share, because it lies outside of them. */
export interface Surroundings {
  readonly world: World;
  readonly faults: Faults;
  readonly log: EventStore;
  readonly keys: SeededKeys;
  readonly agencies: ReadonlyMap<AgencyCode, Agency>;
  readonly portal: Portal;
  readonly channel: Portal;
  /** How many work on the log at the same time. */
  readonly engines: number;
  readonly mutation: Mutation;
  /** How engines deal with every agency. */
  readonly policy: ExchangePolicy;
  /** What an engine did not expect. */
  readonly onSurprise: (what: string, error: unknown) => void;
}

/** The parts of a running engine that others reach. */
export interface RunningEngine {
  readonly process: Process;
  readonly dossiers: Dossiers;
  readonly inbox: Inbox;
}

/** A machine on which an engine runs, dies and is started again. Its tables and its mark stay. */
export class EngineNode {
  readonly rows = new KeptRows();
  running: RunningEngine | undefined;
  private readonly marks = new Map<SyncTarget, Mark>();
  private starts = 0;

  constructor(
    readonly name: string,
    private readonly around: Surroundings,
  ) {}

  /** The real engine's own parts, over simulated ports: what `Engine` puts together for production. */
  start(workflows: Workflows, stepsToLive: number, onDeath: () => void): void {
    const { world, faults, log, keys, agencies, portal, channel, mutation, policy, onSurprise } = this.around;
    const process = new Process(`${this.name}${++this.starts}`, world, stepsToLive, () => {
      this.running = undefined;
      onDeath();
    });
    const { time } = process;
    const store = mutation.store(new SimulatedStore(log, process, world, faults));
    const vault = mutation.vault(new SimulatedVault(keys, process, world, faults));
    const journal = mutation.journal(new Journal(store));
    const clock = mutation.clock(time);
    const dossiers = mutation.dossiers(
      new Dossiers(journal, vault, mutation.workflows(workflows), clock, mutation.alone(this.around.engines === 1)),
      process,
    );
    const archive = mutation.archive(new MessageArchive(journal, vault, clock));
    const quarantine = mutation.quarantine(new Quarantine(journal, vault, clock));
    const recorder = mutation.recorder(new ReportRecorder(dossiers, archive, quarantine));
    const gateways = new Map(
      [...agencies].map(([code, agency]) => [code, mutation.gateway(new AgencyLine(agency, process, world, faults), process)] as const),
    );
    const policies = new Map([...agencies.keys()].map((code) => [code, mutation.policy(policy)] as const));
    const inbox = new Inbox(gateways, recorder, quarantine);
    const patience = Object.fromEntries([...policies].map(([code, { attemptMs, followAfterMs }]) => [code, { attemptMs, followAfterMs }]));
    const keeper = new RowKeeper(
      mutation.rows(this.rows),
      store,
      () => new DossierProjection(store, patience),
      process,
      (error) => onSurprise(`${process.name}: the read models`, error),
    );
    const failed = (job: HandoffJob, error: unknown): void => onSurprise(`${process.name}: ${job.handoffs.join(' ')}`, error);
    const queue = mutation.queue(new SimulatedQueue(new InProcessQueue(time, failed), process, world, faults, failed));
    const board = mutation.handoffBoard(keeper.handoffs);
    const dispatcher = new Dispatcher(dossiers, board, queue, gateways, policies, process.sweeps, (error) =>
      onSurprise(`${process.name}: the board`, error),
    );
    const timers = new Timers(dossiers, mutation.timerBoard(keeper.timers), process.sweeps, (dossier, error) =>
      onSurprise(`${process.name}: the timer of ${dossier ?? 'all'}`, error),
    );
    const worker = mutation.worker(
      new HandoffWorker(dossiers, gateways, policies, archive, recorder, board, clock, 'http://engine.test', (handoff, error) =>
        onSurprise(`${process.name}: ${handoff}`, error),
      ),
    );
    const outbox = (told: Portal, parts: Pick<OutboxParts, 'receiver' | 'source' | 'mark'>): StatusOutbox =>
      new StatusOutbox({
        journal,
        vault,
        ...parts,
        policy: { maxTries: 5, backoff: { firstMs: 5_000, factor: 3, maxMs: 10 * 60_000 }, concurrency: 4 },
        time,
        onStopped: (dossier, code) => onSurprise(`${process.name}: the ${told.target} is told no more of ${dossier}`, new Error(code)),
        onFailure: (what, error) => onSurprise(`${process.name}: ${what}`, error),
      });
    const toPortal = outbox(portal, {
      receiver: mutation.receiver(new PortalLine(portal, process, world, faults)),
      source: mutation.statuses(portalStatuses),
      mark: mutation.mark(this.markOf('portal', process)),
    });
    const toChannel = outbox(channel, {
      receiver: new PortalLine(channel, process, world, faults),
      source: mutation.channelStatuses(channelStatuses),
      mark: this.markOf('channel', process),
    });
    this.running = { process, dossiers, inbox };
    for (const [agency, policy] of policies) queue.work(agency, (job) => worker.perform(job), policy);
    keeper.start();
    dispatcher.start();
    timers.start();
    toPortal.start();
    toChannel.start();
  }

  /** On the disk: it outlives the process. */
  private markOf(target: SyncTarget, process: Process): MarkKeeper {
    return {
      read: async () => this.marks.get(target),
      write: async (mark) => {
        await process.wait(1);
        this.marks.set(target, mark);
      },
    };
  }
}
