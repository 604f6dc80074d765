import {
  claimant,
  deathEntry,
  deceased,
  payee,
  payment,
  type Claimant,
  type DeathEntry,
  type Deceased,
  type Payee,
  type Payment,
} from '../wire/death-parts';
import { isoDate, isoInstant, list, object, oneOf, open, partialIsoDate, personalId, text, url } from '../wire/schema-parts';

interface Requested<S extends string> {
  /** The handoff: the idempotency key, here and in the header. */
  readonly requestKey: string;
  readonly dossierCode: string;
  readonly service: S;
  readonly receivingOffice: string;
  readonly submittedAt: string;
  /** Belongs to the exchange, not to the content: it may change while the content may not. */
  readonly notifyUrl: string;
  readonly deceased: Deceased;
  readonly deathEntry: DeathEntry;
  readonly applicant: Claimant;
}

export interface FuneralRequest extends Requested<'FUNERAL_ALLOWANCE'> {
  readonly burial: { readonly date: string; readonly place: string };
  readonly payee: Payee;
  readonly payment: Payment;
}

export type Benefit = 'MONTHLY' | 'ONE_OFF';

export interface Relative {
  readonly fullName: string;
  readonly birthDate: string;
  readonly personalId?: string;
  readonly relationToDeceased: string;
  readonly incapacitated: boolean;
}

export interface SurvivorRequest extends Requested<'SURVIVOR_BENEFIT'> {
  readonly benefit: Benefit;
  readonly relatives: readonly Relative[];
  readonly payment: Payment;
}

const requested = (service: string, content: Readonly<Record<string, Readonly<Record<string, unknown>>>>) =>
  object({
    requestKey: text,
    dossierCode: text,
    service: oneOf(service),
    receivingOffice: text,
    submittedAt: isoInstant,
    notifyUrl: url,
    deceased,
    deathEntry,
    applicant: claimant,
    ...content,
  });

export const funeralRequest = requested('FUNERAL_ALLOWANCE', { burial: object({ date: isoDate, place: text }), payee, payment });

const relative = object(
  { fullName: text, birthDate: partialIsoDate, relationToDeceased: text, incapacitated: { type: 'boolean' } },
  { personalId },
);
const benefit = oneOf('MONTHLY', 'ONE_OFF');
export const survivorRequest = requested('SURVIVOR_BENEFIT', {
  benefit,
  relatives: list(relative, { minItems: 1, maxItems: 20 }),
  payment,
});

/** What is paid. `benefit`: of a survivor benefit only. */
export interface Decision {
  readonly decisionNumber: string;
  readonly decidedOn: string;
  /** Dong; every month, where it is monthly. */
  readonly amount: number;
  readonly benefit?: Benefit;
}
export const decision = open({ decisionNumber: text, decidedOn: isoDate, amount: { type: 'integer', minimum: 0 } }, { benefit });
