import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { developmentMasterKey, SqliteKeyVault, type Actor } from '@lienthong/access';
import { instant, ManualTimekeeper, type Instant } from '@lienthong/calendar';
import { Journal, MemoryEventStore, metadataOf, type Metadata, type StoredEvent } from '@lienthong/event-store';
import { projectRoot } from '@lienthong/installation';
import { v7 as uuidv7 } from 'uuid';
import { streamOf } from '../application/codec/dossier-codec';
import { Dossiers, type CommandContext } from '../application/dossiers';
import type { Command, DossierId, HandoffId, Submission } from '../domain';
import { HASH, workflows } from './scenario';

export const OFFICER: Actor = { kind: 'officer', id: 'tran.thi.b', office: '26734', role: 'one-stop' };

/** A whole submission of the examples, by the name of its file. */
export const example = (name: string): Submission =>
  JSON.parse(readFileSync(join(projectRoot(), 'workflows/birth/examples', `${name}.json`), 'utf8')) as Submission;

export const SUBMISSION = example('nguyen-bao-an');

/** An engine's dossiers over a log in memory and keys in a file; time is moved by hand. */
export class Office {
  readonly time: ManualTimekeeper;
  readonly journal: Journal;
  readonly vault: SqliteKeyVault;
  readonly dossiers: Dossiers;
  private readonly directory = mkdtempSync(join(tmpdir(), 'lienthong-office-'));

  constructor(
    readonly store = new MemoryEventStore(),
    at: Instant = instant('2026-10-26T03:00:00Z'),
  ) {
    this.time = new ManualTimekeeper(at);
    this.journal = new Journal(store);
    this.vault = SqliteKeyVault.open(join(this.directory, 'keys.db'), developmentMasterKey(join(this.directory, 'master.key')).key);
    this.dossiers = this.engine();
  }

  close(): void {
    this.vault.close();
    rmSync(this.directory, { recursive: true });
  }

  /** Another engine over the same log, which remembers nothing. */
  engine(alone = true): Dossiers {
    return new Dossiers(this.journal, this.vault, workflows, this.time, alone);
  }

  async submitted(submission = SUBMISSION): Promise<DossierId> {
    const id = uuidv7() as DossierId;
    await this.dossiers.execute(id, { type: 'SubmitDossier', submission }, by('submit'));
    return id;
  }

  async received(submission = SUBMISSION): Promise<DossierId> {
    const id = await this.submitted(submission);
    await this.dossiers.execute(id, { type: 'ReceiveDossier' }, by('receive'));
    return id;
  }

  async stored(id: DossierId): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    for await (const event of this.store.readStream(streamOf(id))) events.push(event);
    return events;
  }

  async types(id: DossierId): Promise<string[]> {
    return (await this.stored(id)).map(({ type }) => type);
  }

  async envelopes(id: DossierId): Promise<Metadata[]> {
    return (await this.stored(id)).map(metadataOf);
  }
}

export const by = (commandId: string, actor: Actor = OFFICER): CommandContext => ({ commandId, actor });

/** An agency's word that it works on a handoff. */
export const progress = (handoff: HandoffId, message: string): Command => ({
  type: 'RecordAgencyStatus',
  handoff,
  message,
  via: 'callback',
  status: 'in-process',
  received: HASH,
});
