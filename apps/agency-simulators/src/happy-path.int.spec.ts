import { handoffOf } from './testing/requests';
import { startTown, type TestTown } from './testing/town';

describe('a handoff that goes well', () => {
  let town: TestTown;
  beforeEach(async () => {
    town = await startTown();
  });
  afterEach(() => town.close());

  it('is pushed to Justice, polled, and completed with the entry of the register', async () => {
    const justice = town.gateway('justice');
    const request = handoffOf('birth-registration');
    expect(await justice.deliver(request, justice.prepare(request))).toMatchObject({ kind: 'acknowledged' });
    expect(await justice.follow([request])).toMatchObject({
      kind: 'answered',
      reports: [{ handoff: request.handoff, status: 'received' }],
    });
    await town.settle();
    expect(await justice.follow([request])).toMatchObject({
      kind: 'answered',
      reports: [
        {
          status: 'completed',
          result: {
            book: '01/2026',
            registeredOn: '2026-10-26',
            personalId: expect.stringMatching(/^079326\d{6}$/),
            document: { code: 'KQ.G15.000031' },
          },
        },
      ],
    });
  });

  it('is pushed to the Police, who tell what became of it by signed messages', async () => {
    const police = town.gateway('police');
    const residence = handoffOf('permanent-residence', { callbackUrl: town.callbackUrl });
    const card = handoffOf('identity-card-under-six', { callbackUrl: town.callbackUrl });
    expect(await police.deliver(residence, police.prepare(residence))).toMatchObject({
      kind: 'acknowledged',
      reference: expect.stringMatching(/^CA-/),
    });
    expect(await police.deliver(card, police.prepare(card))).toMatchObject({ kind: 'acknowledged' });
    await town.settle();
    const reports = await town.reports('police');
    expect(reports).toHaveLength(4);
    expect(reports).toContainEqual(
      expect.objectContaining({
        handoff: residence.handoff,
        status: 'completed',
        result: expect.objectContaining({ registeredOn: '2026-10-26' }),
      }),
    );
    expect(reports).toContainEqual(
      expect.objectContaining({
        handoff: card.handoff,
        status: 'completed',
        result: expect.objectContaining({ cardNumber: '079326000417' }),
      }),
    );
  });

  it('is pushed to Social Insurance, whose message and whose answer to a question are the same news', async () => {
    const insurance = town.gateway('social-insurance');
    const request = handoffOf('health-insurance-card', { callbackUrl: town.callbackUrl });
    expect(await insurance.deliver(request, insurance.prepare(request))).toMatchObject({ kind: 'acknowledged' });
    await town.settle();
    const told = (await town.reports('social-insurance')).at(-1);
    expect(told).toMatchObject({
      status: 'completed',
      result: { cardNumber: expect.stringMatching(/^TE179\d{10}$/), firstClinic: '79415' },
    });
    expect(await insurance.follow([request])).toMatchObject({ kind: 'answered', reports: [told] });
  });

  it('leaves one effect each and nothing to complain of', async () => {
    for (const [agency, procedure] of [
      ['justice', 'birth-registration'],
      ['police', 'permanent-residence'],
      ['social-insurance', 'health-insurance-card'],
    ] as const) {
      const request = handoffOf(procedure, { callbackUrl: town.callbackUrl });
      await town.gateway(agency).deliver(request, town.gateway(agency).prepare(request));
    }
    await town.settle();
    const report: unknown = await (await fetch(`${town.url}/admin/report`)).json();
    expect(report).toMatchObject({
      quiet: true,
      totals: {
        received: 3,
        pushes: 3,
        effects: 3,
        secondEffects: 0,
        duplicates: 0,
        conflicts: 0,
        violations: 0,
        pending: 0,
        callbacks: { sent: 4, failed: 0 },
      },
    });
  });
});
