import type { AgencyCode } from '@lienthong/bundle';
import { decode, DOSSIER_STREAMS } from '@lienthong/dossier';
import { dossierOfHandoff, evolveHandoff, isHandoffSide, nextStep, type Handoff, type Patience } from '@lienthong/dossier/domain';
import type { StoredEvent } from '@lienthong/event-store';
import type { Transaction } from 'kysely';
import type { Projection } from '../projector';
import type { HandoffRow, ReadTables } from '../read-database';

/** One row per handoff: where it stands, and what the engine does next about it and when. Opens no personal data. */
export class HandoffProjection implements Projection {
  readonly name = 'handoffs';
  readonly filter = { streamPrefixes: DOSSIER_STREAMS };

  constructor(private readonly patience: (agency: AgencyCode) => Patience) {}

  async apply(rows: Transaction<ReadTables>, stored: StoredEvent): Promise<void> {
    const { event, at } = decode(stored, undefined);
    if (!isHandoffSide(event)) return;
    const id = event.data.handoff;
    const before = await rows.selectFrom('handoff').select('state').where('id', '=', id).executeTakeFirst();
    const after = evolveHandoff(before && (JSON.parse(before.state) as Handoff), event, at);
    if (!after) return;
    const { id: _, ...changes } = this.row(after);
    await rows
      .insertInto('handoff')
      .values({ id, ...changes })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
      .execute();
  }

  async clear(rows: Transaction<ReadTables>): Promise<void> {
    await rows.deleteFrom('handoff').execute();
  }

  private row(handoff: Handoff): HandoffRow {
    const { id, procedure, agency, stage, since, requestedAt, attempts, failure, reference, report, ...rest } = handoff;
    const next = nextStep(handoff, this.patience(agency));
    const state = { ...rest, id, procedure, agency, stage, since, requestedAt, attempts, failure, reference };
    return {
      id,
      dossier: dossierOfHandoff(id),
      procedure,
      agency,
      stage: stage.is,
      cause: 'cause' in stage ? stage.cause : null,
      failure: failure ?? null,
      attempts,
      requested_at: requestedAt,
      since,
      trouble: null,
      reference: reference ?? null,
      step: next?.step ?? null,
      due_at: next?.at ?? null,
      state: JSON.stringify(report ? { ...state, report: { status: report.status } } : state),
    };
  }
}
