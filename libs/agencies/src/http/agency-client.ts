import type { Clock } from '@lienthong/calendar';
import type { HandoffRequest } from '@lienthong/handoff';
import type { Dispatcher } from 'undici';
import type { Answer, NoAnswer } from './answer';
import { exchange } from './exchange';
import { signRequest, type SigningKey } from './message-signature';

export interface AgencyClientConfig {
  /** Where the agency's system stands, e.g. `https://lienthong.police.example/`; a path is kept. */
  readonly url: string;
  /** For one call, from connecting to the last byte; milliseconds. */
  readonly callTimeoutMs: number;
  readonly signing: SigningKey;
  readonly clock: Clock;
  readonly dispatcher: Dispatcher;
}

export type Called = (Answer | NoAnswer) & { readonly sent: Uint8Array };

/** What a call belongs to. */
export interface CallAbout {
  /** Of what is sent: the same through all attempts. */
  readonly idempotencyKey?: string;
  /** W3C Trace Context. */
  readonly traceparent?: string | undefined;
}

/** A handoff is sent under its own id. */
export const sending = ({ handoff: idempotencyKey, traceparent }: HandoffRequest): CallAbout => ({ idempotencyKey, traceparent });

const NOTHING = new Uint8Array();

/**
 * Calls one agency's system. Every request is signed; those about a handoff carry it as `Idempotency-Key`. A call never throws; the
 * constructor does, `TypeError`, when the URL is none.
 */
export class AgencyClient {
  private readonly base: string;

  constructor(private readonly config: AgencyClientConfig) {
    this.base = new URL(config.url).href.replace(/\/+$/, '');
  }

  get clock(): Clock {
    return this.config.clock;
  }

  post(path: string, body: Uint8Array, about: CallAbout = {}): Promise<Called> {
    return this.call('POST', path, body, about);
  }

  get(path: string, about: CallAbout = {}): Promise<Called> {
    return this.call('GET', path, NOTHING, about);
  }

  private async call(method: 'GET' | 'POST', path: string, body: Uint8Array, { idempotencyKey, traceparent }: CallAbout): Promise<Called> {
    const url = new URL(this.base + path).href;
    const unsigned: Record<string, string> = { accept: 'application/json, application/problem+json' };
    if (body.length > 0) unsigned['content-type'] = 'application/json';
    if (idempotencyKey !== undefined) unsigned['idempotency-key'] = idempotencyKey;
    // Not signed: what stands between us and the agency may put its own step of the trace here.
    if (traceparent !== undefined) unsigned['traceparent'] = traceparent;
    const headers = await signRequest({ method, url, headers: unsigned, body }, this.config.signing, this.config.clock.now());
    const outcome = await exchange(this.config.dispatcher, { method, url, headers, body, timeoutMs: this.config.callTimeoutMs });
    // What proves a call without a body is its request line.
    return { ...outcome, sent: body.length > 0 ? body : new TextEncoder().encode(`${method} ${url}`) };
  }
}
