import type { AgencyCode, ProcedureKey } from '@lienthong/bundle';
import { plusMillis, type Instant } from '@lienthong/calendar';
import type { AgencyStatus, DossierEvent, HandoffId, Notice, ParkCause, Result } from './dossier.events';
import { known, type Personal } from './personal';
import { isFinal } from './agency-status';

// ── state ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** One procedure's way to its agency and back; or the way of a notice about it, which ends when the agency has it. */
export interface Handoff {
  readonly id: HandoffId;
  readonly procedure: ProcedureKey;
  readonly notice?: Notice;
  readonly agency: AgencyCode;
  readonly requestedAt: Instant;
  readonly respondBy: Instant;
  readonly stage: Stage;
  /** When it came into this stage. */
  readonly since: Instant;
  /** When the agency last let us hear something new. */
  readonly heardAt: Instant;
  /** Attempts so far, which is the number of the last one. */
  readonly attempts: number;
  /** When the last one was claimed: it said what the dossier said then. */
  readonly attemptedAt?: Instant;
  /** Attempts and failed inquiries since it was requested or last released: what the retry policy counts. */
  readonly tries: number;
  /** The last attempt whose outcome is in the stream. */
  readonly answered: number;
  /** An attempt may have been processed without our knowing: ask before sending again. */
  readonly uncertain: boolean;
  /** The agency has it, whatever became of it since. */
  readonly arrived?: boolean;
  /** Catalogue code of the last failure. */
  readonly failure?: string;
  /** The agency's own number for it. */
  readonly reference?: string;
  /** The agency's last word that counted. */
  readonly report?: Report;
  /** Ids of the agency's messages that are in the stream. */
  readonly messages: readonly string[];
  /** Results that the law allows to come late, and that have not come yet. */
  readonly awaiting: readonly string[];
  /** When those came that have come. */
  readonly cameLate?: Readonly<Record<string, Instant>>;
  /** Reports that lie in quarantine; cleared when the agency's final word comes after all. */
  readonly quarantined: readonly string[];
  /** Its procedure ended without the agency's final word: one that comes now contradicts. */
  readonly cutOff?: boolean;
}

export type Stage =
  | { readonly is: 'requested' | 'attempted' | 'acknowledged' | 'settled' }
  | { readonly is: 'retrying' | 'asking'; readonly retryAt: Instant }
  /** No further try is planned; the saga parks it in the same append. */
  | { readonly is: 'failed' | 'parked'; readonly cause: ParkCause };

export interface Report {
  readonly status: AgencyStatus;
  /** Id of the message. */
  readonly message: string;
  /** When the agency says that it happened. */
  readonly reportedAt?: Instant;
  readonly result?: Personal<Result>;
  readonly note?: Personal<string>;
}

/** The events that say something about one handoff. */
export type HandoffSideEvent = Extract<DossierEvent, { readonly data: { readonly handoff: HandoffId } }>;

export const isHandoffSide = (event: DossierEvent): event is HandoffSideEvent => 'handoff' in event.data;

