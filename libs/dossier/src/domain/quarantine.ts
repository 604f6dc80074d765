import type { Instant } from '@lienthong/calendar';
import type { Dossier } from './dossier';
import type { OfficeCode, QuarantineReason } from './dossier.events';

/** How a dossier came to be in quarantine, and when it came out: it keeps that for good. */
export interface Quarantine {
  readonly why: QuarantineReason;
  readonly since: Instant;
  /** When it was last assigned to a one-stop. */
  readonly assignedAt?: Instant;
}

/** Nobody can receive it yet, because nobody knows to which one-stop it belongs. */
export const isQuarantined = ({ phase, quarantine }: Pick<Dossier, 'phase' | 'quarantine'>): boolean =>
  phase === 'submitted' && quarantine !== undefined && quarantine.assignedAt === undefined;

/** The dossier with the one-stop to which it was assigned; what the citizen wrote is kept, where it is something else. */
export function afterAssignment(dossier: Dossier, office: OfficeCode, at: Instant): Dossier {
  const { officeAsked = dossier.office, ...rest } = dossier;
  const asked = officeAsked === office ? {} : { officeAsked };
  const quarantine = dossier.quarantine && { ...dossier.quarantine, assignedAt: at };
  return { ...rest, office, ...asked, ...(quarantine && { quarantine }) };
}
