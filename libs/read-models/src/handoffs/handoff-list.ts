import type { AgencyCode, ProcedureKey } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { DossierId, HandoffId, ParkCause, Stage, Step } from '@lienthong/dossier/domain';
import type { Position } from '@lienthong/event-store';
import type { DueHandoff, HandoffBoard } from '@lienthong/handoff';
import { sql } from 'kysely';
import type { HandoffRow } from '../database/read-tables';
import { decodeCursor } from '../lists/cursor';
import { offIndex } from '../lists/off-index';
import { DEFAULT_LIMIT, pageOf, type Page, type PageOptions } from '../lists/page';
import type { Reads } from '../lists/read-access';
import type { TableKeeper } from '../table-keeper';
import type { Standing } from './handoff-row';

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

/** Where handoffs stand; `open`: all that is not done, settled ones that still await a late result included. */
export type HandoffGroup = 'open' | Standing;

export interface HandoffFilter {
  /** Default: `open`. */
  readonly group?: HandoffGroup;
  readonly agency?: string;
  readonly dossier?: string;
}

/** The queries on the handoffs' rows; also the board from which the dispatcher takes what is due. */
export class HandoffList implements HandoffBoard {
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly access: Reads,
    private readonly keeper: TableKeeper,
  ) {}

  /** Those that have stood still the longest first. @throws CursorInvalid */
  async list({ limit = DEFAULT_LIMIT, cursor, ...asked }: HandoffFilter & PageOptions = {}): Promise<Page<HandoffSummary>> {
    const { group = 'open', agency, dossier } = asked;
    const filter = { list: 'handoffs', group, agency, dossier };
    const after = cursor === undefined ? undefined : decodeCursor(filter, cursor, 2);
    return this.access.read(async (rows) => {
      const found = await rows
        .selectFrom('handoff')
        .selectAll()
        .$if(group === 'open', (query) => query.where(dossier === undefined ? 'open' : sql<number>`open + 0`, '=', sql.lit(1)))
        .$if(group !== 'open', (query) => query.where(dossier === undefined ? 'standing' : offIndex('standing'), '=', group))
        .$if(agency !== undefined, (query) => query.where(dossier === undefined ? 'agency' : offIndex('agency'), '=', agency ?? ''))
        // Their ids begin with the dossier's own.
        .$if(dossier !== undefined, (query) => query.where('id', '>', `${dossier}.`).where('id', '<', `${dossier}/`))
        .$if(after !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) => eb(refTuple('since', 'id'), '>', tuple(after?.[0] ?? '', after?.[1] ?? ''))),
        )
        .orderBy('since')
        .orderBy('id')
        .limit(limit + 1)
        .execute();
      return pageOf(rows, found, { limit, filter, keyOf: ({ since, id }) => [since, id], show: summary });
    });
  }

  position(): Position | undefined {
    return this.keeper.position();
  }

  async due(agency: AgencyCode, now: Instant, limit: number): Promise<readonly DueHandoff[]> {
    const due = await this.access.read((rows) =>
      rows
        .selectFrom('handoff')
        .select(['id', 'agency', 'step', 'due_at'])
        .where('agency', '=', agency)
        .where('due_at', '<=', now)
        .orderBy('due_at')
        .limit(limit)
        .execute(),
    );
    return due.map(({ id, agency, step, due_at }) => ({
      handoff: id as HandoffId,
      agency: agency as AgencyCode,
      step: step as Step,
      dueAt: due_at as Instant,
    }));
  }

  async nextDueAfter(agency: AgencyCode, now: Instant): Promise<Instant | undefined> {
    const next = await this.access.read((rows) =>
      rows
        .selectFrom('handoff')
        .select('due_at')
        .where('agency', '=', agency)
        .where('due_at', '>', now)
        .orderBy('due_at')
        .limit(1)
        .executeTakeFirst(),
    );
    return (next?.due_at as Instant | null | undefined) ?? undefined;
  }

  async postpone(handoffs: readonly HandoffId[], until: Instant, trouble?: string): Promise<void> {
    if (handoffs.length === 0) return;
    await this.keeper.postpone(handoffs, until, trouble);
    for (const listener of this.listeners) listener();
  }

  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    const endCommits = this.keeper.onCommit((_, events) => {
      if (events > 0) listener();
    });
    return () => {
      endCommits();
      this.listeners.delete(listener);
    };
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
