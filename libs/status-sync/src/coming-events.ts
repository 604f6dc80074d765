import { nameOfHandoff, type DossierEvent } from '@lienthong/dossier/domain';
import type { ProcedureKey } from '@lienthong/bundle';

/** Names of events that a dossier may have beside those of today's log: what they mean to who is told statuses is settled by their name. */
export type ComingEvent =
  | 'DossierDeclined'
  | 'DossierStopped'
  | 'PaymentReceived'
  | 'PaymentRequested'
  | 'SupplementProvided'
  | 'SupplementRequested'
  | 'WithdrawalRequested';

export type EventType = DossierEvent['type'] | ComingEvent;

/** The procedure that an event is about; nothing for one about the dossier as a whole. */
export function procedureAbout({ data }: DossierEvent): ProcedureKey | undefined {
  if ('procedure' in data) return data.procedure;
  return 'handoff' in data ? (nameOfHandoff(data.handoff) as ProcedureKey) : undefined;
}
