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
import { HandoffList } from '../handoffs/handoff-list';
import { HandoffProjection } from '../handoffs/handoff-projection';
import { Projector, type Projection } from '../projector';
import { openReadDatabase, type ReadDatabase } from '../read-database';

const WORKFLOWS = join(projectRoot(), 'workflows');
const workflows = loadWorkflows(WORKFLOWS);
const SUBMISSION = JSON.parse(readFileSync(join(WORKFLOWS, 'birth/examples/nguyen-bao-an.json'), 'utf8')) as Submission;

export const BIRTH = 'birth-registration' as ProcedureKey;
export const PATIENCE: Patience = { attemptMs: 5_000, followAfterMs: 60_000 };

/** Looks again and again until something holds; the test runner ends it if it never does. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

/** Read models in a file, behind a log in memory. */
export class Readers {
  readonly directory = mkdtempSync(join(tmpdir(), 'lienthong-reads-'));
  readonly file = join(this.directory, 'read-models.db');
  readonly failures: unknown[] = [];
  private readonly projectors: Projector[] = [];

  private constructor(
    readonly store: MemoryEventStore,
    public db: ReadDatabase,
  ) {}

  static async open(): Promise<Readers> {
    const readers = new Readers(new MemoryEventStore(), undefined as unknown as ReadDatabase);
    readers.db = await openReadDatabase(readers.file);
    return readers;
  }

  async close(): Promise<void> {
    await this.stop();
    await this.db.destroy();
    rmSync(this.directory, { recursive: true });
  }

  /** Begins to follow the log, as at the start of an engine. */
  start(projection: Projection): Projector {
    const projector = new Projector(this.store, this.db, projection, (error) => this.failures.push(error));
    this.projectors.push(projector);
    projector.start();
    return projector;
  }

  async stop(): Promise<void> {
    for (const projector of this.projectors.splice(0)) await projector.stop();
  }

  /** Closes the file and opens it again. */
  async reopen(meanwhile: () => void = () => undefined): Promise<void> {
    await this.stop();
    await this.db.destroy();
    meanwhile();
    this.db = await openReadDatabase(this.file);
  }

  async checkpoint(projection: string): Promise<string | undefined> {
    const row = await this.db.selectFrom('checkpoint').select('position').where('projection', '=', projection).executeTakeFirst();
    return row?.position;
  }

  /** Waits until a projection has taken over all that the log holds now. */
  async caughtUp(projection: string): Promise<void> {
    const last = await lastPosition(this.store);
    await until(async () => (await this.checkpoint(projection)) === last);
  }

  /** The list of handoffs, caught up. */
  async handoffs(): Promise<HandoffList> {
    const projection = new HandoffProjection(() => PATIENCE);
    const list = new HandoffList(this.db, this.start(projection));
    await this.caughtUp(projection.name);
    return list;
  }
}

async function lastPosition(store: EventStore): Promise<string | undefined> {
  for await (const { position } of store.readAll({ direction: 'backwards', limit: 1 })) return position;
  return undefined;
}

/** Dossiers that write the log which is read; time is moved by hand. */
export class Writers {
  readonly time = new ManualTimekeeper(instant('2026-10-26T03:00:00Z'));
  readonly dossiers: Dossiers;
  private readonly vault: SqliteKeyVault;
  private commands = 0;

  constructor({ store, directory }: Readers) {
    this.vault = SqliteKeyVault.open(join(directory, 'keys.db'), developmentMasterKey(join(directory, 'master.key')).key);
    this.dossiers = new Dossiers(new Journal(store), this.vault, workflows, this.time);
  }

  close(): void {
    this.vault.close();
  }

  /** A received dossier; the number tells one from another. */
  async received(number = 1): Promise<DossierId> {
    const id = `019a9f00-0000-7000-8000-${String(number).padStart(12, '0')}` as DossierId;
    await this.do(id, { type: 'SubmitDossier', submission: SUBMISSION });
    await this.do(id, { type: 'ReceiveDossier' });
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
