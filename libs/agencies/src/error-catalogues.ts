import { justiceErrors } from './justice';
import { policeErrors } from './police';
import { socialInsuranceErrors } from './social-insurance';
import type { ErrorCatalogue } from './wire';

/** Every agency's errors by agency and code, to explain a failed handoff to a person. */
export const errorCatalogues: Readonly<Record<string, ErrorCatalogue>> = {
  justice: justiceErrors,
  police: policeErrors,
  'social-insurance': socialInsuranceErrors,
};
