import type { Clock } from '@lienthong/calendar';
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

  post(path: string, body: Uint8Array, idempotencyKey?: string): Promise<Called> {
    return this.call('POST', path, body, idempotencyKey);
  }

  get(path: string): Promise<Called> {
    return this.call('GET', path, NOTHING);
  }

  private async call(method: 'GET' | 'POST', path: string, body: Uint8Array, idempotencyKey?: string): Promise<Called> {
    const url = new URL(this.base + path).href;
    const unsigned: Record<string, string> = { accept: 'application/json, application/problem+json' };
    if (body.length > 0) unsigned['content-type'] = 'application/json';
    if (idempotencyKey !== undefined) unsigned['idempotency-key'] = idempotencyKey;
    const headers = await signRequest({ method, url, headers: unsigned, body }, this.config.signing, this.config.clock.now());
    const outcome = await exchange(this.config.dispatcher, { method, url, headers, body, timeoutMs: this.config.callTimeoutMs });
    // What proves a call without a body is its request line.
    return { ...outcome, sent: body.length > 0 ? body : new TextEncoder().encode(`${method} ${url}`) };
  }
}
