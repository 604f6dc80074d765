import type { AgencyCode, Bilingual, BundleRef, ProcedureKey } from '@lienthong/bundle';
import type { Deadline, Instant } from '@lienthong/calendar';
import type { Personal } from './personal';

// ════════════════════════════════════════════════════════════════════════════════════════════════════════════════════
//  STORED FOR EVER: a name or a field here is a storage format. Add, never rename; change meaning by a new event, or by
//  a new schema version with an upcaster (`application/codec/upcasters.ts`).
// ════════════════════════════════════════════════════════════════════════════════════════════════════════════════════

export type DossierEvent = IntakeEvent | CitizenEvent | ProcedureEvent | TimeEvent | HandoffEvent | EndEvent;

type Event<Type extends string, Data> = { readonly type: Type; readonly data: Readonly<Data> };

// ── intake ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export type IntakeEvent =
  | Event<'DossierSubmitted', Submission>
  /** Taken in, but to no one-stop: nobody serves the commune that was written there. In the same append as the submission. */
  | Event<'DossierQuarantined', { why: QuarantineReason; office: OfficeCode }>
  /** Somebody found out to which one-stop it belongs; that one receives it. */
  | Event<'OfficeAssigned', { office: OfficeCode; reason: Personal<string> }>
  /** Received at the one-stop: the clock of the law starts, and the bundle's version in force is pinned. */
  | Event<'DossierReceived', { bundle: BundleRef; definition: Sha256; oneStopCode?: string }>
  /** An officer looked at dossiers that seem to be about the same matter. */
  | Event<'DuplicateDecided', { candidates: readonly DossierId[]; decision: DuplicateDecision; reason: Personal<string> }>
  /**
   * Not taken in (form 03): by an officer, who says why, or by rule, because a supplement was not provided in its time. `of`: the dossier
   * with which the matter goes on, where this one was filed a second time.
   */
  | Event<'DossierDeclined', { why: DeclineReason; reason?: Personal<string>; of?: DossierId }>;

/** `office-unknown`: the list has no such commune. `office-not-serving`: it has, but neither that one nor a successor serves on that day. */
export type QuarantineReason = 'office-unknown' | 'office-not-serving';
export type DeclineReason = 'declined' | 'supplement-expired' | 'duplicate';
/** `same`: one matter, filed twice. `other`: they only look alike, as twins do. */
export type DuplicateDecision = 'same' | 'other';
/**
 * Of what the definition takes for the same matter, by the name of the mark: HMAC-SHA-256 under a key of the installation. In the open, for
 * readers without keys compare them (decision 0025).
 */
export type Fingerprints = Readonly<Record<string, Sha256>>;

export interface Submission {
  readonly bundle: string;
  readonly channel: Channel;
  /** Of a dossier in quarantine: what was written there. */
  readonly office: OfficeCode;
  /** What was written there, where that commune was merged away: `office` is its successor. */
  readonly officeAsked?: OfficeCode;
  readonly delivery: ResultDelivery;
  readonly chosen: readonly ProcedureKey[];
  readonly form: Personal<Form>;
  /** Of the form. */
  readonly fingerprints?: Fingerprints;
  /** The number under which the national portal knows it, e.g. `G22.99.08-260921-896048`. */
  readonly linkedNumber?: string;
}

export type Channel = 'online' | 'counter';
/** How the citizen wants the results: at once on the portal, or handed over at the one-stop. */
export type ResultDelivery = 'portal' | 'one-stop';
export type Form = Readonly<Record<string, unknown>>;
export type Result = Readonly<Record<string, unknown>>;
/** Code of the commune whose one-stop receives, five digits. */
export type OfficeCode = string & { readonly __brand: 'OfficeCode' };
/** UUIDv7: sorts by the time of submission. */
export type DossierId = string & { readonly __brand: 'DossierId' };
/** Lower-case hex. */
export type Sha256 = string & { readonly __brand: 'Sha256' };

// ── the citizen's turns ─────────────────────────────────────────────────────────────────────────────────────────────

export type CitizenEvent =
  | Event<'SupplementRequested', SupplementRequest>
  /**
   * A whole new version of the form, where one is given: the earlier ones stay in the stream. `affected`: the other procedures whose
   * agencies were given something that it changes; they are told as of a correction, and it counts among the corrections.
   */
  | Event<
      'SupplementProvided',
      {
        supplement: number;
        form?: Personal<Form>;
        fingerprints?: Fingerprints;
        note?: Personal<string>;
        affected?: readonly ProcedureKey[];
      }
    >
  | Event<'SupplementExpired', { supplement: number }>
  /** `amount` in đồng. */
  | Event<'PaymentRequested', { payment: number; amount: number; purpose: string; procedure?: ProcedureKey }>
  | Event<'PaymentReceived', { payment: number; reference: string }>
  | Event<'WithdrawalRequested', { reason: Personal<string> }>;

