import type { AgencyCode, ProcedureKey } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { DossierId, HandoffId, ParkCause, Stage, Step } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import type { DueHandoff, HandoffBoard } from '@lienthong/handoff';
import type { Projector } from '../projector';
import type { HandoffRow, ReadDatabase } from '../read-database';

/** A handoff as operators see it in a list. */
export interface HandoffSummary {
  readonly id: HandoffId;
  readonly dossier: DossierId;
  readonly procedure: ProcedureKey;
  readonly agency: AgencyCode;
  readonly stage: Stage['is'];
  readonly cause?: ParkCause;
  /** Catalogue code of the last failure. */
  readonly failure?: string;
  /** Why the engine cannot do its next step at the moment; it tries again by itself. */
  readonly trouble?: string;
  readonly attempts: number;
  readonly requestedAt: Instant;
  readonly since: Instant;
  readonly reference?: string;
  readonly next?: { readonly step: Step; readonly at: Instant };
}

/** `pending`: to be sent or asked about; `in-flight`: with the agency; `parked`: waits for a person; `settled`: done; `open`: all that is not
 * done, settled ones that still await a late result included. */
export type HandoffGroup = 'open' | 'pending' | 'in-flight' | 'parked' | 'settled';

const STAGES: Readonly<Record<HandoffGroup, readonly Stage['is'][]>> = {
  open: ['requested', 'retrying', 'asking', 'attempted', 'acknowledged', 'parked'],
  pending: ['requested', 'retrying', 'asking'],
  'in-flight': ['attempted', 'acknowledged'],
  parked: ['parked'],
  settled: ['settled'],
};

/** The queries on the handoffs' rows; also the board from which the dispatcher takes what is due. */
export class HandoffList implements HandoffBoard {
  constructor(
    private readonly db: ReadDatabase,
    private readonly projector: Projector,
  ) {}

  /** Oldest first. */
  async list({ group = 'open', limit = 100 }: { readonly group?: HandoffGroup; readonly limit?: number } = {}): Promise<
    readonly HandoffSummary[]
  > {
    const rows = await this.db
      .selectFrom('handoff')
      .selectAll()
      .where((row) =>
        group === 'open' ? row.or([row('stage', 'in', STAGES.open), row('due_at', 'is not', null)]) : row('stage', 'in', STAGES[group]),
      )
      .orderBy('since')
      .limit(limit)
      .execute();
    return rows.map(summary);
  }

  async due(agency: AgencyCode, now: Instant, limit: number): Promise<readonly DueHandoff[]> {
    const rows = await this.db
      .selectFrom('handoff')
      .select(['id', 'agency', 'step', 'due_at'])
      .where('agency', '=', agency)
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(limit)
      .execute();
    return rows.map(({ id, agency, step, due_at }) => ({
      handoff: id as HandoffId,
      agency: agency as AgencyCode,
      step: step as Step,
      dueAt: due_at as Instant,
    }));
  }

  async nextDueAfter(agency: AgencyCode, now: Instant): Promise<Instant | undefined> {
    const row = await this.db
      .selectFrom('handoff')
      .select('due_at')
      .where('agency', '=', agency)
      .where('due_at', '>', now)
      .orderBy('due_at')
      .limit(1)
      .executeTakeFirst();
    return (row?.due_at as Instant | null | undefined) ?? undefined;
  }

  async postpone(handoffs: readonly HandoffId[], until: Instant, trouble?: string): Promise<void> {
    if (handoffs.length === 0) return;
    await this.db
      .updateTable('handoff')
      .set({ due_at: until, trouble: trouble ?? null })
      .where('id', 'in', handoffs)
      .where('due_at', 'is not', null)
      .execute();
    this.changed();
  }

  position(): Position | undefined {
    return this.projector.position;
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    const endCommits = this.projector.onCommit(listener);
    return () => {
      endCommits();
      this.listeners.delete(listener);
    };
  }

  private readonly listeners = new Set<() => void>();

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

function summary(row: HandoffRow): HandoffSummary {
  return {
    id: row.id as HandoffId,
    dossier: row.dossier as DossierId,
    procedure: row.procedure as ProcedureKey,
    agency: row.agency as AgencyCode,
    stage: row.stage as Stage['is'],
    ...(row.cause !== null && { cause: row.cause as ParkCause }),
    ...(row.failure !== null && { failure: row.failure }),
    ...(row.trouble !== null && { trouble: row.trouble }),
    attempts: row.attempts,
    requestedAt: row.requested_at as Instant,
    since: row.since as Instant,
    ...(row.reference !== null && { reference: row.reference }),
    ...(row.step !== null && row.due_at !== null && { next: { step: row.step as Step, at: row.due_at as Instant } }),
  };
}
