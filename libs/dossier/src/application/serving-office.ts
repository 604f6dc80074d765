import type { Offices } from '@lienthong/bundle';
import type { LocalDate } from '@lienthong/calendar';
import type { OfficeCode, QuarantineReason } from '../domain';

/** This installation serves no one-stop of that code. */
export class OfficeUnknown extends Error {
  readonly code = 'office-unknown';
  readonly details: { readonly office: string };
  constructor(office: string) {
    super(`no one-stop ${office} is served`);
    this.details = { office };
  }
}

/** The one-stop that a code leads to. `officeAsked`: the code, where that commune was merged away into `office`. */
export interface Destination {
  readonly office: OfficeCode;
  readonly officeAsked?: OfficeCode;
}

/** Where a dossier for the commune of this code belongs on that day; or, by `why`, that nobody can say. */
export function destinationOf(offices: Offices, code: string, day: LocalDate): Destination | { readonly why: QuarantineReason } {
  const serving = offices.serving(code, day);
  if (!serving) return { why: offices.get(code) ? 'office-not-serving' : 'office-unknown' };
  const office = serving.code as OfficeCode;
  return serving.code === code ? { office } : { office, officeAsked: code as OfficeCode };
}

/** @throws OfficeUnknown nobody serves there on that day */
export function requireServing(offices: Offices, code: string, day: LocalDate): Pick<Destination, 'office'> {
  const destination = destinationOf(offices, code, day);
  if ('why' in destination) throw new OfficeUnknown(code);
  return { office: destination.office };
}
