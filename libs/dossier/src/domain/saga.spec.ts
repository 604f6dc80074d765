import type { AgencyCode, Expression } from '@lienthong/bundle';
import { BIRTH, bundleOf, IDENTITY, INSURANCE, RESIDENCE, RESULTS, Scenario, types } from '../testing/scenario';
import type { DossierEvent } from './dossier.events';

const requested = (events: readonly DossierEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'HandoffRequested' ? [event.data.procedure] : []));

describe('the saga of a bundle', () => {
  it('decides nothing before the dossier is received', () => {
    expect(Scenario.submitted('2024-07-01').steps.map(({ event }) => event.type)).toEqual(['DossierSubmitted']);
  });

  it('starts the gate, and only the gate, in the same append as the reception', () => {
    const scenario = Scenario.submitted('2024-07-01');
    expect(types(scenario.do({ type: 'ReceiveDossier' }))).toEqual(['DossierReceived', 'ProcedureStarted', 'HandoffRequested']);
    expect(scenario.statusOf(BIRTH)).toBe('started');
    expect(scenario.statusOf(RESIDENCE)).toBe('waiting');
  });

  it('pins the version in force, with the digest of its definition', () => {
    const { state } = Scenario.received('2024-07-01');
    expect(state.bundle).toBe('birth@2024-07-01');
    expect(state.definition).toBe(bundleOf('2024-07-01').digest);
  });

  it('goes from one procedure to the next in the pilot chain of 2023', () => {
    const scenario = Scenario.received('2023-07-10');
    expect(requested(scenario.report(BIRTH, 'completed'))).toEqual([RESIDENCE]);
    expect(requested(scenario.report(RESIDENCE, 'completed'))).toEqual([INSURANCE]);
    expect(types(scenario.report(INSURANCE, 'completed'))).toEqual([
      'AgencyStatusReported',
      'ProcedureCompleted',
      'DossierCompleted',
      'ResultsReturned',
    ]);
  });

  it('starts residence and insurance side by side once the birth is registered, since Decree 63 of 2024', () => {
    expect(requested(Scenario.received('2024-07-01').report(BIRTH, 'completed'))).toEqual([RESIDENCE, INSURANCE]);
  });

  it('starts all three side by side since Decree 301 of 2026', () => {
    expect(requested(Scenario.received('2026-09-01').report(BIRTH, 'completed'))).toEqual([RESIDENCE, INSURANCE, IDENTITY]);
  });

  it('keeps the identity card waiting for a personal ID that comes later, and nothing else', () => {
    const { personalId, ...certificate } = RESULTS[BIRTH] ?? {};
    const scenario = Scenario.received('2026-09-01');
    expect(requested(scenario.report(BIRTH, 'completed', { result: certificate }))).toEqual([RESIDENCE, INSURANCE]);
    expect(scenario.state.handoffs[BIRTH]?.awaiting).toEqual(['personalId']);

    const late = scenario.report(BIRTH, 'completed', { result: { ...certificate, personalId }, message: 'with the ID' });
    expect(types(late)).toEqual(['AgencyStatusReported', 'LateResultReceived', 'ProcedureStarted', 'HandoffRequested']);
    expect(requested(late)).toEqual([IDENTITY]);
  });

  it('completes without the personal ID when nothing waits for it, and still takes it when it comes', () => {
    const { personalId, ...certificate } = RESULTS[BIRTH] ?? {};
    const scenario = Scenario.received('2024-07-01');
    scenario.report(BIRTH, 'completed', { result: certificate });
    scenario.report(RESIDENCE, 'completed');
    scenario.report(INSURANCE, 'completed');
    expect(scenario.state.phase).toBe('returned');
    expect(types(scenario.report(BIRTH, 'completed', { result: { ...certificate, personalId }, message: 'late' }))).toEqual([
      'AgencyStatusReported',
      'LateResultReceived',
    ]);
  });

  it('residence refused, insurance card issued: goes on, and ends with refusals', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.report(BIRTH, 'completed');
    expect(types(scenario.report(RESIDENCE, 'refused'))).toEqual(['AgencyStatusReported', 'ProcedureRefused']);
    scenario.report(INSURANCE, 'completed');
    expect(scenario.state.outcome).toBe('with-refusals');
  });

  it("takes the mother's address for the card, with the reason, when residence was refused in the chain of 2023", () => {
    const scenario = Scenario.received('2023-07-10');
    scenario.report(BIRTH, 'completed');
    const started = scenario.report(RESIDENCE, 'refused').find((event) => event.type === 'ProcedureStarted');
    expect(started?.type === 'ProcedureStarted' && started.data.choices['cardAddress']?.option).toBe('mother');
    expect(started?.type === 'ProcedureStarted' && started.data.choices['cardAddress']?.why.en).toMatch(/mother/);
  });

  it('lets the rest not arise when the gate is refused', () => {
    const scenario = Scenario.received('2024-07-01');
    expect(types(scenario.report(BIRTH, 'refused'))).toEqual([
      'AgencyStatusReported',
      'ProcedureRefused',
      'ProcedureSkipped',
      'ProcedureSkipped',
      'DossierCompleted',
      'ResultsReturned',
    ]);
    expect(scenario.state.outcome).toBe('refused');
    expect(scenario.steps.map(({ event }) => event)).toContainEqual({
      type: 'DossierCompleted',
      data: { outcome: 'refused', refused: [BIRTH], notArising: [RESIDENCE, INSURANCE] },
    });
    expect(scenario.state.procedures[INSURANCE]?.because).toEqual({ why: 'not-arising', procedure: BIRTH });
  });

  it('leaves out what was not chosen', () => {
    const scenario = Scenario.received('2023-07-10', { chosen: [BIRTH, INSURANCE] });
    expect(requested(scenario.report(BIRTH, 'completed'))).toEqual([INSURANCE]);
    scenario.report(INSURANCE, 'completed');
    expect(scenario.state.outcome).toBe('completed');
  });

  it('waits for an officer to hand over the results at the one-stop', () => {
    const scenario = Scenario.received('2024-07-01', { delivery: 'one-stop' });
    for (const procedure of [BIRTH, RESIDENCE, INSURANCE]) scenario.report(procedure, 'completed');
    expect(scenario.state.phase).toBe('completed');
    expect(types(scenario.do({ type: 'ReturnResults' }))).toEqual(['ResultsReturned']);
    expect(scenario.state.phase).toBe('returned');
  });

  it('parks what nobody will try again, with its cause', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    const failure = { outcome: 'not-processed', code: 'maintenance', detail: '' } as const;
    const events = scenario.do({ type: 'RecordAttemptFailure', handoff: scenario.handoff(BIRTH), attempt: 1, failure });
    expect(events.at(-1)).toEqual({
      type: 'HandoffParked',
      data: { handoff: scenario.handoff(BIRTH), cause: 'retries-exhausted', code: 'maintenance' },
    });
  });

  it('parks what the agency did not acknowledge in time, and a late acknowledgement still counts', () => {
    const scenario = Scenario.received('2024-07-01');
    const { respondBy } = scenario.state.handoffs[BIRTH] ?? {};
    scenario.attempt(BIRTH);
    scenario.now = respondBy ?? scenario.now;
    const expired = scenario.do({ type: 'ExpireAcknowledgement', handoff: scenario.handoff(BIRTH) });
    expect(expired).toMatchObject([{ type: 'HandoffParked', data: { cause: 'acknowledgement-overdue' } }]);
    scenario.acknowledge(BIRTH);
    expect(scenario.stageOf(BIRTH)).toBe('acknowledged');
  });

  describe('with a definition that reads what the dossier does not have', () => {
    let answer: boolean | 'missing';
    const bundle = {
      ...bundleOf('2024-07-01'),
      procedures: bundleOf('2024-07-01').procedures.map((procedure) => ({
        ...procedure,
        condition: {
          source: 'form.nothing',
          evaluate: () => {
            if (answer === 'missing') throw new Error('no such key');
            return answer;
          },
        },
      })),
    };
    const release = (scenario: Scenario) => scenario.do({ type: 'ReleaseHandoff', handoff: scenario.handoff(BIRTH), reason: 'try again' });

    beforeEach(() => {
      answer = 'missing';
    });

    it('parks the procedure, and parks it again when a release does not help', () => {
      const scenario = Scenario.receivedUnder(bundle);
      expect(scenario.state.handoffs[BIRTH]?.stage).toEqual({ is: 'parked', cause: 'definition-error' });
      expect(types(release(scenario))).toEqual(['HandoffReleased', 'HandoffParked']);
    });

    it('decides anew after a release, and begins', () => {
      const scenario = Scenario.receivedUnder(bundle);
      answer = true;
      expect(types(release(scenario))).toEqual(['HandoffReleased', 'ProcedureStarted']);
      expect(scenario.stageOf(BIRTH)).toBe('requested');
    });

    it('decides anew after a release, and sends nothing where the condition does not hold', () => {
      const scenario = Scenario.receivedUnder(bundle);
      answer = false;
      expect(types(release(scenario)).slice(0, 3)).toEqual(['HandoffReleased', 'HandoffWithdrawn', 'ProcedureSkipped']);
      expect(scenario.stageOf(BIRTH)).toBe('settled');
    });
  });

  describe('with a procedure that can go several ways', () => {
    const why = { vi: 'lý do', en: 'reason' };
    const timeLimit = { workingDays: 3 };
    const bundleWith = (...answers: readonly (boolean | 'missing')[]) => {
      const given = [...answers];
      const route = (option: string) => {
        const when: Expression<boolean> = {
          source: option,
          evaluate: () => {
            const answer = given.length > 1 ? given.shift() : given[0];
            if (answer === 'missing' || answer === undefined) throw new Error('no such key');
            return answer;
          },
        };
        return { option, when, agency: `${option}-office` as AgencyCode, timeLimit, why, legalBasis: [] };
      };
      const bundle = bundleOf('2024-07-01');
      const routed = bundle.procedures.map((procedure) =>
        procedure.gate ? { ...procedure, routes: [route('first'), route('second')] } : procedure,
      );
      return { ...bundle, procedures: routed };
    };

    it('takes the first that holds, records it with its reason, and asks its agency', () => {
      const scenario = Scenario.receivedUnder(bundleWith(false, true));
      expect(scenario.steps.slice(0, 4).map(({ event }) => event)).toMatchObject([
        {},
        {},
        { type: 'ProcedureStarted', data: { procedure: BIRTH, route: { option: 'second', why } } },
        { type: 'HandoffRequested', data: { procedure: BIRTH, agency: 'second-office' } },
      ]);
      expect(scenario.state.procedures[BIRTH]?.route).toEqual({ option: 'second', why });
      expect(scenario.plan()).toEqual([]);
    });

    it('does not arise when none of them holds', () => {
      const scenario = Scenario.receivedUnder(bundleWith(false));
      expect(scenario.state.procedures[BIRTH]).toMatchObject({ status: 'skipped', because: { why: 'condition' } });
      expect(scenario.stageOf(BIRTH)).toBeUndefined();
    });

    it('parks what cannot be decided, and asks the right agency once a release lets it be decided', () => {
      const scenario = Scenario.receivedUnder(bundleWith('missing', false, true));
      expect(scenario.state.handoffs[BIRTH]).toMatchObject({ agency: 'justice', stage: { is: 'parked', cause: 'definition-error' } });
      const released = scenario.do({ type: 'ReleaseHandoff', handoff: scenario.handoff(BIRTH), reason: 'mended' });
      expect(types(released)).toEqual(['HandoffReleased', 'ProcedureStarted', 'HandoffRequested']);
      expect(scenario.state.handoffs[BIRTH]).toMatchObject({ agency: 'second-office', stage: { is: 'requested' } });
    });
  });
});
