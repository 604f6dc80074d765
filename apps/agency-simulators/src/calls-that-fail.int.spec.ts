import { CASES, deliver, handoffIn, reportOf } from './testing/cases';
import { applicants } from './testing/requests';
import { startTown, type TestTown } from './testing/town';

describe.each(CASES)('a call to %s', (...one) => {
  const [agency, procedure] = one;
  let town: TestTown;
  beforeEach(async () => {
    town = await startTown();
  });
  afterEach(() => town.close());

  it('that breaks off is perhaps processed, and asking shows that it was not', async () => {
    await town.fault(agency, { kind: 'down', times: 1 });
    const request = handoffIn(town, one);
    expect(await deliver(town, one, request)).toMatchObject({ kind: 'unknown', code: 'no-answer' });
    expect(await town.gateway(agency).inquire(request)).toMatchObject({ kind: 'not-found' });
    expect(await reportOf(town, agency)).toMatchObject({ pushes: 1, received: 0 });
  });

  it('is surely not processed when the agency is closed and says until when', async () => {
    await town.fault(agency, { kind: 'down', mode: '503', retryAfterSeconds: 7 });
    const request = handoffIn(town, one);
    const closed = { kind: 'unavailable', code: 'please-wait', retryAfterMs: 7_000 };
    expect(await deliver(town, one, request)).toMatchObject(closed);
    expect(await town.gateway(agency).inquire(request)).toMatchObject(closed);
    expect(await town.gateway(agency).follow([request])).toMatchObject(closed);
  });

  it('waits for an agency that is slow', async () => {
    await town.fault(agency, { kind: 'slow', ms: 3_000, times: 1 });
    const delivery = deliver(town, one, handoffIn(town, one));
    while (town.time.pending === 0) await new Promise(setImmediate);
    town.time.pass(3_000);
    expect(await delivery).toMatchObject({ kind: 'acknowledged' });
  });

  it('is perhaps processed when an error is in no catalogue, and surely not when the catalogue says so', async () => {
    const closed = {
      justice: 'HT01',
      police: 'MAINTENANCE',
      'social-insurance': 'BH_CLOSED',
      'commune-affairs': 'CLOSED',
      'home-affairs': 'CLOSED',
    }[agency];
    await town.fault(
      agency,
      { kind: 'error', code: 'X-1', text: '', times: 1 },
      { kind: 'error', code: closed, text: 'bảo trì', times: 1 },
    );
    const request = handoffIn(town, one);
    expect(await deliver(town, one, request)).toMatchObject({ kind: 'unknown' });
    expect(await deliver(town, one, request)).toMatchObject({ kind: 'unavailable', code: closed });
    expect(await deliver(town, one, request)).toMatchObject({ kind: 'acknowledged' });
  });

  it('is refused for good when the error is final', async () => {
    const wrong = {
      justice: 'HS03',
      police: 'WRONG_JURISDICTION',
      'social-insurance': 'BH_CLINIC_UNKNOWN',
      'commune-affairs': 'WRONG_AUTHORITY',
      'home-affairs': 'ALREADY_PAID',
    }[agency];
    await town.fault(agency, { kind: 'error', code: wrong, status: agency === 'justice' ? 200 : 422 });
    expect(await deliver(town, one, handoffIn(town, one))).toMatchObject({ kind: 'refused', code: wrong });
  });

  it.each([
    ['garbage', 'unreadable-answer'],
    ['wrong-shape', 'unreadable-answer'],
    ['huge', 'answer-too-large'],
  ] as const)('is perhaps processed when the answer is %s', async (mode, code) => {
    await town.fault(agency, { kind: 'malformed', mode, times: 1 });
    const request = handoffIn(town, one);
    expect(await deliver(town, one, request)).toMatchObject({ kind: 'unknown', code });
    expect(await town.gateway(agency).inquire(request)).toMatchObject({ kind: 'found' });
  });

  it('keeps the exact bytes of an answer that it could not read', async () => {
    await town.fault(agency, { kind: 'malformed', mode: 'wrong-shape', times: 1 });
    expect(await deliver(town, one, handoffIn(town, one))).toMatchObject({ received: new TextEncoder().encode('{"ok":true}') });
  });

  it('that only asks has no answer when that is garbage', async () => {
    await town.fault(agency, { kind: 'malformed', on: 'ask' });
    const request = handoffIn(town, one);
    expect(await town.gateway(agency).inquire(request)).toMatchObject({ kind: 'unavailable', code: 'unreadable-answer' });
  });

  it('fails n times out of m as it is told, and only for whom it is told', async () => {
    await town.fault(
      agency,
      { kind: 'down', every: { n: 1, of: 2 }, match: { applicant: applicants(procedure)[1] } },
      { kind: 'down', match: { dossier: 'another' } },
    );
    const kinds = [];
    for (let nth = 0; nth < 4; nth += 1)
      kinds.push((await deliver(town, one, handoffIn(town, one, { handoff: `h-${nth}`, dossier: `d-${nth}` }))).kind);
    expect(kinds).toEqual(['unknown', 'acknowledged', 'unknown', 'acknowledged']);
  });
});

describe('a program that is not there', () => {
  it.each(CASES)('was surely not reached: %s', async (...one) => {
    const town = await startTown();
    const request = handoffIn(town, one);
    await town.close();
    expect(await deliver(town, one, request)).toMatchObject({ kind: 'unavailable', code: 'not-reached' });
    expect(await town.gateway(one[0]).inquire(request)).toMatchObject({ kind: 'unavailable', code: 'not-reached' });
  });
});
