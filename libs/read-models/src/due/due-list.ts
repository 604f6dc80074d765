import type { AgencyCode } from '@lienthong/bundle';
import { toMillis, type Clock, type Instant } from '@lienthong/calendar';
import type { DeadlineOf, DossierId, Holder, OfficeCode } from '@lienthong/dossier/domain';
import { sql } from 'kysely';
import { decodeCursor } from '../lists/cursor';
import { offIndex } from '../lists/off-index';
import { DEFAULT_LIMIT, pageOf, type Page, type PageOptions } from '../lists/page';
import type { Reads } from '../lists/read-access';

/** `late`: the promised moment is over; what ends in that very moment ends in time. `soon`: due today, or warned of. */
export const LATENESS = ['late', 'soon'] as const;
export type Lateness = (typeof LATENESS)[number];

/** Something that is late or due soon, as officers and operators see it in a list. */
export interface DueSummary {
  readonly dossier: DossierId;
  readonly linkedNumber?: string;
  readonly oneStopCode?: string;
  readonly office: OfficeCode;
  /** What is due: `dossier`, or the key of a procedure. */
  readonly of: DeadlineOf;
  readonly promised: Instant;
  readonly legal: Instant;
  readonly state: Lateness;
  /** For how long it has been late: whole days of 24 hours, and the whole hours beyond them. */
  readonly lateFor?: { readonly days: number; readonly hours: number };
  /** With whom it lies now: of a procedure, who has that procedure. */
  readonly holder: Holder;
}

export interface DueFilter {
  /** Default: both. */
  readonly state?: Lateness;
  readonly office?: string;
  /** Procedures that were handed over to this agency; of dossiers as a whole, none. */
  readonly agency?: string;
}

const HOUR_MS = 3_600_000;

/** What is late and what is due soon, by the clock at the moment of the question. */
export class DueList {
  constructor(
    private readonly access: Reads,
    private readonly clock: Clock,
  ) {}

  /** What was promised for the earliest moment first. What waits for the citizen is not among it. @throws CursorInvalid */
  async list({ limit = DEFAULT_LIMIT, cursor, ...asked }: DueFilter & PageOptions = {}): Promise<Page<DueSummary>> {
    const { state, office, agency } = asked;
    const filter = { list: 'due', state, office, agency };
    const after = cursor === undefined ? undefined : decodeCursor(filter, cursor, 3);
    const now = this.clock.now();
    return this.access.read(async (rows) => {
      const found = await rows
        .selectFrom('due')
        .leftJoin('dossier', 'dossier.id', 'due.dossier')
        .leftJoin('statistic', 'statistic.dossier', 'due.dossier')
        .leftJoin('handoff', (join) => join.on('handoff.id', '=', sql<string>`due.dossier || '.' || due.of`))
        .select(['due.dossier', 'due.of', 'due.office', 'promised', 'legal', 'linked_number', 'one_stop_code', 'statistic.holder'])
        .select(['handoff.stage', 'handoff.agency'])
        .where('soon_at', '<=', now)
        .$if(state === 'late', (query) => query.where('promised', '<', now))
        .$if(state === 'soon', (query) => query.where('promised', '>=', now))
        .$if(office !== undefined, (query) => query.where('due.office', '=', office ?? ''))
        .$if(agency !== undefined, (query) => query.where(offIndex('handoff.agency'), '=', agency ?? ''))
        .$if(after !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) =>
            eb(refTuple('promised', 'due.dossier', 'due.of'), '>', tuple(after?.[0] ?? '', after?.[1] ?? '', after?.[2] ?? '')),
          ),
        )
        .orderBy('promised')
        .orderBy('due.dossier')
        .orderBy('due.of')
        .limit(limit + 1)
        .execute();
      const keyOf = ({ promised, dossier, of }: Found) => [promised, dossier, of];
      return pageOf(rows, found, { limit, filter, keyOf, show: (row) => summary(row, now) });
    });
  }
}

interface Found {
  readonly dossier: string;
  readonly of: string;
  readonly office: string;
  readonly promised: string;
  readonly legal: string;
  readonly linked_number: string | null;
  readonly one_stop_code: string | null;
  /** Of the dossier as a whole. */
  readonly holder: string | null;
  /** Of the procedure's handoff. */
  readonly stage: string | null;
  readonly agency: string | null;
}

function summary(row: Found, now: Instant): DueSummary {
  const promised = row.promised as Instant;
  const late = now > promised;
  const hours = Math.floor((toMillis(now) - toMillis(promised)) / HOUR_MS);
  return {
    dossier: row.dossier as DossierId,
    ...(row.linked_number !== null && { linkedNumber: row.linked_number }),
    ...(row.one_stop_code !== null && { oneStopCode: row.one_stop_code }),
    office: row.office as OfficeCode,
    of: row.of as DeadlineOf,
    promised,
    legal: row.legal as Instant,
    state: late ? 'late' : 'soon',
    ...(late && { lateFor: { days: Math.floor(hours / 24), hours: hours % 24 } }),
    holder: row.of === 'dossier' && row.holder !== null ? (row.holder as Holder) : holderOfProcedure(row),
  };
}

/** As `holderOf` of the domain says it of a dossier. */
function holderOfProcedure({ stage, agency }: Found): Holder {
  if (stage === 'parked') return 'operator';
  return agency !== null && (stage === 'acknowledged' || stage === 'settled') ? `agency:${agency as AgencyCode}` : 'in-transit';
}
