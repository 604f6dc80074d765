import type { LocalDate } from '@lienthong/calendar';

/** The dossier has no such form; `there`: those that it has. */
export class PaperNotThere extends Error {
  readonly code = 'document-not-found';
  readonly details: { readonly there: string };
  constructor(name: string, there: readonly string[]) {
    super(`no form ${name}`);
    this.details = { there: there.join(', ') };
  }
}

/** No office of this code is in the list of offices. */
export class OfficeNotServed extends Error {
  readonly code = 'office-unknown';
  readonly details: { readonly office: string };
  constructor(office: string) {
    super(`no office ${office}`);
    this.details = { office };
  }
}

/** The last day comes before the first. */
export class PeriodInvalid extends Error {
  readonly code = 'period-invalid';
  readonly details: { readonly from: LocalDate; readonly to: LocalDate };
  constructor(from: LocalDate, to: LocalDate) {
    super(`${to} is before ${from}`);
    this.details = { from, to };
  }
}

/** The register would be longer than a register may be. */
export class RegisterTooLong extends Error {
  readonly code = 'register-too-long';
  readonly details: { readonly most: string };
  constructor(most: number) {
    super(`more than ${most} dossiers`);
    this.details = { most: `${most}` };
  }
}