export interface SupplementRequest {
  /** Counts from 1 in its dossier. */
  readonly supplement: number;
  /** Before reception the one-stop asks for what the dossier lacks; afterwards it is about the substance of a procedure. */
  readonly by: 'one-stop' | 'agency';
  /** Absent at intake. */
  readonly procedure?: ProcedureKey;
  /** The agency's message that asks; what it says stands there. */
  readonly message?: string;
  readonly what?: Personal<string>;
  /** JSON Pointers (RFC 6901) into the form. */
  readonly fields: readonly string[];
  /** Afterwards it is too late. Absent: the calendar does not reach so far, so nobody can say when. */
  readonly respondBy?: Instant;
  /** It was asked before for the same: the official index counts that as late. */
  readonly repeated: boolean;
}

// ── procedures ──────────────────────────────────────────────────────────────────────────────────────────────────────

export type ProcedureEvent =
  /** `route`: which way it goes, where the definition has several. */
  | Event<'ProcedureStarted', { procedure: ProcedureKey; choices: Readonly<Record<string, Chosen>>; route?: Chosen }>
  /** `awaiting`: results that may come later and are still to come. */
  | Event<'ProcedureCompleted', { procedure: ProcedureKey; handoff: HandoffId; awaiting: readonly string[] }>
  /** `byRule`: not the agency refused it, but the law, because the applicant did not answer in time. */
  | Event<'ProcedureRefused', { procedure: ProcedureKey; handoff: HandoffId; byRule?: 'supplement-expired' }>
  | Event<'ProcedureSkipped', { procedure: ProcedureKey; why: SkipReason; because?: ProcedureKey }>
  /** A result that the law allows to come later has come, e.g. the personal ID after the birth certificate. */
  | Event<'LateResultReceived', { procedure: ProcedureKey; handoff: HandoffId; fields: readonly string[] }>;

/** Which option of a choice, or which route, the definition took, and why; the value itself is personal and follows from it. */
export interface Chosen {
  readonly option: string;
  readonly why: Bilingual;
}

/**
 * `not-arising` (không phát sinh): what it needs did not come about. `condition`: the definition's condition does not hold.
 * `withdrawn`, `stopped`: the dossier ended before it did.
 */
export type SkipReason = 'not-arising' | 'condition' | DossierEnding;

/** What ends a dossier before its procedures have ended: the citizen's withdrawal, or the office's stop. */
export type DossierEnding = 'withdrawn' | 'stopped';

// ── time ────────────────────────────────────────────────────────────────────────────────────────────────────────────

export type TimeEvent =
  /** `legal`: with every day that was counted or not, and why. `warnAt`: when somebody should look, if it has not ended by then. */
  | Event<'DeadlineSet', { of: DeadlineOf; because: DeadlineReason; legal: Deadline; promised: Instant; warnAt: Instant }>
  /** An officer finds that facts have to be verified: the longer limit applies. */
  | Event<'VerificationRequired', { procedure: ProcedureKey; reason: Personal<string> }>
  | Event<'DeadlineNear', { of: DeadlineOf; due: Instant }>
  /** What was promised was not kept. Lateness gives nobody the authority to refuse. */
  | Event<'DeadlineMissed', { of: DeadlineOf; due: Instant; legal: Instant }>
  /** Form 04, before the time is over: what is promised now. What the law says stays. */
  | Event<'ApologyIssued', { apology: number; of: DeadlineOf; cause: Personal<string>; due: Instant; newDue: Instant }>;

/** Whose time: that of the bundle as a whole, or that of one procedure. */
export type DeadlineOf = 'dossier' | ProcedureKey;
/** `resumed`: the citizen has done what the clock waited for. */
export type DeadlineReason = 'started' | 'resumed' | 'verification';

// ── handoffs ────────────────────────────────────────────────────────────────────────────────────────────────────────

export type HandoffEvent =
  /** `notice`: not the procedure itself is handed over, but something about it, to the agency that has it. */
  | Event<'HandoffRequested', { handoff: HandoffId; procedure: ProcedureKey; agency: AgencyCode; respondBy: Instant; notice?: Notice }>
  /** Written before anything is sent: whoever gets this into the stream is the one who sends. `sent`: hash of the bytes. */
  | Event<'HandoffAttempted', { handoff: HandoffId; attempt: number; sent: Sha256 }>
  | Event<'HandoffAcknowledged', { handoff: HandoffId; via: 'delivery' | 'inquiry'; reference?: string } & Exchanged>
  /** Without `retryAt` nobody tries again by himself. */
  | Event<'HandoffAttemptFailed', { handoff: HandoffId; attempt: number; retryAt?: Instant } & Failure>
  /** After an unknown outcome: the agency was asked and does not have it, so it can be sent again. */
  | Event<'HandoffNotFound', { handoff: HandoffId } & Exchanged>
  /** After an unknown outcome: the agency could not be asked. Without `retryAt` nobody asks again by himself. */
  | Event<'HandoffInquiryFailed', { handoff: HandoffId; retryAt?: Instant } & InquiryFailure>
  /**
   * Refused as a message, not as a dossier: by the agency (wrong jurisdiction, its schema), or by the engine before sending,
   * because the message would break the procedure's contract.
   */
  | Event<'HandoffRefused', { handoff: HandoffId; by: 'agency' | 'engine'; code: string; detail: Personal<string>; received?: Sha256 }>
  | Event<'HandoffParked', { handoff: HandoffId; cause: ParkCause; code?: string }>
  | Event<'HandoffReleased', { handoff: HandoffId; reason: string; respondBy: Instant }>
  /** Its procedure does not arise after all: nothing more is expected of it. If it was sent, a notice tells the agency. */
  | Event<'HandoffWithdrawn', { handoff: HandoffId }>
  | Event<'AgencyStatusReported', StatusReport>
  /** A report that cannot be taken over as it is; it lies in quarantine, and a person has to clear it up with the agency. */
  | Event<'AgencyReportQuarantined', { handoff: HandoffId; message: string; reason: string; fields: readonly string[]; received: Sha256 }>;

