import { sql, type CompiledQuery, type Transaction } from 'kysely';
import type { DossierRow, DueRow, FingerprintRow, HandoffRow, ProcedureRow, ReadTables, StatisticRow } from './read-tables';

/** Rows per statement. A few sizes, so that each statement is compiled and prepared once; SQLite takes 32,766 variables in one. */
const SIZES = [256, 32, 4, 1] as const;

type Compile<Row> = (rows: Transaction<ReadTables>, values: readonly Row[]) => CompiledQuery;

/** Does the same to many rows of one table: writes new ones and new values of old ones, or takes rows away. */
class Statement<Row extends object> {
  private readonly queries = new Map<number, CompiledQuery>();

  constructor(private readonly compile: Compile<Row>) {}

  /** The rows must all have the same columns in the same order. */
  async run(rows: Transaction<ReadTables>, values: readonly Row[]): Promise<void> {
    let at = 0;
    for (const size of SIZES) {
      for (; values.length - at >= size; at += size) {
        const chunk = values.slice(at, at + size);
        const parameters: unknown[] = [];
        for (const row of chunk) parameters.push(...Object.values(row));
        await rows.executeQuery({ ...this.query(rows, chunk), parameters });
      }
    }
  }

  private query(rows: Transaction<ReadTables>, chunk: readonly Row[]): CompiledQuery {
    const known = this.queries.get(chunk.length);
    if (known) return known;
    const query = this.compile(rows, chunk);
    this.queries.set(chunk.length, query);
    return query;
  }
}

// What never changes in a row is left out of the update, and so are the indexes on it.

const dossiers: Compile<DossierRow> = (rows, values) =>
  rows
    .insertInto('dossier')
    .values(values)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        bundle: ref('excluded.bundle'),
        phase: ref('excluded.phase'),
        outcome: ref('excluded.outcome'),
        received_at: ref('excluded.received_at'),
        ended_at: ref('excluded.ended_at'),
        one_stop_code: ref('excluded.one_stop_code'),
        revision: ref('excluded.revision'),
        waits_for: ref('excluded.waits_for'),
        task: ref('excluded.task'),
        parked: ref('excluded.parked'),
        contradictions: ref('excluded.contradictions'),
        timer_at: ref('excluded.timer_at'),
      })),
    )
    .compile();

const procedures: Compile<ProcedureRow> = (rows, values) =>
  rows
    .insertInto('procedure')
    .values(values)
    .onConflict((conflict) =>
      conflict.columns(['dossier', 'procedure']).doUpdateSet(({ ref }) => ({
        agency: ref('excluded.agency'),
        status: ref('excluded.status'),
        since: ref('excluded.since'),
        why: ref('excluded.why'),
        because: ref('excluded.because'),
      })),
    )
    .compile();

const handoffs: Compile<HandoffRow> = (rows, values) =>
  rows
    .insertInto('handoff')
    .values(values)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet(({ ref }) => ({
        stage: ref('excluded.stage'),
        standing: ref('excluded.standing'),
        open: ref('excluded.open'),
        cause: ref('excluded.cause'),
        failure: ref('excluded.failure'),
        trouble: ref('excluded.trouble'),
        attempts: ref('excluded.attempts'),
        requested_at: ref('excluded.requested_at'),
        since: ref('excluded.since'),
        reference: ref('excluded.reference'),
        step: ref('excluded.step'),
        due_at: ref('excluded.due_at'),
      })),
    )
    .compile();

const statistics: Compile<StatisticRow> = (rows, values) =>
  rows
    .insertInto('statistic')
    .values(values)
    .onConflict((conflict) =>
      conflict.column('dossier').doUpdateSet(({ ref }) => ({
        day: ref('excluded.day'),
        received: ref('excluded.received'),
        ended_at: ref('excluded.ended_at'),
        in_time_until: ref('excluded.in_time_until'),
        supplements: ref('excluded.supplements'),
        refused: ref('excluded.refused'),
        held: ref('excluded.held'),
        since_ms: ref('excluded.since_ms'),
        holder: ref('excluded.holder'),
      })),
    )
    .compile();

const due: Compile<DueRow> = (rows, values) =>
  rows
    .insertInto('due')
    .values(values)
    .onConflict((conflict) =>
      conflict.columns(['dossier', 'of']).doUpdateSet(({ ref }) => ({
        office: ref('excluded.office'),
        promised: ref('excluded.promised'),
        legal: ref('excluded.legal'),
        soon_at: ref('excluded.soon_at'),
      })),
    )
    .compile();

const noLongerDue: Compile<DueKey> = (rows, values) => {
  const keys = sql.join(values.map(({ dossier, of }) => sql`(${dossier}, ${of})`));
  return sql`delete from due where (dossier, of) in (values ${keys})`.compile(rows);
};

const fingerprints: Compile<FingerprintRow> = (rows, values) =>
  rows
    .insertInto('fingerprint')
    .values(values)
    .onConflict((conflict) => conflict.columns(['dossier', 'mark']).doUpdateSet(({ ref }) => ({ value: ref('excluded.value') })))
    .compile();

export type DueKey = Pick<DueRow, 'dossier' | 'of'>;

/** Rows that have changed, by table. */
export interface ChangedRows {
  readonly dossiers: readonly DossierRow[];
  readonly procedures: readonly ProcedureRow[];
  readonly handoffs: readonly HandoffRow[];
  readonly statistics: readonly StatisticRow[];
  readonly due: readonly DueRow[];
  /** Deadlines for which no time runs any more. */
  readonly noLongerDue: readonly DueKey[];
  readonly fingerprints: readonly FingerprintRow[];
  /** Marks that a dossier has no longer. */
  readonly unmarked: readonly Omit<FingerprintRow, 'value'>[];
  /** Dossiers that were assigned to another office: too few to write all the indexes on offices with every change. */
  readonly moved: readonly Pick<StatisticRow, 'dossier' | 'office'>[];
}

/** Writes rows into the tables of dossiers. Remembers its statements, which are those of one kind of database. */
export class RowWriter {
  private readonly dossiers = new Statement(dossiers);
  private readonly procedures = new Statement(procedures);
  private readonly handoffs = new Statement(handoffs);
  private readonly statistics = new Statement(statistics);
  private readonly due = new Statement(due);
  private readonly noLongerDue = new Statement(noLongerDue);
  private readonly fingerprints = new Statement(fingerprints);

  async write(rows: Transaction<ReadTables>, changed: ChangedRows): Promise<void> {
    await this.dossiers.run(rows, changed.dossiers);
    await this.procedures.run(rows, changed.procedures);
    await this.handoffs.run(rows, changed.handoffs);
    await this.statistics.run(rows, changed.statistics);
    await this.due.run(rows, changed.due);
    await this.noLongerDue.run(rows, changed.noLongerDue);
    await this.fingerprints.run(rows, changed.fingerprints);
    for (const { dossier, office } of changed.moved) {
      await rows.updateTable('dossier').set({ office }).where('id', '=', dossier).execute();
      await rows.updateTable('statistic').set({ office }).where('dossier', '=', dossier).execute();
    }
    for (const { dossier, mark } of changed.unmarked) {
      await rows.deleteFrom('fingerprint').where('dossier', '=', dossier).where('mark', '=', mark).execute();
    }
  }
}
