import { openPayments, openSupplements, type Dossier } from '@lienthong/dossier/domain';
import type { StatusRule, StatusRules } from '../derive';
import type { PortalStatus } from './portal-status';

const becomes =
  (status: PortalStatus): StatusRule<PortalStatus> =>
  () =>
    status;

/** What the citizen was asked for last and has not done yet holds the dossier; else it is being processed, once it was received. */
function goesOn(dossier: Dossier): PortalStatus | undefined {
  if (dossier.ending) return undefined;
  return lastAsked(dossier) ?? (dossier.phase === 'under-way' ? 4 : undefined);
}

/** One demand for each number, however many events ask for it; the dossier says which of them are still waited for. */
function lastAsked(dossier: Dossier): PortalStatus | undefined {
  const supplements = openSupplements(dossier).map(({ since }) => ({ status: 5, since }) as const);
  const payments = openPayments(dossier).map(({ since }) => ({ status: 6, since }) as const);
  return [...supplements, ...payments].sort((one, other) => one.since.localeCompare(other.since)).at(-1)?.status;
}

/**
 * What the portal is told. A notice to an agency changes nothing here: it is about what the citizen did, which was told already. The time
 * is told with the statuses; by itself it gives none.
 */
export const PORTAL_RULES: StatusRules<PortalStatus> = {
  DossierSubmitted: becomes(1),
  DossierReceived: becomes(2),
  DossierDeclined: becomes(3),
  ProcedureStarted: goesOn,
  // What came too late, or contradicts a final word, changes nothing. That a supplement is needed, its request says in the same append.
  AgencyStatusReported: (dossier, { data: { standing, status } }) =>
    standing === 'news' && status !== 'supplement-needed' ? goesOn(dossier) : undefined,
  SupplementRequested: becomes(5),
  SupplementProvided: goesOn,
  SupplementExpired: goesOn,
  PaymentRequested: becomes(6),
  PaymentReceived: goesOn,
  ProcedureCompleted: goesOn,
  ProcedureRefused: goesOn,
  ProcedureSkipped: goesOn,
  WithdrawalRequested: becomes(7),
  DossierStopped: becomes(8),
  // A refused gate ends with 9, too: 3 is for what was never received. What was withdrawn was not processed to its end: 8.
  DossierCompleted: (_, { data: { outcome } }) => (outcome === 'withdrawn' || outcome === 'stopped' ? 8 : 9),
  ResultsReturned: becomes(10),
};