/** Hashes of the exact bytes. `sent` is the question, where we asked; what we delivered stands in `HandoffAttempted`. */
export interface Exchanged {
  readonly sent?: Sha256;
  readonly received: Sha256;
}

/** `not-processed`: sending again is right. `unknown`: perhaps processed, so ask first. */
export interface Failure {
  readonly outcome: 'not-processed' | 'unknown';
  readonly code: string;
  readonly detail: Personal<string>;
  readonly received?: Sha256;
}

export interface InquiryFailure {
  readonly code: string;
  readonly detail: Personal<string>;
  readonly sent?: Sha256;
  readonly received?: Sha256;
}

export type ParkCause = 'retries-exhausted' | 'refused-by-agency' | 'message-invalid' | 'acknowledgement-overdue' | 'definition-error';

export interface StatusReport {
  readonly handoff: HandoffId;
  /** The agency's message id: the same id is the same message. */
  readonly message: string;
  /** `answer`: it came with the acknowledgement itself. */
  readonly via: 'callback' | 'poll' | 'answer';
  readonly status: AgencyStatus;
  /**
   * What the report does, by the rules of `handoff.ts`: `news` moves the handoff on, `late` was overtaken by what is known
   * already, `contradicts` says something else than the final word that is known.
   */
  readonly standing: 'news' | 'late' | 'contradicts';
  readonly reference?: string;
  readonly reportedAt?: Instant;
  readonly result?: Personal<Result>;
  readonly note?: Personal<string>;
  /** The question that it answers, where we asked. */
  readonly sent?: Sha256;
  readonly received: Sha256;
}

export type AgencyStatus = 'received' | 'in-process' | 'supplement-needed' | 'completed' | 'refused';

/** What an agency is told about a procedure that it has; `number` is that of the supplement or correction, 1 for a withdrawal. */
export interface Notice {
  readonly kind: 'supplement' | 'correction' | 'withdrawal';
  readonly number: number;
}

/**
 * The idempotency key towards the agency: `<dossier>.<procedure>`, one per procedure of a dossier; and for each notice about it
 * `<dossier>.<procedure>-<kind>-<number>`.
 */
export type HandoffId = string & { readonly __brand: 'HandoffId' };

export const handoffId = (dossier: DossierId, procedure: ProcedureKey, notice?: Notice): HandoffId =>
  `${dossier}.${procedure}${notice ? `-${notice.kind}-${notice.number}` : ''}` as HandoffId;

/** The dossier to which a handoff belongs. */
export const dossierOfHandoff = (handoff: HandoffId): DossierId => handoff.slice(0, handoff.indexOf('.')) as DossierId;

/** A handoff's name among those of its dossier: that of the procedure, or of the notice about it. */
export const nameOfHandoff = (handoff: HandoffId): string => handoff.slice(handoff.indexOf('.') + 1);

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const DOSSIER_ID = new RegExp(`^${UUID}$`);
const HANDOFF_ID = new RegExp(`^${UUID}\\.[a-z0-9-]{1,64}$`);

/** Reads an id that came from outside; nothing if it cannot be one. */
export const parseDossierId = (text: string): DossierId | undefined => (DOSSIER_ID.test(text) ? (text as DossierId) : undefined);
export const parseHandoffId = (text: string): HandoffId | undefined => (HANDOFF_ID.test(text) ? (text as HandoffId) : undefined);

// ── end ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

export type EndEvent =
  | Event<'DossierCompleted', { outcome: DossierOutcome; refused: readonly ProcedureKey[]; notArising: readonly ProcedureKey[] }>
  | Event<'ResultsReturned', { by: ResultDelivery; procedures: readonly ProcedureKey[] }>
  /** The office stops a dossier that is under way (form 05). What was decided before stays. */
  | Event<'DossierStopped', { reason: Personal<string> }>
  /**
   * Something in the form or in a result was wrong and is put right after agencies built on it. `affected`: the procedures
   * whose agencies were given the wrong data.
   */
  | Event<
      'DossierCorrected',
      {
        correction: number;
        form?: Personal<Form>;
        fingerprints?: Fingerprints;
        results?: Personal<Readonly<Record<string, Result>>>;
        reason: Personal<string>;
        affected: readonly ProcedureKey[];
      }
    >;

/** `refused`: the gate was refused, so nothing came about. `declined`: it was not taken in. */
export type DossierOutcome = 'completed' | 'with-refusals' | 'refused' | 'declined' | DossierEnding;
