import type { AgencyStatus } from './dossier.events';

/** How far an agency has come: received < in process, supplement needed < completed, refused. */
export const RANK: Readonly<Record<AgencyStatus, number>> = {
  received: 1,
  'in-process': 2,
  'supplement-needed': 2,
  completed: 3,
  refused: 3,
};

/** The agency has decided. */
export const isFinal = (status: AgencyStatus): boolean => RANK[status] === RANK.completed;
