import type { ProcedureKey } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import { openPayments, openSupplements, type Dossier, type DossierEvent, type Personal } from '../../domain';

/** `overtaken`: nobody waits for it any more, though it never came. */
export interface SupplementView {
  readonly number: number;
  readonly state: 'open' | 'provided' | 'expired' | 'overtaken';
  readonly since: Instant;
  readonly by: 'one-stop' | 'agency';
  readonly procedure?: ProcedureKey;
  /** In the words of who asks. */
  readonly what?: Personal<string>;
  /** JSON Pointers into the form. */
  readonly fields: readonly string[];
  readonly respondBy?: Instant;
  /** It was asked before for the same. */
  readonly repeated: boolean;
  /** The citizen's words. */
  readonly note?: Personal<string>;
  /** Other procedures whose agencies were given what the new form changes, and are told. */
  readonly affected?: readonly ProcedureKey[];
}

export interface PaymentView {
  readonly number: number;
  readonly state: 'open' | 'received' | 'overtaken';
  readonly since: Instant;
  /** In đồng. */
  readonly amount: number;
  readonly purpose: string;
  readonly procedure?: ProcedureKey;
  /** Of the receipt. */
  readonly reference?: string;
}

export interface CorrectionView {
  readonly number: number;
  readonly at: Instant;
  readonly reason: Personal<string>;
  /** Procedures whose agencies were given what was wrong, and are told. */
  readonly affected: readonly ProcedureKey[];
}

export interface TurnsView {
  readonly supplements: readonly SupplementView[];
  readonly payments: readonly PaymentView[];
  readonly corrections: readonly CorrectionView[];
}

/** What was said, and when: the dossier itself keeps only what decides. */
export interface Said {
  readonly event: DossierEvent;
  readonly at: Instant;
}

/** There is something that {@link turnsView} needs the history for. */
export const hasTurns = ({ turns, corrections }: Dossier): boolean =>
  turns.supplements.length + turns.payments.length + corrections.length > 0;

/** What the citizen was asked for, and what was corrected. */
export function turnsView(dossier: Dossier, history: readonly Said[]): TurnsView {
  return {
    supplements: history.flatMap(({ event }) => supplementView(event, dossier, history)),
    payments: history.flatMap(({ event }) => paymentView(event, dossier, history)),
    corrections: history.flatMap(({ event, at }): CorrectionView[] => {
      if (event.type !== 'DossierCorrected') return [];
      const { correction: number, reason, affected } = event.data;
      return [{ number, at, reason, affected }];
    }),
  };
}

function supplementView(event: DossierEvent, dossier: Dossier, history: readonly Said[]): SupplementView[] {
  if (event.type !== 'SupplementRequested') return [];
  const { supplement: number, message, what = wordsOf(message, history), ...asked } = event.data;
  const supplement = dossier.turns.supplements.find((each) => each.number === number);
  if (!supplement) return [];
  const overtaken = supplement.is === 'open' && !openSupplements(dossier).includes(supplement);
  const provided = first(history, (each) =>
    each.type === 'SupplementProvided' && each.data.supplement === number ? each.data : undefined,
  );
  const { note, affected } = provided ?? {};
  const given = { ...(note !== undefined && { note }), ...(affected && { affected }) };
  const state = overtaken ? 'overtaken' : supplement.is;
  return [{ number, state, since: supplement.since, ...asked, ...(what !== undefined && { what }), ...given }];
}

function paymentView(event: DossierEvent, dossier: Dossier, history: readonly Said[]): PaymentView[] {
  if (event.type !== 'PaymentRequested') return [];
  const { payment: number, ...asked } = event.data;
  const payment = dossier.turns.payments.find((each) => each.number === number);
  if (!payment) return [];
  const overtaken = payment.is === 'open' && !openPayments(dossier).includes(payment);
  const reference = first(history, (each) =>
    each.type === 'PaymentReceived' && each.data.payment === number ? each.data.reference : undefined,
  );
  const state = overtaken ? 'overtaken' : payment.is;
  return [{ number, state, since: payment.since, ...asked, ...(reference !== undefined && { reference }) }];
}

/** What an agency asks for stands in its message. */
const wordsOf = (message: string | undefined, history: readonly Said[]): Personal<string> | undefined =>
  first(history, (each) => (each.type === 'AgencyStatusReported' && each.data.message === message ? each.data.note : undefined));

function first<T>(history: readonly Said[], find: (event: DossierEvent) => T | undefined): T | undefined {
  for (const { event } of history) {
    const found = find(event);
    if (found !== undefined) return found;
  }
  return undefined;
}
