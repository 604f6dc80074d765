import { CASES, deliver, handoffIn, reportOf, type Case } from './testing/cases';
import { applicants } from './testing/requests';
import { startTown, type TestTown } from './testing/town';

let town: TestTown;
beforeEach(async () => {
  town = await startTown();
});
afterEach(() => town.close());

/** The last that an agency says of a handoff. */
async function last(one: Case) {
  const [agency] = one;
  if (agency !== 'justice') return (await town.reports(agency)).at(-1);
  const followed = await town.gateway(agency).follow([handoffIn(town, one)]);
  return followed.kind === 'answered' ? followed.reports[0] : undefined;
}

describe.each(CASES)('%s', (...one) => {
  const [agency, procedure] = one;

  it('refuses with a reason, and nothing was done', async () => {
    await town.fault(agency, { kind: 'refuse', reason: 'Chủ hộ chưa đồng ý', match: { applicant: applicants(procedure)[0] } });
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    expect(await last(one)).toMatchObject({ status: 'refused', note: 'Chủ hộ chưa đồng ý' });
    expect(await reportOf(town, agency)).toMatchObject({ effects: 0, pending: 0 });
  });

  it('asks for a supplement and waits', async () => {
    await town.fault(agency, { kind: 'supplement', note: 'Thiếu giấy chứng sinh' });
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    expect(await last(one)).toMatchObject({ status: 'supplement-needed', note: 'Thiếu giấy chứng sinh' });
    expect(await reportOf(town, agency)).toMatchObject({ effects: 0, pending: 1 });
  });

  it('goes on after the supplement', async () => {
    await town.fault(agency, { kind: 'supplement', note: 'Thiếu giấy chứng sinh', ms: 5_000, times: 1 });
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    expect(await last(one)).toMatchObject({ status: 'completed' });
  });
});

describe('Justice', () => {
  const [one] = CASES;

  it('registers the birth first and gives the personal ID later, as a second message', async () => {
    await town.fault('justice', { kind: 'personal-id-late', ms: 86_400_000 });
    await deliver(town, one, handoffIn(town, one));
    town.time.pass(1_000);
    const before = await last(one);
    expect(before).toMatchObject({ status: 'completed', result: { document: { code: 'KQ.G15.000031' } } });
    expect(before?.result).not.toHaveProperty('personalId');
    await town.settle();
    const after = await last(one);
    expect(after?.result).toMatchObject({ ...before?.result, personalId: expect.stringMatching(/^079326\d{6}$/) as string });
    expect(after?.message).not.toBe(before?.message);
    expect(await reportOf(town, 'justice')).toMatchObject({ effects: 1, secondEffects: 0 });
  });

  it('can tell an old status after the end', async () => {
    await town.fault('justice', { kind: 'out-of-order', times: 1 });
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    expect([(await last(one))?.status, (await last(one))?.status, (await last(one))?.status]).toEqual([
      'completed',
      'in-process',
      'completed',
    ]);
  });

  it('gives the same news under the same id at every poll', async () => {
    await deliver(town, one, handoffIn(town, one));
    await town.settle();
    expect((await last(one))?.message).toBe((await last(one))?.message);
  });

  it('is asked about three dossiers at a time, and says nothing of those that it does not know', async () => {
    const requests = ['a', 'b', 'c', 'd'].map((handoff) => handoffIn(town, one, { handoff, dossier: handoff }));
    for (const request of requests.slice(0, 2)) await deliver(town, one, request);
    const followed = await town.gateway('justice').follow(requests);
    expect(followed).toMatchObject({ kind: 'answered', reports: [{ handoff: 'a' }, { handoff: 'b' }] });
    expect(new TextDecoder().decode(followed.kind === 'answered' ? followed.sent : undefined)).toBe('{"danhSachMaHoSo":["a","b","c"]}');
    expect(await reportOf(town, 'justice')).toMatchObject({ violations: { count: 0 } });
  });

  it('gives the same run again from the same seed', async () => {
    const request = handoffIn(town, one);
    await deliver(town, one, request);
    await town.settle();
    const first = await last(one);
    await fetch(`${town.url}/admin/reset`, { method: 'POST' });
    expect(await last(one)).toBeUndefined();
    await deliver(town, one, request);
    await town.settle();
    expect((await last(one))?.result).toEqual(first?.result);
  });
});
