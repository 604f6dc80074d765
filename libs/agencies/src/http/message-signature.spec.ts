import { generateKeyPairSync, sign } from 'node:crypto';
import { instant, plusMillis } from '@lienthong/calendar';
import type { InboundRequest } from '@lienthong/handoff';
import { httpbis } from 'http-message-signatures';
import { contentDigest } from './content-digest';
import { SignatureRejected, signRequest, verifyRequest } from './message-signature';

const now = instant('2026-10-26T03:15:00.000Z');
const ours = generateKeyPairSync('ed25519');
const others = generateKeyPairSync('ed25519');
const keys = new Map([['engine', ours.publicKey]]);
const body = new TextEncoder().encode('{"hoTen":"Nguyễn Bảo An"}');
const url = 'http://127.0.0.1:3100/justice/ho-so?lan=1';

async function signed(
  more: { method?: string; body?: Uint8Array; keyId?: string; privateKey?: typeof ours.privateKey } = {},
): Promise<InboundRequest> {
  const request = { method: more.method ?? 'POST', url, body: more.body ?? body };
  const headers: Record<string, string> = request.body.length > 0 ? { 'content-type': 'application/json', 'idempotency-key': 'h-1' } : {};
  const key = { keyId: more.keyId ?? 'engine', privateKey: more.privateKey ?? ours.privateKey };
  return { ...request, headers: await signRequest({ ...request, headers }, key, now) };
}

/** Why the request is refused, or nothing when it is accepted. */
async function refusal(request: InboundRequest, at = now): Promise<string | undefined> {
  try {
    await verifyRequest(request, { keys, now: at });
    return undefined;
  } catch (error) {
    if (error instanceof SignatureRejected) return error.reason;
    throw error;
  }
}

const withHeaders = (request: InboundRequest, headers: Record<string, string>): InboundRequest => ({
  ...request,
  headers: { ...request.headers, ...headers },
});

describe('a signed request', () => {
  it('is accepted and names its key', async () => {
    expect(await verifyRequest(await signed(), { keys, now })).toBe('engine');
  });

  it('covers what RFC 9421 calls method and target, the body by its digest, and the idempotency key', async () => {
    const { headers } = await signed();
    expect(headers['signature-input']).toBe(
      'sig=("@method" "@target-uri" "content-type" "content-digest" "idempotency-key");created=1792984500;expires=1792984800;keyid="engine";alg="ed25519"',
    );
    expect(headers['content-digest']).toBe(contentDigest(body));
  });

  it('without a body covers method and target', async () => {
    const request = await signed({ method: 'GET', body: new Uint8Array() });
    expect(request.headers['signature-input']).toContain('("@method" "@target-uri");');
    expect(await refusal(request)).toBeUndefined();
  });

  it('is accepted when header names come in capitals', async () => {
    const request = await signed();
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name.toUpperCase(), value]));
    expect(await refusal({ ...request, headers })).toBeUndefined();
  });
});

