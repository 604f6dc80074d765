import type { ProcedureKey } from '@lienthong/bundle';
import { handoffOf, type Dossier, type ProcedureState } from '@lienthong/dossier/domain';
import type { ProcedureRow } from '../database/read-tables';

/** A dossier's procedure as a row. */
export function procedureRow(dossier: Dossier, procedure: ProcedureKey, state: ProcedureState): ProcedureRow {
  const { status, since, because } = state;
  return {
    dossier: dossier.id,
    procedure,
    agency: handoffOf(dossier, state)?.agency ?? null,
    status,
    since,
    why: because?.why ?? null,
    because: because?.procedure ?? null,
  };
}
