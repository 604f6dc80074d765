import type { ProcedureKey } from '@lienthong/bundle';

/** The procedures that are the civil-status leg of a bundle, each with the code of the document that it gives. [P] */
export const CIVIL_STATUS_RESULTS: Readonly<Record<string, string>> = {
  'birth-registration': 'KQ.G15.000031',
  'death-registration': 'KQ.G15.000034',
};

export const isCivilStatus = (procedure: ProcedureKey): boolean => Object.hasOwn(CIVIL_STATUS_RESULTS, procedure);
