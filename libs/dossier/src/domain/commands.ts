import type { ProcedureKey } from '@lienthong/bundle';
import type { Instant, LocalDate } from '@lienthong/calendar';
import type {
  DeadlineOf,
  DossierId,
  DuplicateDecision,
  Exchanged,
  Failure,
  Form,
  HandoffId,
  InquiryFailure,
  OfficeCode,
  QuarantineReason,
  Result,
  Sha256,
  StatusReport,
  Submission,
} from './dossier.events';
import type { Personal } from './personal';

/** What can be asked of a dossier. The application turns what came from outside into one of these. */
export type Command = IntakeCommand | CitizenCommand | OfficeCommand | HandoffCommand | PassTime;

export type IntakeCommand =
  /** `quarantine`: why no one-stop can receive it yet. */
  | { readonly type: 'SubmitDossier'; readonly submission: Submission; readonly quarantine?: QuarantineReason }
  /** `office`: one that serves today. */
  | { readonly type: 'AssignOffice'; readonly office: OfficeCode; readonly reason: string }
  | { readonly type: 'ReceiveDossier'; readonly oneStopCode?: string }
  | { readonly type: 'DeclineDossier'; readonly reason: string }
  /** `same`: with the first of the candidates. */
  | {
      readonly type: 'DecideDuplicate';
      readonly candidates: readonly DossierId[];
      readonly decision: DuplicateDecision;
      readonly reason: string;
    };

/** What is asked of the citizen, and what the citizen does. */
export type CitizenCommand =
  | {
      readonly type: 'RequestSupplement';
      /** Once the dossier is received: the procedure that lacks something. */
      readonly procedure?: ProcedureKey;
      readonly what: string;
      readonly fields: readonly string[];
    }
  | { readonly type: 'ProvideSupplement'; readonly supplement: number; readonly form?: Form; readonly note?: string }
  | { readonly type: 'RequestPayment'; readonly amount: number; readonly purpose: string; readonly procedure?: ProcedureKey }
  | { readonly type: 'RecordPayment'; readonly payment: number; readonly reference: string }
  | { readonly type: 'WithdrawDossier'; readonly reason: string };

export type OfficeCommand =
  | { readonly type: 'ReturnResults' }
  | { readonly type: 'StopDossier'; readonly reason: string }
  | { readonly type: 'RequireVerification'; readonly procedure: ProcedureKey; readonly reason: string }
  /** `of`: a procedure, or the dossier as a whole. The results are promised for the close of that day. */
  | { readonly type: 'IssueApology'; readonly of: DeadlineOf; readonly cause: string; readonly newDay: LocalDate }
  | {
      readonly type: 'CorrectDossier';
      readonly form?: Form;
      /** By procedure: the fields that were wrong, as they should be. */
      readonly results?: Readonly<Record<string, Result>>;
      readonly reason: string;
    };

/** A moment has come for which the dossier waited. What follows from it, the clock says. */
export interface PassTime {
  readonly type: 'PassTime';
}

export type HandoffCommand =
  /** Claims the next attempt: only who gets this into the stream sends. */
  | { readonly type: 'AttemptHandoff'; readonly handoff: HandoffId; readonly sent: Sha256 }
  | ({
      readonly type: 'RecordAcknowledgement';
      readonly handoff: HandoffId;
      readonly via: 'delivery' | 'inquiry';
      readonly reference?: string;
      /** What the agency said of the matter itself in the same answer. */
      readonly report?: AgencyWord;
    } & Exchanged)
  | {
      readonly type: 'RecordAttemptFailure';
      readonly handoff: HandoffId;
      readonly attempt: number;
      readonly failure: Failure;
      readonly retryAt?: Instant;
    }
  /** `attempt`: the last one when the agency was asked; of a later one the answer says nothing. */
  | ({ readonly type: 'RecordNotFound'; readonly handoff: HandoffId; readonly attempt: number } & Exchanged)
  | {
      readonly type: 'RecordInquiryFailure';
      readonly handoff: HandoffId;
      readonly attempt: number;
      readonly failure: InquiryFailure;
      readonly retryAt?: Instant;
    }
  | {
      readonly type: 'RecordHandoffRefusal';
      readonly handoff: HandoffId;
      readonly by: 'agency' | 'engine';
      readonly code: string;
      readonly detail: Personal<string>;
      readonly received?: Sha256;
    }
  | ({ readonly type: 'RecordAgencyStatus' } & Omit<StatusReport, 'standing'>)
  /** A report that cannot be taken over was put into quarantine. */
  | {
      readonly type: 'RecordQuarantinedReport';
      readonly handoff: HandoffId;
      readonly message: string;
      readonly reason: string;
      readonly fields: readonly string[];
      readonly received: Sha256;
    }
  /** The time to acknowledge is over. Brings no fact of its own: the saga sees the clock. */
  | { readonly type: 'ExpireAcknowledgement'; readonly handoff: HandoffId }
  | { readonly type: 'ReleaseHandoff'; readonly handoff: HandoffId; readonly reason: string };

/** What an agency says of a handoff, without how it came. */
export type AgencyWord = Omit<StatusReport, 'standing' | 'handoff' | 'via' | 'sent' | 'received'>;

/** A command that the dossier's state does not allow. Nothing was recorded. */
export class CommandRejected extends Error {
  constructor(
    readonly code: RejectionCode,
    /** What the message names: a phase, a handoff, a stage. Never anything personal. */
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

export type RejectionCode =
  | 'dossier-exists'
  | 'dossier-not-found'
  | 'no-version-in-force'
  | 'already-received'
  | 'not-received'
  /** It is not known yet to which one-stop it belongs. */
  | 'office-unassigned'
  | 'not-quarantined'
  | 'handoff-not-found'
  /** Somebody else attempts it, it is not due yet, or it needs no attempt any more. */
  | 'attempt-not-due'
  | 'handoff-not-parked'
  | 'results-not-ready'
  | 'results-already-returned'
  /** The one-stop waits for the citizen: the dossier is not complete yet. */
  | 'supplement-open'
  | 'supplement-not-found'
  | 'supplement-closed'
  | 'procedure-not-under-way'
  | 'payment-not-found'
  | 'payment-already-received'
  /** A procedure was decided: what was registered is not withdrawn any more. */
  | 'already-decided'
  | 'dossier-ended'
  /** The calendar does not say which days of that year are worked. */
  | 'calendar-missing'
  | 'verification-not-foreseen'
  | 'verification-known'
  | 'no-deadline'
  | 'apology-too-late'
  | 'apology-not-later'
  | 'not-a-working-day'
  | 'nothing-to-correct'
  | 'personal-data-erased';
