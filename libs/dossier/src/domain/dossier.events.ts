import type { AgencyCode, Bilingual, BundleRef, ProcedureKey } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { Personal } from './personal';

// ════════════════════════════════════════════════════════════════════════════════════════════════════════════════════
//  STORED FOR EVER: a name or a field here is a storage format. Add, never rename; change meaning by a new event, or by
//  a new schema version with an upcaster (`application/codec/upcasters.ts`).
// ════════════════════════════════════════════════════════════════════════════════════════════════════════════════════

export type DossierEvent = IntakeEvent | ProcedureEvent | HandoffEvent | EndEvent;

type Event<Type extends string, Data> = { readonly type: Type; readonly data: Readonly<Data> };

// ── intake ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export type IntakeEvent =
  | Event<'DossierSubmitted', Submission>
  /** Received at the one-stop: the clock of the law starts, and the bundle's version in force is pinned. */
  | Event<'DossierReceived', { bundle: BundleRef; definition: Sha256; oneStopCode?: string }>;

export interface Submission {
  readonly bundle: string;
  readonly channel: Channel;
  readonly office: OfficeCode;
  readonly delivery: ResultDelivery;
  readonly chosen: readonly ProcedureKey[];
  readonly form: Personal<Form>;
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

// ── procedures ──────────────────────────────────────────────────────────────────────────────────────────────────────

export type ProcedureEvent =
  | Event<'ProcedureStarted', { procedure: ProcedureKey; choices: Readonly<Record<string, Chosen>> }>
  /** `awaiting`: results that may come later and are still to come. */
  | Event<'ProcedureCompleted', { procedure: ProcedureKey; handoff: HandoffId; awaiting: readonly string[] }>
  | Event<'ProcedureRefused', { procedure: ProcedureKey; handoff: HandoffId }>
  | Event<'ProcedureSkipped', { procedure: ProcedureKey; why: SkipReason; because?: ProcedureKey }>
  /** A result that the law allows to come later has come, e.g. the personal ID after the birth certificate. */
  | Event<'LateResultReceived', { procedure: ProcedureKey; handoff: HandoffId; fields: readonly string[] }>;

/** Which option of a choice the definition took, and why; the value itself is personal and follows from it. */
export interface Chosen {
  readonly option: string;
  readonly why: Bilingual;
}

/** `not-arising` (không phát sinh): what it needs did not come about. `condition`: the definition's condition does not hold. */
export type SkipReason = 'not-arising' | 'condition';

// ── handoffs ────────────────────────────────────────────────────────────────────────────────────────────────────────

export type HandoffEvent =
  | Event<'HandoffRequested', { handoff: HandoffId; procedure: ProcedureKey; agency: AgencyCode; respondBy: Instant }>
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
  /** Its procedure does not arise after all; nothing was sent. */
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

/** `<dossier>.<procedure>`: one per procedure of a dossier, and its idempotency key towards the agency. */
export type HandoffId = string & { readonly __brand: 'HandoffId' };

export const handoffId = (dossier: DossierId, procedure: ProcedureKey): HandoffId => `${dossier}.${procedure}` as HandoffId;

/** The dossier to which a handoff belongs. */
export const dossierOfHandoff = (handoff: HandoffId): DossierId => handoff.slice(0, handoff.indexOf('.')) as DossierId;

/** The procedure that is handed over. */
export const procedureOfHandoff = (handoff: HandoffId): ProcedureKey => handoff.slice(handoff.indexOf('.') + 1) as ProcedureKey;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const DOSSIER_ID = new RegExp(`^${UUID}$`);
const HANDOFF_ID = new RegExp(`^${UUID}\\.[a-z0-9-]{1,64}$`);

/** Reads an id that came from outside; nothing if it cannot be one. */
export const parseDossierId = (text: string): DossierId | undefined => (DOSSIER_ID.test(text) ? (text as DossierId) : undefined);
export const parseHandoffId = (text: string): HandoffId | undefined => (HANDOFF_ID.test(text) ? (text as HandoffId) : undefined);

// ── end ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

export type EndEvent =
  | Event<'DossierCompleted', { outcome: DossierOutcome; refused: readonly ProcedureKey[]; notArising: readonly ProcedureKey[] }>
  | Event<'ResultsReturned', { by: ResultDelivery; procedures: readonly ProcedureKey[] }>;

/** `refused`: the gate was refused, so nothing came about. */
export type DossierOutcome = 'completed' | 'with-refusals' | 'refused';
