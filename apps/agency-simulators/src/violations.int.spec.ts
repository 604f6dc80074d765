import { generateKeyPairSync } from 'node:crypto';
import { canonicalBytes, signRequest } from '@lienthong/agencies';
import { CASES, handoffIn, reportOf } from './testing/cases';
import { startTown, type AgencyName, type TestTown } from './testing/town';

const PATHS: Readonly<Record<AgencyName, string>> = {
  justice: '/justice/ho-so',
  police: '/police/v1/handoffs',
  'social-insurance': '/social-insurance/api/requests',
  'commune-affairs': '/commune-affairs/v1/claims',
  'home-affairs': '/home-affairs/v1/claims',
};

describe.each(CASES)('%s counts against the caller', (...one) => {
  const [agency] = one;
  let town: TestTown;
  beforeEach(async () => {
    town = await startTown();
  });
  afterEach(() => town.close());

  /** Sends bytes with headers made by a stranger's key, unless they are given. */
  const send = async (path: string, body: Uint8Array, headers?: Record<string, string>) => {
    const url = town.url + path;
    const key = { keyId: 'engine', privateKey: generateKeyPairSync('ed25519').privateKey };
    const unsigned = { method: 'POST', url, headers: { 'content-type': 'application/json', 'idempotency-key': 'h' }, body };
    return fetch(url, { method: 'POST', headers: headers ?? (await signRequest(unsigned, key, town.time.clock.now())), body });
  };

  it('a request without a signature', async () => {
    await send(PATHS[agency], town.gateway(agency).prepare(handoffIn(town, one)), { 'content-type': 'application/json' });
    expect(await reportOf(town, agency)).toMatchObject({ received: 0, violations: { count: 1, reasons: { 'signature: missing': 1 } } });
  });

  it('a request that another signed in the engine’s name', async () => {
    await send(PATHS[agency], town.gateway(agency).prepare(handoffIn(town, one)));
    expect(await reportOf(town, agency)).toMatchObject({ received: 0, violations: { reasons: { 'signature: wrong': 1 } } });
  });

  it('a request that is signed but is not the message agreed upon', async () => {
    const delivery = await town.gateway(agency).deliver(handoffIn(town, one), canonicalBytes({ hello: 'world' }));
    const code = {
      justice: 'HS01',
      police: 'SCHEMA',
      'social-insurance': 'BH_INVALID',
      'commune-affairs': 'CLAIM_INVALID',
      'home-affairs': 'CLAIM_INVALID',
    }[agency];
    expect(delivery).toMatchObject({ kind: 'refused', code });
    expect(await reportOf(town, agency)).toMatchObject({ received: 0, violations: { reasons: { schema: 1 } } });
  });

  it('a request whose key is not the one in the message', async () => {
    const gateway = town.gateway(agency);
    await gateway.deliver({ ...handoffIn(town, one), handoff: 'other' }, gateway.prepare(handoffIn(town, one)));
    expect(await reportOf(town, agency)).toMatchObject({ received: 0, violations: { reasons: { 'idempotency-key': 1 } } });
  });
});

describe('Justice counts against the caller', () => {
  it('a fourth dossier in one question', async () => {
    const town = await startTown();
    const justice = town.simulators.agencies.find(({ agency }) => agency === 'justice')!;
    const client = town.client();
    const answer = await client.post('/justice/ket-qua', canonicalBytes({ danhSachMaHoSo: ['a', 'b', 'c', 'd'] }));
    expect(new TextDecoder().decode(answer.kind === 'answered' ? answer.received : undefined)).toContain('"errorCode":"HS04"');
    expect(justice.tally.violations()).toMatchObject({ reasons: { 'too-many': 1 } });
    await town.close();
  });
});
