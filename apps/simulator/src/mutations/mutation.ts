import type { KeyVault } from '@lienthong/access';
import type { Workflows } from '@lienthong/bundle';
import type { Timekeeper } from '@lienthong/calendar';
import type { Dossiers, TimerBoard } from '@lienthong/dossier';
import type { EventStore, Journal } from '@lienthong/event-store';
import type {
  AgencyGateway,
  ExchangePolicy,
  HandoffBoard,
  HandoffQueue,
  HandoffWorker,
  MessageArchive,
  Quarantine,
  ReportRecorder,
} from '@lienthong/handoff';
import type { MarkKeeper, StatusReceiver, StatusSource } from '@lienthong/status-sync';
import type { Process } from '../core/process';
import type { KeptRows } from '../ports/kept-rows';

/** A deliberate mistake: what it puts in the place of an engine's part. The simulator is worth something only if it finds them all. */
export interface Mutation {
  readonly name: string;
  /** Whether an engine believes that nobody else writes to the log. */
  alone(real: boolean): boolean;
  store(real: EventStore): EventStore;
  vault(real: KeyVault): KeyVault;
  journal(real: Journal): Journal;
  clock(real: Timekeeper): Timekeeper;
  workflows(real: Workflows): Workflows;
  dossiers(real: Dossiers, process: Process): Dossiers;
  archive(real: MessageArchive): MessageArchive;
  quarantine(real: Quarantine): Quarantine;
  recorder(real: ReportRecorder): ReportRecorder;
  gateway(real: AgencyGateway, process: Process): AgencyGateway;
  policy(real: ExchangePolicy): ExchangePolicy;
  rows(real: KeptRows): KeptRows;
  queue(real: HandoffQueue): HandoffQueue;
  handoffBoard(real: HandoffBoard): HandoffBoard;
  timerBoard(real: TimerBoard): TimerBoard;
  worker(real: HandoffWorker): HandoffWorker;
  receiver(real: StatusReceiver): StatusReceiver;
  statuses(real: StatusSource): StatusSource;
  channelStatuses(real: StatusSource): StatusSource;
  mark(real: MarkKeeper): MarkKeeper;
}

const same = <T>(real: T): T => real;

/** The engine as it is. */
export const NO_MUTATION: Mutation = {
  name: 'none',
  alone: same,
  store: same,
  vault: same,
  journal: same,
  clock: same,
  workflows: same,
  dossiers: same,
  archive: same,
  quarantine: same,
  recorder: same,
  gateway: same,
  policy: same,
  rows: same,
  queue: same,
  handoffBoard: same,
  timerBoard: same,
  worker: same,
  receiver: same,
  statuses: same,
  channelStatuses: same,
  mark: same,
};

/** As the real one, but for what is changed. */
export const altered = <T extends object>(real: T, changes: Partial<T>): T => Object.assign(Object.create(real) as T, changes);