// ── evolve ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What a handoff is after one more event. Serves the dossier's own fold and every list of handoffs. */
export function evolveHandoff(handoff: Handoff | undefined, event: HandoffSideEvent, at: Instant): Handoff | undefined {
  if (event.type === 'HandoffRequested') {
    const { handoff: id, procedure, agency, respondBy, notice } = event.data;
    const start = { attempts: 0, tries: 0, answered: 0, uncertain: false, messages: [], awaiting: [], quarantined: [] };
    return {
      id,
      procedure,
      agency,
      respondBy,
      requestedAt: at,
      since: at,
      heardAt: at,
      stage: { is: 'requested' },
      ...start,
      ...(notice && { notice }),
    };
  }
  if (!handoff) return undefined;
  const enter = (stage: Stage, changes: Partial<Handoff> = {}): Handoff => ({ ...handoff, ...changes, stage, since: at });
  // What is learnt about sending moves nothing once the agency has it, or while a person looks at it.
  const unlessOvertaken = (stage: Stage, changes: Partial<Handoff>): Handoff =>
    isReached(handoff) || handoff.stage.is === 'parked' ? { ...handoff, ...changes } : enter(stage, changes);

  switch (event.type) {
    case 'HandoffAttempted':
      return enter({ is: 'attempted' }, { attempts: event.data.attempt, tries: handoff.tries + 1, uncertain: true, attemptedAt: at });
    case 'HandoffAttemptFailed': {
      const { outcome, retryAt, code, attempt } = event.data;
      const uncertain = outcome === 'unknown';
      return unlessOvertaken(next(retryAt, uncertain ? 'asking' : 'retrying'), { uncertain, answered: attempt, failure: code });
    }
    case 'HandoffInquiryFailed':
      return unlessOvertaken(next(event.data.retryAt, 'asking'), { tries: handoff.tries + 1, failure: event.data.code });
    case 'HandoffNotFound':
      return unlessOvertaken({ is: 'retrying', retryAt: at }, { uncertain: false, answered: handoff.attempts });
    case 'HandoffRefused': {
      const cause = event.data.by === 'agency' ? 'refused-by-agency' : 'message-invalid';
      return unlessOvertaken({ is: 'failed', cause }, { uncertain: false, answered: handoff.attempts, failure: event.data.code });
    }
    case 'HandoffParked':
      return enter({ is: 'parked', cause: event.data.cause });
    case 'HandoffReleased': {
      const stage: Stage = handoff.uncertain ? { is: 'asking', retryAt: at } : { is: 'requested' };
      return enter(stage, { respondBy: event.data.respondBy, tries: 0 });
    }
    case 'HandoffWithdrawn':
      return enter({ is: 'settled' }, { cutOff: true });
    case 'HandoffAcknowledged':
      return reached(handoff, at, event.data.reference, { answered: handoff.attempts });
    case 'AgencyStatusReported': {
      const { message, standing, reference, status, result, note, reportedAt } = event.data;
      const messages = handoff.messages.includes(message) ? handoff.messages : [...handoff.messages, message];
      const quarantined = handoff.quarantined.filter((each) => each !== message);
      if (standing !== 'news') return { ...handoff, messages, quarantined };
      // The final word leaves nothing to clear up; but what lay in quarantine was not taken over, and may still come, mended.
      const cleared = isFinal(status) ? quarantined : [];
      return reached(handoff, at, reference, {
        messages: messages.filter((each) => !cleared.includes(each)),
        quarantined: quarantined.filter((each) => !cleared.includes(each)),
        report: report(message, status, merge(handoff.report?.result, result), note, reportedAt),
      });
    }
    case 'AgencyReportQuarantined': {
      const { message } = event.data;
      return reached(handoff, at, undefined, {
        messages: [...handoff.messages, message],
        quarantined: [...handoff.quarantined, message],
      });
    }
    case 'ProcedureCompleted':
      return enter({ is: 'settled' }, { awaiting: event.data.awaiting });
    case 'ProcedureRefused':
      return enter({ is: 'settled' }, event.data.byRule ? { cutOff: true } : {});
    case 'LateResultReceived':
      return {
        ...handoff,
        awaiting: handoff.awaiting.filter((field) => !event.data.fields.includes(field)),
        cameLate: { ...handoff.cameLate, ...Object.fromEntries(event.data.fields.map((field) => [field, at])) },
      };
  }
}

const next = (retryAt: Instant | undefined, is: 'retrying' | 'asking'): Stage =>
  retryAt ? { is, retryAt } : { is: 'failed', cause: 'retries-exhausted' };

function reached(handoff: Handoff, at: Instant, reference: string | undefined, changes: Partial<Handoff>): Handoff {
  const heard = { ...handoff, ...changes, heardAt: at, uncertain: false, arrived: true, ...(reference !== undefined && { reference }) };
  if (isReached(handoff)) return heard;
  return { ...heard, stage: { is: handoff.notice ? 'settled' : 'acknowledged' }, since: at };
}

