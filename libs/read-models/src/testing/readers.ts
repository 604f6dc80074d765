import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentMasterKey, SqliteKeyVault } from '@lienthong/access';
import { loadWorkflows, type ProcedureKey } from '@lienthong/bundle';
import { instant, ManualTimekeeper, plusMillis } from '@lienthong/calendar';
import { Dossiers } from '@lienthong/dossier';
import { CommandRejected, type Command, type DossierId, type Patience, type Submission } from '@lienthong/dossier/domain';
import { Journal, MemoryEventStore, type EventStore } from '@lienthong/event-store';
import { projectRoot } from '@lienthong/installation';
import { openToRead, openToWrite, type ReadDatabase } from '../database/read-database';
import { directly } from '../database/write-access';
import { DossierList } from '../dossiers/dossier-list';
import type { PatienceByAgency } from '../dossiers/dossier-projection';
import { HandoffList } from '../handoffs/handoff-list';
import { ReadAccess, type Reads } from '../lists/read-access';
import { endOf } from '../log-source';
import { ProcedureList } from '../procedures/procedure-list';
import { Projector, type Projection, type ProjectorOptions } from '../projector';
import { rowsDigest, type RowsDigest } from '../rebuild/rows-digest';
import { TableWriter } from '../table-writer';

const WORKFLOWS = join(projectRoot(), 'workflows');
const workflows = loadWorkflows(WORKFLOWS);
export const SUBMISSION = JSON.parse(readFileSync(join(WORKFLOWS, 'birth/examples/nguyen-bao-an.json'), 'utf8')) as Submission;

export const BIRTH = 'birth-registration' as ProcedureKey;
export const PATIENCE: Patience = { attemptMs: 5_000, followAfterMs: 60_000 };
export const PATIENCE_BY_AGENCY: PatienceByAgency = Object.fromEntries(
  ['justice', 'police', 'social-insurance'].map((agency) => [agency, PATIENCE]),
);

/** Looks again and again until something holds; the test runner ends it if it never does. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

/** Where the tables of a test lie. */
export interface Place {
  openToWrite(): ReadDatabase;
  /** Each time a way of its own. */
  reads(): Reads & { close(): Promise<void> };
}

const inFile = (file: string): Place => ({ openToWrite: () => openToWrite(file), reads: () => new ReadAccess(() => openToRead(file)) });

/** Read models behind a log in memory; unless told, in a file. */
export class Readers {
  readonly directory = mkdtempSync(join(tmpdir(), 'lienthong-reads-'));
  readonly file = join(this.directory, 'read-models.db');
  readonly failures: unknown[] = [];
  readonly store = new MemoryEventStore();
  private readonly place: Place;
  db: ReadDatabase;
  /** How the tables are read. */
  readonly access: Reads & { close(): Promise<void> };
  private readonly running: { stop(): Promise<void> }[] = [];
  readonly dossiers: DossierList;
  readonly procedures: ProcedureList;

  constructor(place?: Place) {
    this.place = place ?? inFile(this.file);
    this.db = this.place.openToWrite();
    this.access = this.place.reads();
    this.dossiers = new DossierList(this.access);
    this.procedures = new ProcedureList(this.access);
  }

  async close(): Promise<void> {
    await this.stop();
    await this.access.close();
    await this.db.destroy();
    rmSync(this.directory, { recursive: true });
  }

  /** Begins to follow the log, as at the start of an engine. */
  start(projection: Projection, options: ProjectorOptions = {}): Projector {
    const projector = new Projector(this.store, directly(this.db), projection, {
      onFailure: (error) => this.failures.push(error),
      ...options,
    });
    this.running.push(projector);
    projector.start();
    return projector;
  }

  async stop(): Promise<void> {
    for (const each of this.running.splice(0)) await each.stop();
  }

  /** Closes what writes the tables and opens it again. */
  async reopen(meanwhile: () => void = () => undefined): Promise<void> {
    await this.stop();
    await this.access.close();
    await this.db.destroy();
    meanwhile();
    this.db = this.place.openToWrite();
  }

  /** Takes all rows away, as if nothing had been read from the log. */
  async empty(): Promise<void> {
    await this.stop();
    for (const table of ['dossier', 'procedure', 'handoff', 'statistic', 'due', 'fingerprint', 'checkpoint'] as const) {
      await this.db.deleteFrom(table).execute();
    }
  }

  async checkpoint(projection: string): Promise<string | undefined> {
    const row = await this.db.selectFrom('checkpoint').select('position').where('projection', '=', projection).executeTakeFirst();
    return row?.position;
  }

  /** Waits until a projection has taken over all that the log holds now. */
  async caughtUp(projection = 'dossiers'): Promise<void> {
    const last = await endOf(this.store);
    await until(async () => (await this.checkpoint(projection)) === last);
  }

  /** Keeps the tables as an engine does, and is caught up. */
  async keep(): Promise<TableWriter> {
    const writer = await TableWriter.open(this.store, this.db, PATIENCE_BY_AGENCY, { onFailure: (error) => this.failures.push(error) });
    this.running.push(writer);
    writer.start();
    await this.caughtUp();
    return writer;
  }

  /** The list of handoffs, caught up. */
  async handoffs(): Promise<HandoffList> {
    return new HandoffList(this.access, await this.keep());
  }

  digest(): Promise<RowsDigest> {
    return this.db.transaction().execute(rowsDigest);
  }
}

/** Ids in the order of their numbers. */
export const dossierNumber = (number: number): DossierId => `019a9f00-0000-7000-8000-${String(number).padStart(12, '0')}` as DossierId;

/** Dossiers that write the log which is read; time is moved by hand. */
export class Writers {
  readonly time = new ManualTimekeeper(instant('2026-10-26T03:00:00Z'));
  readonly dossiers: Dossiers;
  private readonly vault: SqliteKeyVault;
  private commands = 0;
  private numbers = 1_000;

  constructor({ store, directory }: { readonly store: EventStore; readonly directory: string }) {
    this.vault = SqliteKeyVault.open(join(directory, 'keys.db'), developmentMasterKey(join(directory, 'master.key')).key);
    this.dossiers = new Dossiers(new Journal(store), this.vault, workflows, this.time);
  }

  close(): void {
    this.vault.close();
  }

  /** A received dossier; the number tells one from another. Unless told, each is a new one. */
  async received(number = ++this.numbers): Promise<DossierId> {
    const id = await this.submitted(number);
    await this.do(id, { type: 'ReceiveDossier' });
    return id;
  }

  async submitted(number = ++this.numbers, more: Partial<Submission> = {}): Promise<DossierId> {
    const id = dossierNumber(number);
    await this.do(id, { type: 'SubmitDossier', submission: { ...SUBMISSION, ...more } });
    return id;
  }

  /** Tries a command, a second later; whether it was accepted. */
  async do(id: DossierId, command: Command): Promise<boolean> {
    this.time.moveTo(plusMillis(this.time.now(), 1_000));
    try {
      await this.dossiers.execute(id, command, { commandId: `c-${++this.commands}`, actor: { kind: 'system', id: 'test' } });
      return true;
    } catch (error) {
      if (error instanceof CommandRejected) return false;
      throw error;
    }
  }
}
