import type { ProcedureKey } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { Dossier } from './dossier';
import type { CitizenEvent } from './dossier.events';

/** What the citizen is asked to supplement. While one is open, the clock of the law stands still. */
export interface Supplement {
  readonly number: number;
  readonly by: 'one-stop' | 'agency';
  /** Absent: the dossier was not received yet. */
  readonly procedure?: ProcedureKey;
  /** The agency's message that asks. */
  readonly message?: string;
  readonly respondBy?: Instant;
  readonly is: 'open' | 'provided' | 'expired';
  readonly since: Instant;
  /** How often its procedure had been sent when it was provided. Clocks may differ; the order in the stream does not. */
  readonly sentBefore?: number;
}

export interface Payment {
  readonly number: number;
  readonly procedure?: ProcedureKey;
  /** In đồng. */
  readonly amount: number;
  readonly is: 'open' | 'received';
  readonly since: Instant;
}

/** The citizen's part of a dossier. */
export interface Turns {
  readonly supplements: readonly Supplement[];
  readonly payments: readonly Payment[];
}

export const NO_TURNS: Turns = { supplements: [], payments: [] };

const CITIZENS: ReadonlySet<string> = new Set<CitizenEvent['type']>([
  'SupplementRequested',
  'SupplementProvided',
  'SupplementExpired',
  'PaymentRequested',
  'PaymentReceived',
  'WithdrawalRequested',
]);

export const isCitizenEvent = (event: { readonly type: string }): event is CitizenEvent => CITIZENS.has(event.type);

/** Whose turn it is, after one more event. */
export function evolveTurns(turns: Turns, event: CitizenEvent, at: Instant): Turns {
  switch (event.type) {
    case 'SupplementRequested': {
      const { supplement: number, by, procedure, message, respondBy } = event.data;
      const asked: Supplement = {
        number,
        by,
        is: 'open',
        since: at,
        ...(procedure !== undefined && { procedure }),
        ...(message !== undefined && { message }),
        ...(respondBy !== undefined && { respondBy }),
      };
      return { ...turns, supplements: [...turns.supplements, asked] };
    }
    case 'SupplementProvided':
      return withSupplement(turns, event.data.supplement, { is: 'provided', since: at });
    case 'SupplementExpired':
      return withSupplement(turns, event.data.supplement, { is: 'expired', since: at });
    case 'PaymentRequested': {
      const { payment: number, amount, procedure } = event.data;
      const asked: Payment = { number, amount, is: 'open', since: at, ...(procedure !== undefined && { procedure }) };
      return { ...turns, payments: [...turns.payments, asked] };
    }
    case 'PaymentReceived': {
      const received = (payment: Payment): Payment => ({ ...payment, is: 'received', since: at });
      return { ...turns, payments: turns.payments.map((each) => (each.number === event.data.payment ? received(each) : each)) };
    }
    case 'WithdrawalRequested':
      return turns;
  }
}

/** What was provided came after so many attempts to send its procedure. */
export function providedAfter(dossier: Asked, number: number): Turns {
  const procedure = dossier.turns.supplements.find((each) => each.number === number)?.procedure;
  return withSupplement(dossier.turns, number, { sentBefore: (procedure && dossier.handoffs[procedure]?.attempts) ?? 0 });
}

const withSupplement = (turns: Turns, number: number, changes: Partial<Supplement>): Turns => ({
  ...turns,
  supplements: turns.supplements.map((each) => (each.number === number ? { ...each, ...changes } : each)),
});

/**
 * The supplements that are still waited for. One is not any more when its procedure has ended, or when the agency goes on
 * without it: it may have got it in another way.
 */
export function openSupplements({ turns, phase, procedures, handoffs }: Asked): readonly Supplement[] {
  return turns.supplements.filter(({ is, by, procedure, message }) => {
    if (is !== 'open') return false;
    if (!procedure) return phase === 'submitted';
    if (procedures[procedure]?.status !== 'started') return false;
    return by === 'one-stop' || handoffs[procedure]?.report?.message === message;
  });
}

/** The payments that are still waited for; not for a procedure that has ended, beside which others may still be under way. */
export function openPayments({ turns, phase, procedures }: Asked): readonly Payment[] {
  if (phase !== 'submitted' && phase !== 'under-way') return [];
  return turns.payments.filter(({ is, procedure }) => is === 'open' && (!procedure || procedures[procedure]?.status === 'started'));
}

type Asked = Pick<Dossier, 'turns' | 'phase' | 'procedures' | 'handoffs'>;
