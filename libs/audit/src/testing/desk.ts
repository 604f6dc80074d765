import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentMasterKey, SqliteKeyVault } from '@lienthong/access';
import { loadWorkflows, type ProcedureKey } from '@lienthong/bundle';
import { instant, ManualTimekeeper, plusMillis } from '@lienthong/calendar';
import { Dossiers, type RecordedEvent } from '@lienthong/dossier';
import {
  handoffId,
  type AgencyStatus,
  type Command,
  type DossierId,
  type Result,
  type Sha256,
  type Submission,
} from '@lienthong/dossier/domain';
import { Journal, type EventStore } from '@lienthong/event-store';
import { projectRoot } from '@lienthong/installation';
import { v7 as uuidv7 } from 'uuid';

const WORKFLOWS = join(projectRoot(), 'workflows');
export const workflows = loadWorkflows(WORKFLOWS);

export const BIRTH = 'birth-registration' as ProcedureKey;
export const RESIDENCE = 'permanent-residence' as ProcedureKey;
export const INSURANCE = 'health-insurance-card' as ProcedureKey;
export const IDENTITY = 'identity-card-under-six' as ProcedureKey;
export const HASH = 'a'.repeat(64) as Sha256;

export const CERTIFICATE: Result = {
  number: '112',
  book: '01/2026',
  page: '56',
  registeredOn: '2026-10-27',
  document: { code: 'KQ.G15.000031' },
};

const SUBMISSION = JSON.parse(readFileSync(join(WORKFLOWS, 'birth/examples/nguyen-bao-an.json'), 'utf8')) as Submission;

/** Where dossiers are driven by commands, over a log of the test's own; an hour passes with every command. */
export class Desk {
  readonly directory = mkdtempSync(join(tmpdir(), 'lienthong-audit-'));
  readonly vault = SqliteKeyVault.open(join(this.directory, 'keys.db'), developmentMasterKey(join(this.directory, 'master.key')).key);
  readonly time = new ManualTimekeeper(instant('2023-07-10T00:00:00+07:00'));
  private dossiers: Dossiers | undefined;

  use(store: EventStore): this {
    this.dossiers = new Dossiers(new Journal(store), this.vault, workflows, this.time);
    return this;
  }

  close(): void {
    this.vault.close();
    rmSync(this.directory, { recursive: true });
  }

  /** Received on the first day of a version, with all its procedures. */
  async received(version = '2026-09-01'): Promise<DossierId> {
    this.time.moveTo(instant(`${version}T08:00:00+07:00`));
    const id = uuidv7() as DossierId;
    const chosen = workflows.get(`birth@${version}`)?.procedures.map(({ key }) => key) ?? [];
    await this.do(id, { type: 'SubmitDossier', submission: { ...SUBMISSION, chosen } });
    await this.do(id, { type: 'ReceiveDossier' });
    return id;
  }

  async do(id: DossierId, command: Command): Promise<void> {
    this.time.moveTo(plusMillis(this.time.now(), 3_600_000));
    await this.engine.execute(id, command, { commandId: randomUUID(), actor: { kind: 'officer', id: 'tran.thi.b' } });
  }

  report(id: DossierId, procedure: ProcedureKey, status: AgencyStatus, result?: Result): Promise<void> {
    const report = { handoff: handoffId(id, procedure), message: randomUUID(), via: 'callback', status, received: HASH } as const;
    return this.do(id, { type: 'RecordAgencyStatus', ...report, ...(result && { result }) });
  }

  async history(id: DossierId): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const event of this.engine.history(id)) events.push(event);
    return events;
  }

  private get engine(): Dossiers {
    if (!this.dossiers) throw new Error('no log is in use');
    return this.dossiers;
  }
}
