import { isoDate, object, oneOf, partialIsoDate, pattern, personalId, text } from './schema-parts';

// What is said of a death to the agencies whose vocabulary is our own proposal: Police, Social Insurance, and those who pay a
// funeral allowance. Dates are ISO 8601; those of birth and death may be partial.

export interface Place {
  readonly provinceCode: string;
  readonly communeCode: string;
  readonly line: string;
}
export interface Deceased {
  readonly fullName: string;
  readonly birthDate: string;
  readonly sex: 'M' | 'F';
  readonly personalId?: string;
  readonly nationality: string;
  readonly ethnicity: string;
  readonly lastResidence: Place;
  readonly diedOn: string;
}
/** The entry in the register of deaths. */
export interface DeathEntry {
  readonly number: string;
  readonly book: string;
  readonly page: string;
  readonly registeredOn: string;
  /** Kind of the document that was issued, e.g. `KQ.G15.000034`. */
  readonly documentCode: string;
}
export interface Claimant {
  readonly fullName: string;
  readonly personalId: string;
  readonly relationToDeceased: string;
  readonly phone: string;
  readonly email?: string;
}
export type Payee =
  | { readonly kind: 'PERSON'; readonly name: string; readonly personalId: string; readonly relationToDeceased: string }
  | { readonly kind: 'ORGANISATION'; readonly name: string; readonly organisationCode: string };
export type Payment =
  { readonly method: 'CASH' } | { readonly method: 'TRANSFER'; readonly account: string; readonly bank: string; readonly holder: string };

const place = object({ provinceCode: pattern('^\\d{2}$'), communeCode: pattern('^\\d{5}$'), line: text });

export const deceased = object(
  {
    fullName: text,
    birthDate: partialIsoDate,
    sex: oneOf('M', 'F'),
    nationality: text,
    ethnicity: text,
    lastResidence: place,
    diedOn: partialIsoDate,
  },
  { personalId },
);
export const deathEntry = object({ number: text, book: text, page: text, registeredOn: isoDate, documentCode: text });
export const claimant = object({ fullName: text, personalId, relationToDeceased: text, phone: text }, { email: text });

// Chosen by one member, so that breaches name the field and not the whole.
export const payee = {
  type: 'object',
  required: ['kind'],
  properties: { kind: oneOf('PERSON', 'ORGANISATION') },
  if: { type: 'object', properties: { kind: oneOf('PERSON') } },
  then: object({ kind: oneOf('PERSON'), name: text, personalId, relationToDeceased: text }),
  else: object({ kind: oneOf('ORGANISATION'), name: text, organisationCode: text }),
};
export const payment = {
  type: 'object',
  required: ['method'],
  properties: { method: oneOf('CASH', 'TRANSFER') },
  if: { type: 'object', properties: { method: oneOf('TRANSFER') } },
  then: object({ method: oneOf('TRANSFER'), account: pattern('^\\d{6,20}$'), bank: text, holder: text }),
  else: object({ method: oneOf('CASH') }),
};
