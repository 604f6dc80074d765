import type { AgencyCode, ProcedureKey } from '@lienthong/bundle';
import type { Instant } from '@lienthong/calendar';
import type { AgencyStatus, Notice } from '@lienthong/dossier/domain';

/**
 * The port to one agency's system. An adapter knows the agency's protocol, words, signatures and errors; the engine knows
 * only what is below. An adapter keeps no state and decides nothing: it says what happened.
 */
export interface AgencyGateway {
  readonly agency: AgencyCode;
  /** How many handoffs one call of {@link follow} may ask about. */
  readonly followBatch: number;
  /** The protocol has words for notices. Without, none is sent as something that it is not: a person has to tell the agency. */
  readonly takesNotices?: boolean;

  /** The exact bytes for this handoff. Pure: the same request gives the same bytes. Throws {@link Unmappable}. */
  prepare(request: HandoffRequest): Uint8Array;

  /** Sends what {@link prepare} made, under the handoff's idempotency key. Never throws for what the agency or the network do. */
  deliver(request: HandoffRequest, body: Uint8Array): Promise<Delivery>;

  /** Asks whether the agency knows the handoff, after an attempt whose outcome is unknown. */
  inquire(request: HandoffRequest): Promise<Inquiry>;

  /** Asks how acknowledged handoffs stand; at most {@link followBatch}. What is missing in the answer has no news. */
  follow(requests: readonly HandoffRequest[]): Promise<FollowUp>;

  /** Reads a message that arrived for us: checks the signature, then the content. Throws {@link MessageRejected}. */
  readMessage(message: InboundRequest): Promise<InboundMessage>;
}

/** One handoff, as the adapters see it. */
export interface HandoffRequest {
  /** The idempotency key towards the agency: the same through all attempts. */
  readonly handoff: string;
  readonly dossier: string;
  readonly procedure: ProcedureKey;
  readonly office: string;
  /** Present: a notice about a procedure that the agency has or may have, and no request of its own. */
  readonly about?: NoticeAbout;
  /**
   * Built by the bundle definition as the dossier stands now; keeps the procedure's contract. Empty where only a question is asked, and
   * in a withdrawal.
   */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly requestedAt: Instant;
  /** The agency's own number for it, once acknowledged. */
  readonly reference?: string;
  /** Where the agency may send its messages. */
  readonly callbackUrl: string;
  /** W3C Trace Context to which the handoff belongs: sent as the header of that name, and no part of what is said. */
  readonly traceparent?: string;
}

/** Which notice it is, and about what. */
export interface NoticeAbout extends Notice {
  /** The key under which the procedure itself was handed over. */
  readonly handoff: string;
  /** The agency's number for that, if it gave one. */
  readonly reference?: string;
}

/** Every answer keeps the exact bytes received, if any. `code` is an entry of the adapter's error catalogue. */
export type Delivery =
  /** `report`: an agency that decides at once may say so in its answer. */
  | { readonly kind: 'acknowledged'; readonly reference?: string; readonly received: Uint8Array; readonly report?: AgencyReport }
  /** Final: sending the same again cannot help; a person has to look. */
  | { readonly kind: 'refused'; readonly code: string; readonly detail: string; readonly received?: Uint8Array }
  /** Surely not processed: sending again is right. */
  | Failure<'unavailable'>
  /** Perhaps processed: ask before sending again. */
  | Failure<'unknown'>;

/** `sent`: the exact bytes of the question, or its request line where it has no body. */
export type Inquiry =
  | { readonly kind: 'found'; readonly reference?: string; readonly sent: Uint8Array; readonly received: Uint8Array }
  | { readonly kind: 'not-found'; readonly sent: Uint8Array; readonly received: Uint8Array }
  | Failure<'unavailable'>;

export type FollowUp =
  | {
      readonly kind: 'answered';
      readonly sent: Uint8Array;
      readonly received: Uint8Array;
      readonly reports: readonly AgencyReport[];
      /** Of the question, where it was traced. */
      readonly trace?: string;
    }
  | Failure<'unavailable'>;

interface Failure<K extends string> {
  readonly kind: K;
  readonly code: string;
  readonly detail: string;
  /** The question, where one was asked. */
  readonly sent?: Uint8Array;
  readonly received?: Uint8Array;
  /** The agency asked for patience (Retry-After), in milliseconds. */
  readonly retryAfterMs?: number;
}

/** Code of an answer that came and cannot be read: as {@link FollowUp}, each handoff of the question is then asked about alone. */
export const UNREADABLE_ANSWER = 'unreadable-answer';

/** What an agency says of one handoff, in the engine's words. */
export interface AgencyReport {
  readonly handoff: string;
  /** Identifies the message: the same id is the same message. Agencies without ids get one from the content. */
  readonly message: string;
  readonly status: AgencyStatus;
  readonly reference?: string;
  /** When the agency says that it happened. */
  readonly reportedAt?: Instant;
  readonly result?: Readonly<Record<string, unknown>>;
  /** The agency's words to the citizen or the officer: a reason for a refusal, what to supplement. */
  readonly note?: string;
}

/** A message to us, as it came over HTTP. */
export interface InboundRequest {
  readonly method: string;
  /** The whole URL to which it was sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Uint8Array;
  /** W3C Trace Context of the request, where it was traced: not the agency's word, but ours. */
  readonly trace?: string;
}

export interface InboundMessage {
  readonly reports: readonly AgencyReport[];
}

/** The payload cannot be said in the agency's words; a person has to look. */
export class Unmappable extends Error {
  readonly code = 'unmappable';
}

/** A message that is not accepted. `unsigned`: answered 401 and not kept; `unreadable`: kept in quarantine with this reason. */
export class MessageRejected extends Error {
  /** For the answer: whoever signs has to find the mistake on the other side. */
  readonly details: { readonly reason: string };

  constructor(
    readonly code: 'unsigned' | 'unreadable',
    /** Holds nothing of what the message says. */
    readonly detail: string,
  ) {
    super(`${code}: ${detail}`);
    this.details = { reason: detail };
  }
}
