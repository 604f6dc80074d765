import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentMasterKey, SqliteKeyVault } from '@lienthong/access';
import { loadWorkflows, type AgencyCode } from '@lienthong/bundle';
import { Dossiers } from '@lienthong/dossier';
import { dueStep, nextStep, type Command, type Dossier, type DossierId, type Submission } from '@lienthong/dossier/domain';
import { Journal, MemoryEventStore } from '@lienthong/event-store';
import {
  HandoffWorker,
  Inbox,
  MessageArchive,
  Quarantine,
  ReportRecorder,
  type ExchangePolicy,
  type HandoffBoard,
} from '@lienthong/handoff';
import { projectRoot } from '@lienthong/installation';
import { v7 as uuidv7 } from 'uuid';
import type { AgencyName, TestTown } from './town';

const WORKFLOWS = join(projectRoot(), 'workflows');
export const SUBMISSION = JSON.parse(readFileSync(join(WORKFLOWS, 'birth/examples/nguyen-bao-an.json'), 'utf8')) as Submission;

const AGENCIES: readonly AgencyName[] = ['justice', 'police', 'social-insurance'];
const POLICY: ExchangePolicy = {
  attemptMs: 5_000,
  followAfterMs: 1_000,
  followEveryMs: 1_000,
  maxTries: 5,
  backoff: { firstMs: 100, factor: 2, maxMs: 1_000 },
  concurrency: 1,
};

/** Everything is looked at whenever there is time, so no list is needed. */
const NO_BOARD: HandoffBoard = {
  due: async () => [],
  nextDueAfter: async () => undefined,
  postpone: async () => undefined,
  position: () => undefined,
  onChange: () => () => undefined,
};

/** So many rounds are enough for any dossier of these tests. */
const MOST_ROUNDS = 40;

/** The engine's side of a {@link TestTown}: one dossier, its exchange with the agencies over HTTP, and a log in memory. */
export class OneStop {
  readonly id = uuidv7() as DossierId;
  readonly surprises: unknown[] = [];
  private readonly directory = mkdtempSync(join(tmpdir(), 'lienthong-one-stop-'));
  private readonly vault = SqliteKeyVault.open(
    join(this.directory, 'keys.db'),
    developmentMasterKey(join(this.directory, 'master.key')).key,
  );
  private readonly dossiers: Dossiers;
  private readonly worker: HandoffWorker;
  private readonly inbox: Inbox;
  private read = 0;

  constructor(private readonly town: TestTown) {
    const journal = new Journal(new MemoryEventStore());
    const { clock } = town.time;
    this.dossiers = new Dossiers(journal, this.vault, loadWorkflows(WORKFLOWS), clock);
    const archive = new MessageArchive(journal, this.vault, clock);
    const quarantine = new Quarantine(journal, this.vault, clock);
    const recorder = new ReportRecorder(this.dossiers, archive, quarantine);
    const gateways = new Map(AGENCIES.map((agency) => [agency as AgencyCode, town.gateway(agency)]));
    const policies = new Map(AGENCIES.map((agency) => [agency as AgencyCode, POLICY]));
    this.inbox = new Inbox(gateways, recorder, quarantine);
    const surprise = (_: unknown, error: unknown) => void this.surprises.push(error);
    const base = new URL(town.callbackUrl).origin;
    this.worker = new HandoffWorker(this.dossiers, gateways, policies, archive, recorder, NO_BOARD, clock, base, surprise);
  }

  close(): void {
    this.vault.close();
    rmSync(this.directory, { recursive: true });
  }

  async receive(): Promise<void> {
    await this.do({ type: 'SubmitDossier', submission: SUBMISSION });
    await this.do({ type: 'ReceiveDossier' });
  }

  async do(command: Command): Promise<void> {
    await this.dossiers.execute(this.id, command, { commandId: randomUUID(), actor: { kind: 'officer', id: 'tran.thi.b' } });
  }

  async dossier(): Promise<Dossier> {
    const loaded = await this.dossiers.load(this.id);
    if (!loaded) throw new Error('nothing was submitted yet');
    return loaded.dossier;
  }

  /** Lets the exchange go on until `done`. */
  async until(done: (dossier: Dossier) => boolean): Promise<Dossier> {
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const dossier = await this.dossier();
      if (done(dossier)) return dossier;
      await this.round(dossier);
    }
    throw new Error(`it does not come to that: ${JSON.stringify(Object.values((await this.dossier()).handoffs))}`);
  }

  /** All that is due, and what the agencies make of it; or else time passes. */
  private async round({ handoffs }: Dossier): Promise<void> {
    const now = this.town.time.clock.now();
    const due = Object.values(handoffs).filter((handoff) => dueStep(handoff, POLICY, now));
    for (const { id, agency } of due) await this.worker.perform({ agency, handoffs: [id] });
    await this.town.settle();
    for (const message of this.town.inbox.slice(this.read)) {
      this.read += 1;
      await this.inbox.accept(new URL(message.url).pathname.split('/')[2] as AgencyCode, message);
    }
    const [next] = Object.values((await this.dossier()).handoffs)
      .flatMap((handoff) => nextStep(handoff, POLICY)?.at ?? [])
      .sort();
    if (next && next > this.town.time.clock.now()) this.town.time.pass(Date.parse(next) - Date.parse(now));
  }
}
