import type { AgencyCode, ProcedureKey } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { DossierId, ProcedureState, SkipReason } from '@lienthong/dossier/domain';
import type { ProcedureRow } from '../database/read-tables';
import { decodeCursor } from '../lists/cursor';
import { offIndex } from '../lists/off-index';
import { DEFAULT_LIMIT, pageOf, type Page, type PageOptions } from '../lists/page';
import type { Reads } from '../lists/read-access';

/** A procedure of a dossier as officers and operators see it in a list. */
export interface ProcedureSummary {
  readonly dossier: DossierId;
  readonly procedure: ProcedureKey;
  /** Known once it is handed over. */
  readonly agency?: AgencyCode;
  readonly status: ProcedureState['status'];
  readonly since: Instant;
  /** Why it did not arise. */
  readonly because?: { readonly why: SkipReason; readonly procedure?: ProcedureKey };
}

export interface ProcedureFilter {
  readonly status?: ProcedureState['status'];
  readonly agency?: string;
  readonly dossier?: string;
}

export class ProcedureList {
  constructor(private readonly access: Reads) {}

  /** Those of the newest dossiers first. @throws CursorInvalid */
  async list({ limit = DEFAULT_LIMIT, cursor, ...asked }: ProcedureFilter & PageOptions = {}): Promise<Page<ProcedureSummary>> {
    const { status, agency, dossier } = asked;
    const filter = { list: 'procedures', status, agency, dossier };
    const after = cursor === undefined ? undefined : decodeCursor(filter, cursor, 2);
    return this.access.read(async (rows) => {
      const found = await rows
        .selectFrom('procedure')
        .selectAll()
        .$if(status !== undefined, (query) => query.where(dossier === undefined ? 'status' : offIndex('status'), '=', status ?? ''))
        .$if(agency !== undefined, (query) => query.where(dossier === undefined ? 'agency' : offIndex('agency'), '=', agency ?? ''))
        .$if(dossier !== undefined, (query) => query.where('dossier', '=', dossier ?? ''))
        .$if(after !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) => eb(refTuple('dossier', 'procedure'), '<', tuple(after?.[0] ?? '', after?.[1] ?? ''))),
        )
        .orderBy('dossier', 'desc')
        .orderBy('procedure', 'desc')
        .limit(limit + 1)
        .execute();
      return pageOf(rows, found, { limit, filter, keyOf: (row) => [row.dossier, row.procedure], show: summary });
    });
  }
}

function summary(row: ProcedureRow): ProcedureSummary {
  return {
    dossier: row.dossier as DossierId,
    procedure: row.procedure as ProcedureKey,
    ...(row.agency !== null && { agency: row.agency as AgencyCode }),
    status: row.status as ProcedureState['status'],
    since: row.since as Instant,
    ...(row.why !== null && {
      because: { why: row.why as SkipReason, ...(row.because !== null && { procedure: row.because as ProcedureKey }) },
    }),
  };
}
