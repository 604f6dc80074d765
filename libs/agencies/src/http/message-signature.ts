import { sign, verify, type KeyObject } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import { instant, plusMillis, toMillis, type Instant } from '@lienthong/calendar';
import type { InboundRequest } from '@lienthong/handoff';
import { contentDigest, digestMatches } from './content-digest';

/** A private Ed25519 key and the name under which the other side knows its public half. */
export interface SigningKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/** Public Ed25519 keys by key id. */
export type VerificationKeys = ReadonlyMap<string, KeyObject>;

export interface UnsignedRequest {
  readonly method: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** Why a signature is not accepted; the text is for logs and answers and holds nothing of the message. */
export class SignatureRejected extends Error {
  constructor(
    readonly reason: 'missing' | 'malformed' | 'unknown-key' | 'not-covered' | 'digest' | 'expired' | 'not-yet-valid' | 'wrong',
    detail: string,
  ) {
    super(`${reason}: ${detail}`);
  }
}

/** The last moment that can be written down. */
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');
const ALGORITHM = 'ed25519';
const PARAMETERS = ['created', 'expires', 'keyid', 'alg'];
const COVERED_WHEN_PRESENT = ['content-type', 'content-digest', 'idempotency-key'];

/**
 * Signs a request by HTTP Message Signatures (RFC 9421) and binds its body by Content-Digest (RFC 9530).
 * Returns all headers to send. `lifetimeMs`: how long the signature may be used, five minutes unless told.
 */
export async function signRequest(
  request: UnsignedRequest,
  key: SigningKey,
  now: Instant,
  lifetimeMs = 300_000,
): Promise<Record<string, string>> {
  const headers: Record<string, string> = { ...request.headers };
  if (request.body.length > 0) headers['content-digest'] = contentDigest(request.body);
  const signed = await httpbis.signMessage(
    {
      key: { id: key.keyId, alg: ALGORITHM, sign: async (data) => sign(null, data, key.privateKey) },
      fields: requiredFields(headers, request.body),
      params: PARAMETERS,
      paramValues: { created: new Date(now), expires: new Date(plusMillis(now, lifetimeMs)) },
    },
    { method: request.method, url: request.url, headers },
  );
  return Object.fromEntries(Object.entries(signed.headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

export interface VerificationRules {
  readonly keys: VerificationKeys;
  readonly now: Instant;
  /** How far the other side's clock may be from ours, in milliseconds; one minute unless told. */
  readonly clockToleranceMs?: number;
  /** Oldest accepted signature in milliseconds, whatever it says of itself; ten minutes unless told. */
  readonly maxAgeMs?: number;
}

/**
 * Checks the one signature of a request and its digest, and returns the id of the key that made it.
 * Throws {@link SignatureRejected}. Several signatures on one request are refused: the package judges only the last.
 */
export async function verifyRequest(request: InboundRequest, rules: VerificationRules): Promise<string> {
  const headers = lowerCased(request.headers);
  const used: SignatureTimes[] = [];
  const digest = single(headers['content-digest']);
  if (digest !== undefined && !digestMatches(digest, request.body))
    throw new SignatureRejected('digest', 'the body is not the one digested');

  let valid: boolean | null;
  try {
    valid = await httpbis.verifyMessage(
      {
        keyLookup: async ({ keyid, created, expires }) => {
          const key = rules.keys.get(keyid ?? '');
          if (key === undefined) throw new SignatureRejected('unknown-key', 'no key is known by the id of the signature');
          // The package turns `created` into a date and leaves `expires` a number of seconds.
          used.push({ keyId: keyid ?? '', createdMs: Number(created), expiresMs: Number(expires) * 1000 });
          return { algs: [ALGORITHM], verify: async (data, signature) => verify(null, data, key, signature) };
        },
        requiredFields: requiredFields(headers, request.body),
        requiredParams: PARAMETERS,
        // The package reads the machine's clock; times are judged below, by ours.
        tolerance: Number.MAX_SAFE_INTEGER / 4,
        notAfter: Number.MAX_SAFE_INTEGER / 4,
      },
      { method: request.method, url: request.url, headers },
    );
  } catch (error) {
    throw asRejection(error);
  }
  if (valid === null) throw new SignatureRejected('missing', 'the request carries no signature');
  const [times, ...more] = used;
  if (times === undefined || more.length > 0) throw new SignatureRejected('malformed', 'exactly one signature is expected');
  if (!valid) throw new SignatureRejected('wrong', 'the signature does not fit the request');
  checkTimes(times, rules);
  return times.keyId;
}

interface SignatureTimes {
  readonly keyId: string;
  readonly createdMs: number;
  readonly expiresMs: number;
}

function checkTimes({ createdMs, expiresMs }: SignatureTimes, rules: VerificationRules): void {
  const { now, clockToleranceMs = 60_000, maxAgeMs = 600_000 } = rules;
  if (![createdMs, expiresMs].every((ms) => ms >= 0 && ms <= LAST_MS))
    throw new SignatureRejected('malformed', 'created and expires are times');
  const nowMs = toMillis(now);
  if (createdMs > nowMs + clockToleranceMs) throw new SignatureRejected('not-yet-valid', `made at ${instant(createdMs)}, in the future`);
  if (expiresMs < nowMs - clockToleranceMs) throw new SignatureRejected('expired', `expired at ${instant(expiresMs)}`);
  if (createdMs < nowMs - maxAgeMs - clockToleranceMs)
    throw new SignatureRejected('expired', `made at ${instant(createdMs)}, too long ago`);
}

function requiredFields(headers: Readonly<Record<string, unknown>>, body: Uint8Array): string[] {
  const present = COVERED_WHEN_PRESENT.filter((name) => headers[name] !== undefined);
  const bodyFields = body.length > 0 ? ['content-type', 'content-digest'] : [];
  return [...new Set(['@method', '@target-uri', ...bodyFields, ...present])];
}

function asRejection(error: unknown): SignatureRejected {
  if (error instanceof SignatureRejected) return error;
  const name = error instanceof Error ? error.constructor.name : '';
  const detail = error instanceof Error ? error.message : String(error);
  return new SignatureRejected(name === 'UnacceptableSignatureError' ? 'not-covered' : 'malformed', detail);
}

const lowerCased = (headers: InboundRequest['headers']): Record<string, string | string[]> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.join(', ') : value);
