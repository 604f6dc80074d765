import { CommandRejected, type IntakeCommand } from './commands';
import type { Dossier } from './dossier';
import type { DossierEvent } from './dossier.events';
import { isQuarantined } from './quarantine';

type Submission = Extract<IntakeCommand, { type: 'SubmitDossier' }>;
type Assignment = Extract<IntakeCommand, { type: 'AssignOffice' }>;

/** It is taken in; in quarantine where nobody serves the commune that was written. */
export function submitted({ submission, quarantine: why }: Submission): DossierEvent[] {
  const taken: DossierEvent = { type: 'DossierSubmitted', data: submission };
  return why === undefined ? [taken] : [taken, { type: 'DossierQuarantined', data: { why, office: submission.office } }];
}

/**
 * To which one-stop it belongs, as somebody found out. May be said anew until that one receives it. Only of dossiers that were in
 * quarantine: where else a citizen's choice of a commune is wrong, the one-stop declines and says where to file.
 */
export function assignedOffice(dossier: Dossier, { office, reason }: Assignment): DossierEvent[] {
  if (!dossier.quarantine) throw new CommandRejected('not-quarantined', dossier.id);
  if (!isQuarantined(dossier) && dossier.office === office) return [];
  return [{ type: 'OfficeAssigned', data: { office, reason } }];
}