describe('a request is refused', () => {
  it('without a signature', async () =>
    expect(await refusal({ method: 'POST', url, headers: {}, body: new Uint8Array() })).toBe('missing'));

  it('with another body', async () => {
    expect(await refusal({ ...(await signed()), body: new TextEncoder().encode('{}') })).toBe('digest');
  });

  it('with another body and a digest that fits it', async () => {
    const other = new TextEncoder().encode('{}');
    expect(await refusal({ ...withHeaders(await signed(), { 'content-digest': contentDigest(other) }), body: other })).toBe('wrong');
  });

  it('with its body taken away', async () => expect(await refusal({ ...(await signed()), body: new Uint8Array() })).toBe('digest'));

  it('with a body put into a request that was signed without one', async () => {
    const request = await signed({ method: 'GET', body: new Uint8Array() });
    expect(await refusal({ ...withHeaders(request, { 'content-type': 'application/json' }), body })).toBe('not-covered');
  });

  it('with another method, target or idempotency key', async () => {
    const request = await signed();
    expect(await refusal({ ...request, method: 'PUT' })).toBe('wrong');
    expect(await refusal({ ...request, url: `${url}0` })).toBe('wrong');
    expect(await refusal(withHeaders(request, { 'idempotency-key': 'h-2' }))).toBe('wrong');
  });

  it('with an idempotency key that was added to it', async () => {
    const request = await signed({ method: 'GET', body: new Uint8Array() });
    expect(await refusal(withHeaders(request, { 'idempotency-key': 'h-2' }))).toBe('not-covered');
  });

  it('with another one’s key under our id, or under an id that nobody knows', async () => {
    expect(await refusal(await signed({ privateKey: others.privateKey }))).toBe('wrong');
    expect(await refusal(await signed({ keyId: 'nobody' }))).toBe('unknown-key');
  });

  it('with two signatures', async () => {
    const { headers, ...request } = await signed();
    const twice = Object.fromEntries(
      ['signature', 'signature-input'].map((name) => [name, `${String(headers[name])}, ${String(headers[name]).replace('sig=', 'sig2=')}`]),
    );
    expect(await refusal({ ...request, headers: { ...headers, ...twice } })).toBe('malformed');
  });

  it.each(['nonsense', 'sig=(', 'sig=?1', 'sig=("@method")'])('with the signature input %j', async (input) => {
    expect(await refusal(withHeaders(await signed(), { 'signature-input': input }))).toMatch(/malformed|unknown-key/);
  });

  it('with parameters that were changed or left out', async () => {
    const request = await signed();
    const input = String(request.headers['signature-input']);
    expect(await refusal(withHeaders(request, { 'signature-input': input.replace('1792984800', '1892984800') }))).toBe('wrong');
    expect(await refusal(withHeaders(request, { 'signature-input': input.replace(';alg="ed25519"', '') }))).toBe('not-covered');
    expect(await refusal(withHeaders(request, { 'signature-input': input.replace('"ed25519"', '"hmac-sha256"') }))).toBe('malformed');
  });
});

describe('the time of a signature', () => {
  it('may differ by a minute between the clocks', async () => {
    const request = await signed();
    expect(await refusal(request, plusMillis(now, -60_000))).toBeUndefined();
    expect(await refusal(request, plusMillis(now, 360_000))).toBeUndefined();
  });

  it('ends after what it says of itself', async () => expect(await refusal(await signed(), plusMillis(now, 361_000))).toBe('expired'));

  it('is not yet to come', async () => expect(await refusal(await signed(), plusMillis(now, -61_000))).toBe('not-yet-valid'));

  it.each([
    ['created', 8.64e15],
    ['created', -8.64e15],
    ['expires', -8.64e15],
    ['expires', 8.64e15],
  ])('is no time when %s lies in no calendar: %d', async (name, ms) => {
    const { method, body: bytes, headers } = await signed();
    const { signature: _, 'signature-input': __, ...unsigned } = headers as Record<string, string>;
    const times = { created: new Date(now), expires: new Date(plusMillis(now, 300_000)), [name]: new Date(ms) };
    const fields = ['@method', '@target-uri', 'content-type', 'content-digest', 'idempotency-key'];
    const key = { id: 'engine', alg: 'ed25519', sign: async (data: Buffer) => sign(null, data, ours.privateKey) };
    const absurd = await httpbis.signMessage(
      { key, fields, params: ['created', 'expires', 'keyid', 'alg'], paramValues: times },
      { method, url, headers: unsigned },
    );
    const said = Object.fromEntries(Object.entries(absurd.headers).map(([field, value]) => [field.toLowerCase(), String(value)]));
    expect(await refusal({ method, url, body: bytes, headers: said })).toBe('malformed');
  });

  it('is not accepted when old, however long it says that it may be used', async () => {
    const unsigned = { method: 'POST', url, headers: { 'content-type': 'application/json' }, body };
    const headers = await signRequest(unsigned, { keyId: 'engine', privateKey: ours.privateKey }, now, 86_400_000);
    expect(await refusal({ ...unsigned, headers }, plusMillis(now, 660_000))).toBeUndefined();
    expect(await refusal({ ...unsigned, headers }, plusMillis(now, 661_000))).toBe('expired');
  });
});
