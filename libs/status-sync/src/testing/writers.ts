import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentMasterKey, SqliteKeyVault } from '@lienthong/access';
import { loadWorkflows, type ProcedureKey } from '@lienthong/bundle';
import { instant, ManualTimekeeper, plusMillis, type LocalDate } from '@lienthong/calendar';
import { Dossiers } from '@lienthong/dossier';
import { CommandRejected, type Command, type DossierId, type HandoffId, type Sha256, type Submission } from '@lienthong/dossier/domain';
import { Journal, MemoryEventStore, type EventStore } from '@lienthong/event-store';
import { projectRoot } from '@lienthong/installation';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';

const WORKFLOWS = join(projectRoot(), 'workflows');
const workflows = loadWorkflows(WORKFLOWS);
const SUBMISSION = JSON.parse(readFileSync(join(WORKFLOWS, 'birth/examples/nguyen-bao-an.json'), 'utf8')) as Submission;
const HASH = 'a'.repeat(64) as Sha256;

const RESULT = {
  number: '112',
  book: '01/2026',
  page: '56',
  registeredOn: '2026-10-27',
  document: { code: 'KQ.G15.000031' },
};

/** Dossiers that write the log which is followed; time is moved by hand. */
export class Writers {
  readonly time = new ManualTimekeeper(instant('2026-10-26T03:00:00Z'));
  readonly journal: Journal;
  readonly directory = mkdtempSync(join(tmpdir(), 'lienthong-sync-'));
  private readonly dossiers: Dossiers;
  readonly vault: SqliteKeyVault;
  private commands = 0;

  constructor(readonly store: EventStore = new MemoryEventStore()) {
    this.journal = new Journal(store);
    const { key } = developmentMasterKey(join(this.directory, 'master.key'));
    this.vault = SqliteKeyVault.open(join(this.directory, 'keys.db'), key);
    this.dossiers = new Dossiers(this.journal, this.vault, workflows, this.time);
  }

  close(): void {
    this.vault.close();
    rmSync(this.directory, { recursive: true });
  }

  async submitted(): Promise<DossierId> {
    const id = uuidv7() as DossierId;
    await this.do(id, { type: 'SubmitDossier', submission: SUBMISSION });
    return id;
  }

  async received(): Promise<DossierId> {
    const id = await this.submitted();
    await this.do(id, { type: 'ReceiveDossier' });
    return id;
  }

  /** Its birth is registered; the others go on. */
  async registered(): Promise<DossierId> {
    const id = await this.received();
    const handoff = `${id}.birth-registration` as HandoffId;
    await this.do(id, { type: 'AttemptHandoff', handoff, sent: HASH });
    await this.do(id, report(handoff, 'm-1', { status: 'completed', result: RESULT }));
    return id;
  }

  /** What is refused at the time did not happen; either way a second passes. */
  async do(id: DossierId, command: Command): Promise<void> {
    this.pass(1_000);
    try {
      await this.dossiers.execute(id, command, { commandId: `c-${++this.commands}`, actor: { kind: 'system', id: 'test' } });
    } catch (error) {
      if (!(error instanceof CommandRejected)) throw error;
    }
  }

  /** Lets something happen to one of a dossier's handoffs, chosen by a number. */
  async happen(id: DossierId, index: number, pick: number): Promise<void> {
    const handoffs = Object.values((await this.dossiers.load(id))?.dossier.handoffs ?? {});
    const handoff = handoffs[index % handoffs.length]?.id;
    const command = handoff && happenings(handoff)[pick % happenings(handoff).length];
    if (command) await this.do(id, command);
  }

  pass(millis: number): void {
    this.time.moveTo(plusMillis(this.time.now(), millis));
  }
}

/** What happens to dossiers: to which, to which of its handoffs, and what. */
export const histories = fc.array(fc.tuple(fc.nat(2), fc.nat(3), fc.nat(100)), { maxLength: 30 });

const report = (handoff: HandoffId, message: string, more: object): Command =>
  ({ type: 'RecordAgencyStatus', handoff, message, via: 'callback', status: 'in-process', received: HASH, ...more }) as Command;

const happenings = (handoff: HandoffId): readonly Command[] => [
  { type: 'AttemptHandoff', handoff, sent: HASH },
  { type: 'RecordAcknowledgement', handoff, via: 'delivery', received: HASH },
  report(handoff, 'm-1', {}),
  report(handoff, 'm-2', { status: 'supplement-needed' }),
  report(handoff, 'm-3', { status: 'in-process' }),
  report(handoff, 'm-4', { status: 'completed', result: RESULT }),
  report(handoff, 'm-5', { status: 'refused' }),
  { type: 'ReturnResults' },
  { type: 'ProvideSupplement', supplement: 1 },
  { type: 'RequestSupplement', procedure: 'birth-registration' as ProcedureKey, what: 'giấy tờ', fields: [] },
  { type: 'RequestPayment', amount: 50_000, purpose: 'bản sao' },
  { type: 'RecordPayment', payment: 1, reference: 'BL-1' },
  { type: 'IssueApology', of: 'dossier', cause: 'quá tải', newDay: '2026-10-30' as LocalDate },
  { type: 'StopDossier', reason: 'theo quyết định' },
];
