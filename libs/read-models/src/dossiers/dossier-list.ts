import type { BundleRef } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { Channel, Dossier, DossierId, DossierOutcome, OfficeCode, ResultDelivery, Task } from '@lienthong/dossier/domain';
import type { DossierRow } from '../database/read-tables';
import { decodeCursor } from '../lists/cursor';
import { offIndex } from '../lists/off-index';
import { DEFAULT_LIMIT, pageOf, type Page, type PageOptions } from '../lists/page';
import type { Reads } from '../lists/read-access';
import type { WaitsFor } from './dossier-row';

/** A dossier as officers and operators see it in a list. Who it is about stands only in the dossier itself. */
export interface DossierSummary {
  readonly id: DossierId;
  readonly revision: number;
  readonly bundle: { readonly code: string; readonly version?: BundleRef };
  readonly phase: Dossier['phase'];
  readonly outcome?: DossierOutcome;
  readonly channel: Channel;
  readonly office: OfficeCode;
  readonly delivery: ResultDelivery;
  readonly submittedAt: Instant;
  readonly receivedAt?: Instant;
  /** When the last of its procedures ended. */
  readonly endedAt?: Instant;
  readonly linkedNumber?: string;
  readonly oneStopCode?: string;
  readonly waitsFor: WaitsFor;
  /** What a person has to do, the most pressing first. */
  readonly task?: Task;
  readonly parkedHandoffs: number;
  readonly contradictions: number;
}

export interface DossierFilter {
  readonly phase?: Dossier['phase'];
  readonly office?: string;
  /** Code of the bundle. */
  readonly bundle?: string;
  readonly outcome?: DossierOutcome;
  readonly waitsFor?: WaitsFor;
  readonly task?: Task;
  /** Submitted at this moment or later … */
  readonly submittedFrom?: Instant;
  /** … and before this one. */
  readonly submittedTo?: Instant;
}

export class DossierList {
  constructor(private readonly access: Reads) {}

  /** Newest first. @throws CursorInvalid */
  async list({ limit = DEFAULT_LIMIT, cursor, ...asked }: DossierFilter & PageOptions = {}): Promise<Page<DossierSummary>> {
    const { phase, office, bundle, outcome, waitsFor, task, submittedFrom, submittedTo } = asked;
    const filter = { list: 'dossiers', phase, office, bundle, outcome, waitsFor, task, submittedFrom, submittedTo };
    const after = cursor === undefined ? undefined : decodeCursor(filter, cursor, 2);
    const indexed = indexedColumns(asked);
    const by = (column: Filtered) => (indexed.includes(column) ? column : offIndex(column));
    return this.access.read(async (rows) => {
      const found = await rows
        .selectFrom('dossier')
        .selectAll()
        .$if(phase !== undefined, (query) => query.where(by('phase'), '=', phase ?? ''))
        .$if(office !== undefined, (query) => query.where('office', '=', office ?? ''))
        .$if(bundle !== undefined, (query) => query.where(by('code'), '=', bundle ?? ''))
        .$if(outcome !== undefined, (query) => query.where(by('outcome'), '=', outcome ?? ''))
        .$if(waitsFor !== undefined, (query) => query.where(by('waits_for'), '=', waitsFor ?? ''))
        .$if(task !== undefined, (query) => query.where(by('task'), '=', task ?? ''))
        .$if(submittedFrom !== undefined, (query) => query.where('submitted_at', '>=', submittedFrom ?? ''))
        .$if(submittedTo !== undefined, (query) => query.where('submitted_at', '<', submittedTo ?? ''))
        .$if(after !== undefined, (query) =>
          query.where(({ eb, refTuple, tuple }) => eb(refTuple('submitted_at', 'id'), '<', tuple(after?.[0] ?? '', after?.[1] ?? ''))),
        )
        .orderBy('submitted_at', 'desc')
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute();
      return pageOf(rows, found, { limit, filter, keyOf: ({ submitted_at, id }) => [submitted_at, id], show: summary });
    });
  }
}

type Filtered = 'phase' | 'code' | 'outcome' | 'waits_for' | 'task';

/**
 * Along the index of which columns to walk: those that leave the fewest rows. Without statistics a database does not know that few dossiers
 * of a million are refused, fewer of one office, and nearly all have ended.
 */
function indexedColumns({ office, task, waitsFor, phase, outcome, bundle }: DossierFilter): readonly Filtered[] {
  if (office !== undefined) return waitsFor === undefined ? ['phase'] : ['waits_for'];
  if (task !== undefined) return ['task'];
  if (waitsFor !== undefined && waitsFor !== 'nothing') return ['waits_for'];
  if (phase !== undefined && phase !== 'returned') return ['phase'];
  if (outcome !== undefined && outcome !== 'completed') return ['outcome'];
  if (bundle !== undefined) return ['code'];
  return outcome !== undefined ? ['outcome'] : ['phase', 'waits_for'];
}

function summary(row: DossierRow): DossierSummary {
  return {
    id: row.id as DossierId,
    revision: row.revision,
    bundle: { code: row.code, ...(row.bundle !== null && { version: row.bundle as BundleRef }) },
    phase: row.phase as Dossier['phase'],
    ...(row.outcome !== null && { outcome: row.outcome as DossierOutcome }),
    channel: row.channel as Channel,
    office: row.office as OfficeCode,
    delivery: row.delivery as ResultDelivery,
    submittedAt: row.submitted_at as Instant,
    ...(row.received_at !== null && { receivedAt: row.received_at as Instant }),
    ...(row.ended_at !== null && { endedAt: row.ended_at as Instant }),
    ...(row.linked_number !== null && { linkedNumber: row.linked_number }),
    ...(row.one_stop_code !== null && { oneStopCode: row.one_stop_code }),
    waitsFor: row.waits_for as WaitsFor,
    ...(row.task !== null && { task: row.task as Task }),
    parkedHandoffs: row.parked,
    contradictions: row.contradictions,
  };
}
