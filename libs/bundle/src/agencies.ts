import type { AgencyCode, Bilingual } from './bundle';

/** An agency that takes part in the exchange. */
export interface Agency {
  readonly code: AgencyCode;
  readonly title: Bilingual;
  /** `civil-status`, `police`, `social-insurance`, … */
  readonly kind: string;
}

export const AGENCIES_FILE = 'reference/agencies.yaml';

/** `reference/agencies.yaml` as it is written. */
export interface AgenciesDefinition {
  readonly agencies: Readonly<Record<string, { readonly title: Bilingual; readonly kind: string }>>;
}

export const agenciesOf = ({ agencies }: AgenciesDefinition): readonly Agency[] =>
  Object.entries(agencies).map(([code, agency]) => ({ code: code as AgencyCode, ...agency }));
