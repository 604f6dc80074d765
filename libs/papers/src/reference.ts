import type { Bundle, ProcedureKey, Workflows } from '@lienthong/bundle';
import type { Dossier, DossierId } from '@lienthong/dossier/domain';

/** What papers take from outside a dossier's history. The same definitions and the same address give the same papers. */
export interface Reference {
  readonly workflows: Pick<Workflows, 'agencies' | 'offices' | 'get' | 'inForce'>;
  /** The address at which a citizen follows the dossier. */
  readonly trackingUrl: (dossier: DossierId) => string;
}

/** The version that gives a dossier its titles: the pinned one; before the reception that of the day of submission. */
export const bundleOf = ({ workflows }: Reference, { bundle, code, submittedAt }: Dossier): Bundle | undefined =>
  bundle === undefined ? workflows.inForce(code, submittedAt) : workflows.get(bundle);

/** A procedure's title; its key where the definition is gone. */
export const procedureTitle = (reference: Reference, dossier: Dossier, procedure: ProcedureKey): string =>
  bundleOf(reference, dossier)?.procedures.find(({ key }) => key === procedure)?.title.vi ?? procedure;

export const agencyTitle = ({ workflows }: Reference, agency: string): string =>
  workflows.agencies.find(({ code }) => code === agency)?.title.vi ?? agency;
