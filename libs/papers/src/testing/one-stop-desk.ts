import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { developmentMasterKey, SqliteKeyVault, type Actor } from '@lienthong/access';
import { loadWorkflows, type ProcedureKey } from '@lienthong/bundle';
import { instant, ManualTimekeeper, plusMillis } from '@lienthong/calendar';
import { Dossiers, type RecordedEvent } from '@lienthong/dossier';
import { handoffId, type AgencyStatus, type Command, type DossierId, type Sha256, type Submission } from '@lienthong/dossier/domain';
import { Journal, MemoryEventStore, type EventStore } from '@lienthong/event-store';
import { projectRoot } from '@lienthong/installation';
import type { Reference } from '../reference';

const WORKFLOWS = join(projectRoot(), 'workflows');
const workflows = loadWorkflows(WORKFLOWS);
const HASH = 'a'.repeat(64) as Sha256;

export const OFFICER: Actor = { kind: 'officer', id: 'tran.thi.b', office: '26734', role: 'one-stop' };
const AGENCY: Actor = { kind: 'agency', id: 'justice' };

export const REFERENCE: Reference = { workflows, trackingUrl: (dossier) => `https://lienthong.example/dossiers/${dossier}` };

/** Results that keep the contracts of their procedures. */
export const RESULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'birth-registration': {
    number: '112',
    book: '01/2026',
    page: '56',
    registeredOn: '2026-10-26',
    document: { code: 'KQ.G15.000031' },
    personalId: '079326000123',
  },
  'health-insurance-card': { cardNumber: 'TE1792600001234', insuranceNumber: '7926000012', validFrom: '2026-10-26' },
};

/** A submission of the examples, e.g. `birth/nguyen-bao-an`. */
export const example = (name: string): Submission => {
  const [bundle = '', file = ''] = name.split('/');
  return JSON.parse(readFileSync(join(WORKFLOWS, bundle, 'examples', `${file}.json`), 'utf8')) as Submission;
};

export const procedure = (key: string): ProcedureKey => key as ProcedureKey;

/** A one-stop whose dossiers live through what a test has happen to them; time is moved by hand. */
export class OneStopDesk {
  readonly time = new ManualTimekeeper(instant('2026-10-26T08:15:00+07:00'));
  readonly vault: SqliteKeyVault;
  readonly dossiers: Dossiers;
  private commands = 0;
  private submissions = 0;

  constructor(
    readonly directory: string,
    readonly store: EventStore = new MemoryEventStore(),
  ) {
    this.vault = SqliteKeyVault.open(join(directory, 'keys.db'), developmentMasterKey(join(directory, 'master.key')).key);
    this.dossiers = new Dossiers(new Journal(store), this.vault, workflows, this.time);
  }

  at(moment: string): void {
    this.time.moveTo(instant(moment));
  }

  async submitted(submission = example('birth/nguyen-bao-an')): Promise<DossierId> {
    const id = `019a9f00-0000-7000-8000-${`${++this.submissions}`.padStart(12, '0')}` as DossierId;
    await this.do(id, { type: 'SubmitDossier', submission }, { kind: 'citizen', id: 'nguyen.hoang.nam' });
    return id;
  }

  async received(submission = example('birth/nguyen-bao-an'), oneStopCode?: string): Promise<DossierId> {
    const id = await this.submitted(submission);
    await this.do(id, { type: 'ReceiveDossier', ...(oneStopCode !== undefined && { oneStopCode }) });
    return id;
  }

  /** Carries out a command; a minute passes. */
  async do(id: DossierId, command: Command, actor: Actor = OFFICER): Promise<void> {
    await this.dossiers.execute(id, command, { commandId: `command-${++this.commands}`, actor });
    this.time.moveTo(plusMillis(this.time.now(), 60_000));
  }

  /** The procedure reaches its agency. */
  async arrives(id: DossierId, key: string): Promise<void> {
    const handoff = handoffId(id, procedure(key));
    await this.do(id, { type: 'AttemptHandoff', handoff, sent: HASH }, AGENCY);
    await this.do(id, { type: 'RecordAcknowledgement', handoff, via: 'delivery', received: HASH, reference: 'R-1' }, AGENCY);
  }

  /** The agency says how it stands with a procedure. */
  async says(id: DossierId, key: string, status: AgencyStatus, note?: string): Promise<void> {
    const result = status === 'completed' ? RESULTS[key] : undefined;
    const message = `${key}-${++this.commands}`;
    const said = { ...(note !== undefined && { note }), ...(result && { result }) };
    const handoff = handoffId(id, procedure(key));
    await this.do(id, { type: 'RecordAgencyStatus', handoff, message, via: 'callback', status, received: HASH, ...said }, AGENCY);
  }

  async history(id: DossierId): Promise<readonly RecordedEvent[]> {
    const history: RecordedEvent[] = [];
    for await (const recorded of this.dossiers.history(id)) history.push(recorded);
    return history;
  }

  close(): void {
    this.vault.close();
  }
}
