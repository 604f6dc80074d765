import type { Handoff, Patience, Stage } from '@lienthong/dossier/domain';
import { dossierOfHandoff, nextStep } from '@lienthong/dossier/domain';
import type { HandoffRow } from '../database/read-tables';

/** Who has the next move: `pending`, to be sent or asked about; `in-flight`, with the agency; `parked`, waits for a person; `settled`, done. */
export type Standing = 'pending' | 'in-flight' | 'parked' | 'settled';

const STANDINGS: Readonly<Record<Stage['is'], Standing>> = {
  requested: 'pending',
  retrying: 'pending',
  asking: 'pending',
  attempted: 'in-flight',
  acknowledged: 'in-flight',
  failed: 'parked',
  parked: 'parked',
  settled: 'settled',
};

/** A handoff as a row: where it stands, and what the engine does next about it and when. Nothing personal. */
export function handoffRow(handoff: Handoff, patience: Patience): HandoffRow {
  const { id, procedure, agency, stage, since, requestedAt, attempts, failure, reference, awaiting } = handoff;
  const next = nextStep(handoff, patience);
  return {
    id,
    dossier: dossierOfHandoff(id),
    procedure,
    agency,
    stage: stage.is,
    standing: STANDINGS[stage.is],
    open: stage.is !== 'settled' || awaiting.length > 0 ? 1 : 0,
    cause: 'cause' in stage ? stage.cause : null,
    failure: failure ?? null,
    trouble: null,
    attempts,
    requested_at: requestedAt,
    since,
    reference: reference ?? null,
    step: next?.step ?? null,
    due_at: next?.at ?? null,
  };
}
