import type { BundleRef, ProcedureKey } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import {
  procedureOfHandoff,
  type Channel,
  type Chosen,
  type DossierEvent,
  type DossierId,
  type DossierOutcome,
  type Form,
  type HandoffId,
  type OfficeCode,
  type Result,
  type ResultDelivery,
  type Sha256,
} from './dossier.events';
import { evolveHandoff, isHandoffSide, type Handoff, type HandoffSideEvent } from './handoff';
import type { Personal } from './personal';

// ── state ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A dossier as its stream tells it. Every field follows from the events; nothing else is known. */
export interface Dossier {
  readonly id: DossierId;
  readonly phase: 'submitted' | 'under-way' | 'completed' | 'returned';
  /** Code of the bundle, e.g. `birth`. */
  readonly code: string;
  /** The version in force at reception; absent before. */
  readonly bundle?: BundleRef;
  /** Digest of the definition that was pinned. */
  readonly definition?: Sha256;
  readonly channel: Channel;
  readonly office: OfficeCode;
  readonly delivery: ResultDelivery;
  readonly submittedAt: Instant;
  readonly receivedAt?: Instant;
  readonly linkedNumber?: string;
  readonly oneStopCode?: string;
  readonly form: Personal<Form>;
  readonly chosen: readonly ProcedureKey[];
  /** The chosen ones, in the order in which they were chosen. */
  readonly procedures: Readonly<Record<ProcedureKey, ProcedureState>>;
  /**
   * One per procedure that was started. By procedure, not by their own ids: names that no other dossier has would make every
   * dossier a shape of its own to the JavaScript engine, and all code that touches one many times slower.
   */
  readonly handoffs: Readonly<Record<ProcedureKey, Handoff>>;
  readonly outcome?: DossierOutcome;
  /** Messages in which an agency contradicts its own final word: a person has to clear these up. */
  readonly contradictions: readonly { readonly handoff: HandoffId; readonly message: string; readonly at: Instant }[];
}

export interface ProcedureState {
  readonly status: 'waiting' | 'started' | 'completed' | 'refused' | 'skipped';
  readonly since: Instant;
  readonly handoff?: HandoffId;
  readonly choices?: Readonly<Record<string, Chosen>>;
  /** The definition could not be evaluated when it began; tried again once a person releases the handoff. */
  readonly undecided?: boolean;
  /** Why it did not arise. */
  readonly because?: { readonly why: 'not-arising' | 'condition'; readonly procedure?: ProcedureKey };
}

/** A dossier that is still on its way: received, and not every procedure has ended. */
export const isUnderWay = (dossier: Dossier): boolean => dossier.phase === 'under-way';

export const hasEnded = ({ status }: ProcedureState): boolean => status === 'completed' || status === 'refused' || status === 'skipped';

/** The procedures that have something to hand over: a result or a refusal. */
export const endedProcedures = (dossier: Dossier): ProcedureKey[] =>
  dossier.chosen.filter((key) => {
    const procedure = dossier.procedures[key];
    return procedure !== undefined && hasEnded(procedure) && procedure.status !== 'skipped';
  });

export const handoffOf = (dossier: Dossier, procedure: ProcedureState): Handoff | undefined =>
  procedure.handoff && findHandoff(dossier, procedure.handoff);

/** The dossier's handoff with this id, if it is one of its own. */
export function findHandoff({ handoffs }: Dossier, id: HandoffId): Handoff | undefined {
  const handoff = handoffs[procedureOfHandoff(id)];
  return handoff?.id === id ? handoff : undefined;
}

/** What the agency gave for a procedure that is completed, or nothing. */
export function resultOf(dossier: Dossier, key: ProcedureKey): Personal<Result> | undefined {
  const procedure = dossier.procedures[key];
  return procedure?.status === 'completed' ? (handoffOf(dossier, procedure)?.report?.result ?? {}) : undefined;
}

// ── evolve ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The dossier after one more event. Total: an event that does not fit leaves the dossier as it is. */
export function evolve(dossier: Dossier | undefined, event: DossierEvent, at: Instant, id: DossierId): Dossier | undefined {
  if (event.type === 'DossierSubmitted') {
    const { bundle: code, ...submission } = event.data;
    const waiting: ProcedureState = { status: 'waiting', since: at };
    const procedures = Object.fromEntries(submission.chosen.map((key) => [key, waiting]));
    return { id, phase: 'submitted', code, ...submission, submittedAt: at, procedures, handoffs: {}, contradictions: [] };
  }
  if (!dossier) return undefined;
  const after = isHandoffSide(event) ? withHandoff(dossier, event, at) : dossier;
  switch (event.type) {
    case 'DossierReceived':
      return { ...after, phase: 'under-way', receivedAt: at, ...event.data };
    case 'ProcedureStarted':
      return withProcedure(after, event.data.procedure, { status: 'started', since: at, choices: event.data.choices, undecided: false });
    case 'HandoffRequested':
      return withProcedure(after, event.data.procedure, { handoff: event.data.handoff });
    case 'ProcedureCompleted':
      return withProcedure(after, event.data.procedure, { status: 'completed', since: at });
    case 'ProcedureRefused':
      return withProcedure(after, event.data.procedure, { status: 'refused', since: at });
    case 'HandoffParked': {
      const procedure = findHandoff(after, event.data.handoff)?.procedure;
      const undecided = event.data.cause === 'definition-error';
      return procedure && undecided ? withProcedure(after, procedure, { undecided }) : after;
    }
    case 'ProcedureSkipped': {
      const { why, because, procedure } = event.data;
      return withProcedure(after, procedure, {
        status: 'skipped',
        since: at,
        because: { why, ...(because && { procedure: because }) },
      });
    }
    case 'AgencyStatusReported': {
      const { standing, handoff, message } = event.data;
      return standing === 'contradicts' ? { ...after, contradictions: [...after.contradictions, { handoff, message, at }] } : after;
    }
    case 'DossierCompleted':
      return { ...after, phase: 'completed', outcome: event.data.outcome };
    case 'ResultsReturned':
      return { ...after, phase: 'returned' };
    case 'LateResultReceived':
    case 'HandoffAttempted':
    case 'HandoffAcknowledged':
    case 'HandoffAttemptFailed':
    case 'HandoffNotFound':
    case 'HandoffInquiryFailed':
    case 'HandoffRefused':
    case 'HandoffReleased':
    case 'HandoffWithdrawn':
    case 'AgencyReportQuarantined':
      return after;
  }
}

function withHandoff(dossier: Dossier, event: HandoffSideEvent, at: Instant): Dossier {
  const id = event.data.handoff;
  const handoff = evolveHandoff(findHandoff(dossier, id), event, at);
  return handoff ? { ...dossier, handoffs: { ...dossier.handoffs, [handoff.procedure]: handoff } } : dossier;
}

function withProcedure(dossier: Dossier, key: ProcedureKey, changes: Partial<ProcedureState>): Dossier {
  const procedure = dossier.procedures[key];
  return procedure ? { ...dossier, procedures: { ...dossier.procedures, [key]: { ...procedure, ...changes } } } : dossier;
}
