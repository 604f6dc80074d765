import type { Delivery } from '@lienthong/handoff';
import type { ErrorCatalogue, Verdict } from '../wire/error-catalogue';
import type { NoAnswer } from './answer';
import { transportErrors } from './transport.errors';

/** What went wrong in a call, judged by the catalogue. */
export interface Finding {
  readonly verdict: Verdict;
  readonly code: string;
  readonly detail: string;
  readonly received?: Uint8Array;
  readonly retryAfterMs?: number;
}

type Unavailable = Extract<Delivery, { readonly kind: 'unavailable' }>;

export const isFinding = (value: object): value is Finding => 'verdict' in value;

/** The finding of a code of {@link transportErrors}. */
export const transportFinding = (code: keyof typeof transportErrors, detail: string, received?: Uint8Array): Finding => ({
  verdict: transportErrors[code].verdict,
  code,
  detail,
  ...(received && { received }),
});

/** `not-reached` is only ever said of requests that did not leave. */
export const ofNoAnswer = ({ code, detail }: NoAnswer): Finding => transportFinding(code, detail);

/** What the finding means for a delivery. */
export function toDelivery({ verdict, code, detail, received, retryAfterMs }: Finding): Delivery {
  const failure = { code, detail, ...(received && { received }), ...(retryAfterMs !== undefined && { retryAfterMs }) };
  switch (verdict) {
    case 'acknowledged':
      return { kind: 'acknowledged', received: received ?? new Uint8Array() };
    case 'retry':
      return { kind: 'unavailable', ...failure };
    case 'ask-first':
      return { kind: 'unknown', ...failure };
    case 'final':
      return { kind: 'refused', code, detail, ...(received && { received }) };
  }
}

/** What the finding means for a question: a question changes nothing, so all there is to say is that no answer was had. */
export const toUnavailable = ({ code, detail, received, retryAfterMs }: Finding, sent: Uint8Array): Unavailable => ({
  kind: 'unavailable',
  code,
  detail,
  sent,
  ...(received && { received }),
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

/** A catalogue of an agency's own errors with the ones of transport. */
export const withTransport = <T extends ErrorCatalogue>(own: T): T & typeof transportErrors => ({ ...transportErrors, ...own });
