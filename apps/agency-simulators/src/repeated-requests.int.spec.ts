import { CASES, deliver, handoffIn, reportOf, SILENCE_MS } from './testing/cases';
import { startTown, type TestTown } from './testing/town';

describe.each(CASES)('a request that is sent again to %s', (...one) => {
  const [agency] = one;
  let town: TestTown;
  beforeEach(async () => {
    town = await startTown();
  });
  afterEach(() => town.close());

  it('is acknowledged again and has one effect, also where the same push is answered “already received”', async () => {
    const request = handoffIn(town, one);
    const first = await deliver(town, one, request);
    const second = await deliver(town, one, request);
    expect(first).toMatchObject({ kind: 'acknowledged' });
    expect(second).toMatchObject({ kind: 'acknowledged' });
    if (agency === 'justice') expect(new TextDecoder().decode(second.received)).toContain('Hồ sơ đã được tiếp nhận trước đó');
    else expect(second).toMatchObject({ reference: expect.any(String) as string });
    await town.settle();
    expect(await reportOf(town, agency)).toMatchObject({ pushes: 2, received: 1, duplicates: 1, effects: 1, secondEffects: 0 });
  });

  it.each(['silence', 'reset'] as const)('after %s is asked about first, and found', async (mode) => {
    await town.fault(agency, { kind: 'time-out-after-processing', mode, times: 1 });
    const request = handoffIn(town, one);
    expect(await deliver(town, one, request, SILENCE_MS)).toMatchObject({ kind: 'unknown', code: 'no-answer' });
    expect(await town.gateway(agency).inquire(request)).toMatchObject({ kind: 'found' });
    expect(await deliver(town, one, request)).toMatchObject({ kind: 'acknowledged' });
    await town.settle();
    expect(await reportOf(town, agency)).toMatchObject({ effects: 1, secondEffects: 0, duplicates: 1 });
  });

  it('may name another callback URL, but not another content', async () => {
    const request = handoffIn(town, one);
    await deliver(town, one, request);
    expect(await deliver(town, one, { ...request, callbackUrl: `${town.callbackUrl}/moved` })).toMatchObject({ kind: 'acknowledged' });
    const other = {
      justice: 'HS02',
      police: 'DUPLICATE_KEY_OTHER_CONTENT',
      'social-insurance': 'BH_KEY_REUSED',
      'commune-affairs': 'CLAIM_KEY_REUSED',
      'home-affairs': 'CLAIM_KEY_REUSED',
    }[agency];
    expect(await deliver(town, one, { ...request, dossier: 'another' })).toMatchObject({ kind: 'refused', code: other });
    expect(await reportOf(town, agency)).toMatchObject({ conflicts: 1, received: 1 });
  });

  it('shows as a second effect when the agency forgot the first, however it answers', async () => {
    await town.fault(agency, { kind: 'no-dedupe' });
    const request = handoffIn(town, one);
    await deliver(town, one, request);
    await deliver(town, one, request);
    await town.settle();
    expect(await reportOf(town, agency)).toMatchObject({ effects: 2, secondEffects: 1, secondEffectsDone: [{ because: 'same handoff' }] });
  });

  it('under another key shows as a second effect for the dossier', async () => {
    await deliver(town, one, handoffIn(town, one, { handoff: 'h-1' }));
    await town.settle();
    await deliver(town, one, handoffIn(town, one, { handoff: 'h-2' }));
    await town.settle();
    expect(await reportOf(town, agency)).toMatchObject({
      effects: 2,
      duplicates: 0,
      secondEffects: 1,
      secondEffectsDone: [{ handoff: 'h-2', because: 'same dossier and procedure' }],
    });
  });
});