const report = (
  message: string,
  status: AgencyStatus,
  result: Personal<Result> | undefined,
  note: Personal<string> | undefined,
  reportedAt: Instant | undefined,
): Report => ({
  status,
  message,
  ...(reportedAt !== undefined && { reportedAt }),
  ...(result !== undefined && { result }),
  ...(note !== undefined && { note }),
});

/** A later report adds to what an earlier one gave. What was erased before stays unknown. */
function merge(before: Personal<Result> | undefined, more: Personal<Result> | undefined): Personal<Result> | undefined {
  if (before === undefined || more === undefined) return more ?? before;
  const [first, second] = [known(before), known(more)];
  return first && second ? { ...first, ...second } : more;
}

// ── what is to be done next ─────────────────────────────────────────────────────────────────────────────────────────

/** How long one waits for an agency, in milliseconds; from the exchange's configuration. */
export interface Patience {
  /** An attempt without a recorded outcome is taken for interrupted after this. */
  readonly attemptMs: number;
  /** Acknowledged and silent for so long: ask how it stands. */
  readonly followAfterMs: number;
}

export type Step = 'deliver' | 'inquire' | 'follow' | 'expire';

/** The next thing to be done about a handoff and when, or nothing (it is a person's turn, or all is done). */
export function nextStep(handoff: Handoff, patience: Patience): { readonly step: Step; readonly at: Instant } | undefined {
  const step = undisturbedStep(handoff, patience);
  return step && isOverdue(handoff, step.at) ? { step: 'expire', at: handoff.respondBy } : step;
}

/** What is to be done about it now, if anything. What should have been done long ago may be overdue by now. */
export function dueStep(handoff: Handoff, patience: Patience, now: Instant): Step | undefined {
  if (isOverdue(handoff, now)) return 'expire';
  const next = nextStep(handoff, patience);
  return next && next.at <= now ? next.step : undefined;
}

function undisturbedStep({ stage, since, heardAt, awaiting }: Handoff, patience: Patience): { step: Step; at: Instant } | undefined {
  switch (stage.is) {
    case 'requested':
      return { step: 'deliver', at: since };
    case 'attempted':
      return { step: 'inquire', at: plusMillis(since, patience.attemptMs) };
    case 'retrying':
      return { step: 'deliver', at: stage.retryAt };
    case 'asking':
      return { step: 'inquire', at: stage.retryAt };
    case 'acknowledged':
      return { step: 'follow', at: plusMillis(heardAt, patience.followAfterMs) };
    case 'settled':
      return awaiting.length > 0 ? { step: 'follow', at: plusMillis(heardAt, patience.followAfterMs) } : undefined;
    case 'failed':
    case 'parked':
      return undefined;
  }
}

/** The message is in the stream. One that was quarantined is not known: it may come again, mended. */
export const isKnown = ({ messages, quarantined }: Handoff, message: string): boolean =>
  messages.includes(message) && !quarantined.includes(message);

/** The agency surely has it. */
export const isReached = ({ stage }: Handoff): boolean => stage.is === 'acknowledged' || stage.is === 'settled';

/** The agency has had it, or may have: not one that was never sent, or was surely not processed. */
export const mayHaveArrived = ({ arrived, uncertain }: Handoff): boolean => arrived === true || uncertain;

/** The agency did not acknowledge in time: a person has to look, whatever was to be done next. */
export const isOverdue = (handoff: Handoff, now: Instant): boolean => awaitsAcknowledgement(handoff) && handoff.respondBy <= now;

/** Nobody knows yet whether the agency will take it, and time runs. */
export const awaitsAcknowledgement = ({ stage }: Handoff): boolean =>
  stage.is === 'requested' || stage.is === 'attempted' || stage.is === 'retrying' || stage.is === 'asking';
