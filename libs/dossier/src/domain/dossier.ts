import type { BundleRef, ProcedureKey } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import {
  nameOfHandoff,
  type Channel,
  type Chosen,
  type DossierEnding,
  type DossierEvent,
  type DossierId,
  type DossierOutcome,
  type Fingerprints,
  type Form,
  type HandoffId,
  type OfficeCode,
  type Result,
  type ResultDelivery,
  type Sha256,
  type SkipReason,
} from './dossier.events';
import { evolveClock, isTimeEvent, NO_CLOCK, withPauses, type Clock } from './clock';
import { evolveHandoff, isHandoffSide, type Handoff, type HandoffSideEvent } from './handoff';
import { isErased, type Personal } from './personal';
import { afterAssignment, type Quarantine } from './quarantine';
import { evolveTurns, isCitizenEvent, NO_TURNS, providedAfter, type Turns } from './turns';

// ── state ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A dossier as its stream tells it. Every field follows from the events; nothing else is known. */
export interface Dossier {
  readonly id: DossierId;
  /** `closed`: it ended with nothing to hand over. */
  readonly phase: 'submitted' | 'under-way' | 'completed' | 'returned' | 'closed';
  /** Code of the bundle, e.g. `birth`. */
  readonly code: string;
  /** The version in force at reception; absent before. */
  readonly bundle?: BundleRef;
  /** Digest of the definition that was pinned. */
  readonly definition?: Sha256;
  readonly channel: Channel;
  readonly office: OfficeCode;
  /** What the citizen wrote, where `office` is another: the successor of that commune, or the one that was assigned. */
  readonly officeAsked?: OfficeCode;
  /** It came in for a commune that nobody serves. */
  readonly quarantine?: Quarantine;
  readonly delivery: ResultDelivery;
  readonly submittedAt: Instant;
  readonly receivedAt?: Instant;
  readonly linkedNumber?: string;
  readonly oneStopCode?: string;
  /** Its last version. */
  readonly form: Personal<Form>;
  /** Counts from 1; a supplement or a correction may bring a new one. */
  readonly formVersion: number;
  /** Of the last version of the form: what it shares with dossiers about the same matter. */
  readonly fingerprints?: Fingerprints;
  /** Those that look alike and are about something else, as an officer found. */
  readonly distinctFrom: readonly DossierId[];
  /** It was filed a second time: the matter goes on with that one. */
  readonly duplicateOf?: DossierId;
  readonly chosen: readonly ProcedureKey[];
  /** The chosen ones, in the order in which they were chosen. */
  readonly procedures: Readonly<Record<ProcedureKey, ProcedureState>>;
  /**
   * One per procedure that was started, and the notices about it. By their names in the dossier, not by their own ids: names that no other dossier has would make every
   * dossier a shape of its own to the JavaScript engine, and all code that touches one many times slower.
   */
  readonly handoffs: Readonly<Record<string, Handoff>>;
  readonly outcome?: DossierOutcome;
  readonly turns: Turns;
  readonly clock: Clock;
  /** It ends before all of its procedures have. */
  readonly ending?: DossierEnding;
  /** By number, from 1: the procedures whose agencies have to be told. A supplement that changes what others were given is one, too. */
  readonly corrections: readonly (readonly ProcedureKey[])[];
  /** Messages in which an agency contradicts its own final word: a person has to clear these up. */
  readonly contradictions: readonly { readonly handoff: HandoffId; readonly message: string; readonly at: Instant }[];
}

export interface ProcedureState {
  readonly status: 'waiting' | 'started' | 'completed' | 'refused' | 'skipped';
  readonly since: Instant;
  readonly handoff?: HandoffId;
  readonly choices?: Readonly<Record<string, Chosen>>;
  /** The way that it goes, where the definition has several: says which agency and which time limit. */
  readonly route?: Chosen;
  /** Facts have to be verified, so the longer limit applies. */
  readonly verification?: boolean;
  /** The definition could not be evaluated when it began; tried again once a person releases the handoff. */
  readonly undecided?: boolean;
  /** Why it did not arise. */
  readonly because?: { readonly why: SkipReason; readonly procedure?: ProcedureKey };
}

/** Nothing more comes of it by itself. */
export const isOver = ({ phase }: Dossier): boolean => phase === 'returned' || phase === 'closed';

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
  const handoff = handoffs[nameOfHandoff(id)];
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
    const empty = { formVersion: 1, handoffs: {}, turns: NO_TURNS, clock: NO_CLOCK, distinctFrom: [], corrections: [], contradictions: [] };
    return { id, phase: 'submitted', code, ...submission, submittedAt: at, procedures, ...empty };
  }
  if (!dossier) return undefined;
  const after = step(dossier, event, at);
  return after.turns === NO_TURNS ? after : { ...after, clock: withPauses(after, at) };
}

