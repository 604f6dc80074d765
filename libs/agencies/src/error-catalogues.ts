import { funeralErrors } from './funeral';
import { justiceErrors } from './justice';
import { linkedChannelErrors } from './linked-channel';
import { policeErrors } from './police';
import { portalErrors } from './portal';
import { socialInsuranceErrors } from './social-insurance';
import type { ErrorCatalogue } from './wire';

/** Every agency's errors by agency and code, to explain a failed handoff, or a status that was refused, to a person. */
export const errorCatalogues: Readonly<Record<string, ErrorCatalogue>> = {
  justice: justiceErrors,
  police: policeErrors,
  'social-insurance': socialInsuranceErrors,
  'commune-affairs': funeralErrors,
  'home-affairs': funeralErrors,
  portal: portalErrors,
  'linked-channel': linkedChannelErrors,
};
