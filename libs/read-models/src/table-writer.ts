import type { Instant } from '@lienthong/calendar';
import type { HandoffId } from '@lienthong/dossier/domain';
import type { EventStore, Position } from '@lienthong/event-store';
import type { ReadDatabase } from './database/read-database';
import { directly } from './database/write-access';
import { DossierProjection, type PatienceByAgency } from './dossiers/dossier-projection';
import { postpone } from './handoffs/postpone';
import { Projector, type OnCommit, type ProjectorOptions } from './projector';
import type { TableKeeper } from './table-keeper';

/** Keeps the tables in this thread: follows the log, and puts off what it is asked to, on the one connection that writes. */
export class TableWriter implements TableKeeper {
  private readonly projector: Projector;
  private reached: Position | undefined;

  private constructor(
    store: EventStore,
    private readonly db: ReadDatabase,
    projection: DossierProjection,
    options: ProjectorOptions,
  ) {
    this.projector = new Projector(store, directly(db), projection, options);
    this.projector.onCommit((position) => (this.reached = position));
  }

  /** Looks where the tables are. */
  static async open(store: EventStore, db: ReadDatabase, patience: PatienceByAgency, options: ProjectorOptions): Promise<TableWriter> {
    const writer = new TableWriter(store, db, new DossierProjection(store, patience), options);
    writer.reached = await writer.projector.checkpoint();
    return writer;
  }

  /** Begins to follow the log. */
  start(): void {
    this.projector.start();
  }

  position(): Position | undefined {
    return this.reached;
  }

  onCommit(listener: OnCommit): () => void {
    return this.projector.onCommit(listener);
  }

  postpone(handoffs: readonly HandoffId[], until: Instant, trouble?: string): Promise<void> {
    return postpone(this.db, handoffs, until, trouble);
  }

  /** Finishes the batch that is being written. */
  stop(): Promise<void> {
    return this.projector.stop();
  }
}