function step(dossier: Dossier, event: Exclude<DossierEvent, { type: 'DossierSubmitted' }>, at: Instant): Dossier {
  const after = isHandoffSide(event) ? withHandoff(dossier, event, at) : withParts(dossier, event, at);
  switch (event.type) {
    case 'DossierQuarantined':
      return { ...after, quarantine: { why: event.data.why, since: at } };
    case 'OfficeAssigned':
      return afterAssignment(after, event.data.office, at);
    case 'DossierReceived':
      return { ...after, phase: 'under-way', receivedAt: at, ...event.data };
    case 'ProcedureStarted': {
      const { procedure, choices, route } = event.data;
      return withProcedure(after, procedure, { status: 'started', since: at, choices, undecided: false, ...(route && { route }) });
    }
    case 'HandoffRequested': {
      const { procedure, handoff, notice } = event.data;
      return notice ? after : withProcedure(after, procedure, { handoff });
    }
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
    case 'DuplicateDecided': {
      const { decision, candidates } = event.data;
      return decision === 'other' ? { ...after, distinctFrom: [...after.distinctFrom, ...candidates] } : after;
    }
    case 'DossierDeclined': {
      const { of } = event.data;
      return { ...after, phase: 'closed', outcome: 'declined', ...(of && { duplicateOf: of }) };
    }
    case 'SupplementProvided': {
      const { affected, supplement } = event.data;
      const provided = withForm({ ...after, turns: providedAfter(after, supplement) }, event.data);
      return affected ? { ...provided, corrections: [...provided.corrections, affected] } : provided;
    }
    case 'WithdrawalRequested':
      return after.phase === 'submitted' ? { ...after, phase: 'closed', outcome: 'withdrawn' } : { ...after, ending: 'withdrawn' };
    case 'DossierStopped':
      return { ...after, ending: 'stopped' };
    case 'DossierCorrected': {
      const { results, affected } = event.data;
      const corrected = { ...withForm(after, event.data), corrections: [...after.corrections, affected] };
      return results === undefined ? corrected : withResults(corrected, results);
    }
    case 'DossierCompleted':
      return { ...after, phase: endedProcedures(after).length > 0 ? 'completed' : 'closed', outcome: event.data.outcome };
    case 'ResultsReturned':
      return { ...after, phase: 'returned' };
    case 'VerificationRequired':
      return withProcedure(after, event.data.procedure, { verification: true });
    case 'DeadlineSet':
    case 'DeadlineNear':
    case 'DeadlineMissed':
    case 'ApologyIssued':
    case 'SupplementRequested':
    case 'SupplementExpired':
    case 'PaymentRequested':
    case 'PaymentReceived':
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
  return handoff ? { ...dossier, handoffs: { ...dossier.handoffs, [nameOfHandoff(id)]: handoff } } : dossier;
}

function withParts(dossier: Dossier, event: DossierEvent, at: Instant): Dossier {
  if (isCitizenEvent(event)) return { ...dossier, turns: evolveTurns(dossier.turns, event, at) };
  if (isTimeEvent(event)) return { ...dossier, clock: evolveClock(dossier.clock, event) };
  return dossier;
}

/** With a new version of the form, where one came. */
function withForm(dossier: Dossier, { form, fingerprints = {} }: { form?: Personal<Form>; fingerprints?: Fingerprints }): Dossier {
  return form === undefined ? dossier : { ...dossier, form, fingerprints, formVersion: dossier.formVersion + 1 };
}

/** What the agencies gave, with the corrected fields in it. What was erased stays unknown. */
function withResults(dossier: Dossier, results: Personal<Readonly<Record<string, Result>>>): Dossier {
  if (isErased(results)) return dossier;
  const handoffs = { ...dossier.handoffs };
  for (const [name, corrected] of Object.entries(results)) {
    const handoff = handoffs[name];
    if (!handoff?.report || isErased(handoff.report.result)) continue;
    handoffs[name] = { ...handoff, report: { ...handoff.report, result: { ...handoff.report.result, ...corrected } } };
  }
  return { ...dossier, handoffs };
}

function withProcedure(dossier: Dossier, key: ProcedureKey, changes: Partial<ProcedureState>): Dossier {
  const procedure = dossier.procedures[key];
  return procedure ? { ...dossier, procedures: { ...dossier.procedures, [key]: { ...procedure, ...changes } } } : dossier;
}
