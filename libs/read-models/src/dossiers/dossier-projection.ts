import type { AgencyCode } from '@lienthong/bundle';
import { DOSSIER_STREAMS, dossierOf } from '@lienthong/dossier/reading';
import { nameOfHandoff, type Dossier, type DossierId, type Patience } from '@lienthong/dossier/domain';
import type { EventStore, StoredEvent } from '@lienthong/event-store';
import type { Transaction } from 'kysely';
import type { DossierRow, DueRow, FingerprintRow, HandoffRow, ProcedureRow, ReadTables, StatisticRow } from '../database/read-tables';
import { RowWriter, type ChangedRows, type DueKey } from '../database/row-writer';
import { dueChanges } from '../due/due-row';
import { handoffRow } from '../handoffs/handoff-row';
import { procedureRow } from '../procedures/procedure-row';
import type { Projection } from '../projector';
import { statisticRow } from '../statistics/statistic-row';
import { DossierFolds, next, type FoldedDossier } from './dossier-folds';
import { dossierRow } from './dossier-row';

/** How long one waits for each agency: what the engine does next depends on it. Plain data, so that it can go to another thread. */
export type PatienceByAgency = Readonly<Record<AgencyCode, Patience>>;

/** What the table shows of a dossier, and what it is to show. */
interface Change {
  readonly shown: Dossier | undefined;
  readonly fold: FoldedDossier;
}

const FOLDS = 20_000;
/** At most so many dossiers wait in memory until their rows are written. */
const CHANGES = 10_000;

/**
 * The tables of dossiers, procedures, handoffs, deadlines and fingerprints, and what each dossier adds to the statistics. Each dossier is
 * folded by the domain's own `evolve`, without its key, so what is
 * personal is erased before it gets here. Of a batch, each row that changed is written once.
 */
export class DossierProjection implements Projection {
  readonly name = 'dossiers';
  readonly filter = { streamPrefixes: DOSSIER_STREAMS };
  private readonly folds: DossierFolds;
  private readonly writer = new RowWriter();
  private readonly changes = new Map<DossierId, Change>();

  constructor(
    store: EventStore,
    private readonly patience: PatienceByAgency,
    folds = FOLDS,
  ) {
    this.folds = new DossierFolds(store, folds);
  }

  apply(event: StoredEvent): Promise<void> | void {
    const id = dossierOf(event.stream);
    const change = this.changes.get(id);
    if (change) return this.change(id, change.shown, next(change.fold, event));
    const before = this.folds.before(id, event.revision);
    if (before instanceof Promise) return before.then((fold) => this.change(id, fold?.dossier, next(fold, event)));
    return this.change(id, before?.dossier, next(before, event));
  }

  isFull(): boolean {
    return this.changes.size >= CHANGES;
  }

  async write(rows: Transaction<ReadTables>): Promise<void> {
    await this.writer.write(rows, this.takeChanges());
  }

  /** The rows that have changed since the last time; whoever takes them writes them. */
  takeChanges(): ChangedRows {
    const dossiers: DossierRow[] = [];
    const procedures: ProcedureRow[] = [];
    const handoffs: HandoffRow[] = [];
    const statistics: StatisticRow[] = [];
    const due: DueRow[] = [];
    const noLongerDue: DueKey[] = [];
    const fingerprints: FingerprintRow[] = [];
    const unmarked: Omit<FingerprintRow, 'value'>[] = [];
    const moved: Pick<StatisticRow, 'dossier' | 'office'>[] = [];
    for (const [id, { shown, fold }] of this.changes) {
      const { dossier } = fold;
      const row = dossierRow(fold);
      dossiers.push(row);
      statistics.push(statisticRow(fold));
      // `evolve` makes a new object of what changes, and of nothing else.
      for (const key of dossier.chosen) {
        const procedure = dossier.procedures[key];
        if (procedure && procedure !== shown?.procedures[key]) procedures.push(procedureRow(dossier, key, procedure));
      }
      for (const handoff of Object.values(dossier.handoffs)) {
        if (handoff !== shown?.handoffs[nameOfHandoff(handoff.id)]) handoffs.push(handoffRow(handoff, this.patienceWith(handoff.agency)));
      }
      const deadlines = dueChanges(shown, dossier);
      due.push(...deadlines.changed);
      noLongerDue.push(...deadlines.ended);
      if (shown && shown.office !== dossier.office) moved.push({ dossier: id, office: dossier.office });
      if (dossier.fingerprints !== shown?.fingerprints) {
        const { fingerprints: marks = {} } = dossier;
        for (const [mark, value] of Object.entries(marks)) fingerprints.push({ dossier: id, mark, value });
        for (const mark of Object.keys(shown?.fingerprints ?? {})) if (!(mark in marks)) unmarked.push({ dossier: id, mark });
      }
      // Hardly anything happens to a dossier that has ended; the room is for the others.
      if (row.waits_for === 'nothing') this.folds.forget(id);
      else this.folds.keep(id, fold);
    }
    this.changes.clear();
    return { dossiers, procedures, handoffs, statistics, due, noLongerDue, fingerprints, unmarked, moved };
  }

  async clear(rows: Transaction<ReadTables>): Promise<void> {
    for (const table of ['dossier', 'procedure', 'handoff', 'statistic', 'due', 'fingerprint'] as const)
      await rows.deleteFrom(table).execute();
  }

  private change(id: DossierId, shown: Dossier | undefined, fold: FoldedDossier | undefined): void {
    if (fold) this.changes.set(id, { shown, fold });
  }

  private patienceWith(agency: AgencyCode): Patience {
    const patience = this.patience[agency];
    if (!patience) throw new Error(`no exchange is configured with the agency ${agency}`);
    return patience;
  }
}
