import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentMasterKey, SqliteKeyVault } from '@lienthong/access';
import { loadWorkflows, type AgencyCode, type ProcedureKey } from '@lienthong/bundle';
import { instant, ManualTimekeeper, plusMillis } from '@lienthong/calendar';
import { Dossiers, streamOf } from '@lienthong/dossier';
import {
  dossierOfHandoff,
  findHandoff,
  handoffId,
  type Command,
  type DossierEvent,
  type DossierId,
  type Form,
  type Handoff,
  type HandoffId,
  type Result,
  type Submission,
} from '@lienthong/dossier/domain';
import { Journal, MemoryEventStore, type EventStore, type Metadata, type Position, type StreamName } from '@lienthong/event-store';
import { projectRoot } from '@lienthong/installation';
import { v7 as uuidv7 } from 'uuid';
import type { AgencyGateway } from '../agency-gateway';
import type { ExchangePolicy } from '../exchange-policy';
import type { HandoffBoard } from '../handoff-board';
import { HandoffWorker } from '../handoff-worker';
import { MessageArchive } from '../message-archive';
import { Quarantine } from '../quarantine';
import { ReportRecorder } from '../report-recorder';
import { ScriptedGateway } from './scripted-gateway';

const WORKFLOWS = join(projectRoot(), 'workflows');
const workflows = loadWorkflows(WORKFLOWS);

export const SUBMISSION = JSON.parse(readFileSync(join(WORKFLOWS, 'birth/examples/nguyen-bao-an.json'), 'utf8')) as Submission;
export const FORM = SUBMISSION.form as Form;
export const BIRTH = 'birth-registration' as ProcedureKey;
export const JUSTICE = 'justice' as AgencyCode;
export const POLICE = 'police' as AgencyCode;

/** A result that keeps the contract of the birth registration. */
export const CERTIFICATE: Result = {
  number: '112',
  book: '01/2026',
  page: '56',
  registeredOn: '2026-10-27',
  document: { code: 'KQ.G15.000031' },
};

export const POLICY: ExchangePolicy = {
  attemptMs: 5_000,
  followAfterMs: 60_000,
  followEveryMs: 30_000,
  maxTries: 3,
  backoff: { firstMs: 1_000, factor: 2, maxMs: 60_000 },
  concurrency: 1,
};

/** The exchange with one scripted agency, over a log in memory and keys in a file; time is moved by hand. */
export class Exchange {
  readonly time = new ManualTimekeeper(instant('2026-10-26T03:00:00Z'));
  readonly justice = new ScriptedGateway(JUSTICE);
  readonly gateways = new Map<AgencyCode, AgencyGateway>([[JUSTICE, this.justice]]);
  /** How many were put off in each call of the board. */
  readonly putOffs: number[] = [];
  /** What the worker put off, until when, and why. */
  readonly postponed: { readonly handoff: HandoffId; readonly until: string; readonly trouble?: string }[] = [];
  /** What should not have happened. */
  readonly surprises: [HandoffId, unknown][] = [];
  readonly journal: Journal;
  readonly vault: SqliteKeyVault;
  readonly dossiers: Dossiers;
  readonly archive: MessageArchive;
  readonly quarantine: Quarantine;
  readonly recorder: ReportRecorder;
  readonly worker: HandoffWorker;
  private readonly directory = mkdtempSync(join(tmpdir(), 'lienthong-exchange-'));

  constructor(readonly store: EventStore = new MemoryEventStore()) {
    this.journal = new Journal(store);
    const { key } = developmentMasterKey(join(this.directory, 'master.key'));
    this.vault = SqliteKeyVault.open(join(this.directory, 'keys.db'), key);
    this.dossiers = this.engine();
    this.archive = new MessageArchive(this.journal, this.vault, this.time);
    this.quarantine = new Quarantine(this.journal, this.vault, this.time);
    this.recorder = new ReportRecorder(this.dossiers, this.archive, this.quarantine);
    this.worker = this.workerOf(this.dossiers);
  }

  close(): void {
    this.vault.close();
    rmSync(this.directory, { recursive: true });
  }

  /** Another engine over the same log, which remembers nothing. */
  engine(): Dossiers {
    return new Dossiers(this.journal, this.vault, workflows, this.time);
  }

  workerOf(dossiers: Dossiers, recorder = this.recorder): HandoffWorker {
    const board: HandoffBoard = {
      due: async () => [],
      nextDueAfter: async () => undefined,
      postpone: async (handoffs, until, trouble) => {
        this.putOffs.push(handoffs.length);
        for (const handoff of handoffs) this.postponed.push({ handoff, until, ...(trouble !== undefined && { trouble }) });
      },
      position: () => undefined,
      onChange: () => () => undefined,
    };
    const policies = new Map([[JUSTICE, POLICY]]);
    const surprise = (handoff: HandoffId, error: unknown) => void this.surprises.push([handoff, error]);
    const base = 'http://engine.test';
    return new HandoffWorker(dossiers, this.gateways, policies, this.archive, recorder, board, this.time, base, surprise);
  }

  /** A received dossier, and the handoff of its birth registration. */
  async received(changes: Partial<Submission> = {}): Promise<HandoffId> {
    const dossier = uuidv7() as DossierId;
    await this.do(dossier, { type: 'SubmitDossier', submission: { ...SUBMISSION, ...changes } });
    await this.do(dossier, { type: 'ReceiveDossier' });
    return handoffId(dossier, BIRTH);
  }

  /** As {@link received}, and acknowledged by the agency. */
  async acknowledged(): Promise<HandoffId> {
    const handoff = await this.received();
    this.justice.deliveries.push({ kind: 'acknowledged', reference: 'HT-1', received: Buffer.from('taken') });
    await this.perform(handoff);
    return handoff;
  }

  async do(dossier: DossierId, command: Command): Promise<void> {
    await this.dossiers.execute(dossier, command, { commandId: randomUUID(), actor: { kind: 'officer', id: 'tran.thi.b' } });
  }

  perform(...handoffs: HandoffId[]): Promise<void> {
    return this.worker.perform({ agency: JUSTICE, handoffs });
  }

  pass(millis: number): void {
    this.time.moveTo(plusMillis(this.time.now(), millis));
  }

  /** What was recorded about a handoff after its request, without the deadlines that are set when its procedure starts. */
  async recorded(handoff: HandoffId): Promise<DossierEvent[]> {
    const events: DossierEvent[] = [];
    for await (const { event } of this.dossiers.history(dossierOfHandoff(handoff))) events.push(event);
    return events.slice(1 + events.findIndex(({ type }) => type === 'HandoffRequested')).filter(({ type }) => type !== 'DeadlineSet');
  }

  /** The metadata of the events of the handoff's dossier. */
  async envelopes(handoff: HandoffId): Promise<Metadata[]> {
    const envelopes: Metadata[] = [];
    for await (const { metadata } of this.dossiers.history(dossierOfHandoff(handoff))) envelopes.push(metadata);
    return envelopes;
  }

  async types(handoff: HandoffId): Promise<string[]> {
    return (await this.recorded(handoff)).map(({ type }) => type);
  }

  /** As the log tells it, not the memory of an engine. */
  async handoff(id: HandoffId): Promise<Handoff> {
    const loaded = await this.engine().load(dossierOfHandoff(id));
    const handoff = loaded && findHandoff(loaded.dossier, id);
    if (!handoff) throw new Error(`no handoff ${id}`);
    return handoff;
  }

  /** Of the last event of the handoff's dossier. */
  async position(handoff: HandoffId): Promise<Position | undefined> {
    return (await this.dossiers.load(dossierOfHandoff(handoff)))?.position;
  }

  async messages(handoff: HandoffId): Promise<string[]> {
    const kept: string[] = [];
    for await (const { direction, body } of this.archive.messages(dossierOfHandoff(handoff))) kept.push(`${direction} ${String(body)}`);
    return kept;
  }

  async inQuarantine(): Promise<{ reason: string; body: string }[]> {
    const kept: { reason: string; body: string }[] = [];
    for await (const { reason, body } of this.quarantine.list()) kept.push({ reason, body: String(body) });
    return kept;
  }

  /** How many events the log holds, in all streams or in one. */
  async count(stream?: StreamName): Promise<number> {
    let events = 0;
    for await (const _ of stream ? this.store.readStream(stream) : this.store.readAll()) events++;
    return events;
  }
}

export const dossierStream = (handoff: HandoffId): StreamName => streamOf(dossierOfHandoff(handoff));
