import { plusMillis } from '@lienthong/calendar';
import { BIRTH, HASH, RESULTS, Scenario, types } from '../testing/scenario';
import { dueStep, nextStep, type Handoff, type Patience } from './handoff';
import { waitsFor } from './waits-for';

const PATIENCE: Patience = { attemptMs: 5_000, followAfterMs: 60_000 };

function handoffOf(scenario: Scenario): Handoff {
  const handoff = scenario.state.handoffs[BIRTH];
  if (!handoff) throw new Error('no handoff');
  return handoff;
}

const next = (scenario: Scenario) => nextStep(handoffOf(scenario), PATIENCE);

const fail = (scenario: Scenario, outcome: 'unknown' | 'not-processed', retryInMs?: number) =>
  scenario.do({
    type: 'RecordAttemptFailure',
    handoff: scenario.handoff(BIRTH),
    attempt: handoffOf(scenario).attempts,
    failure: { outcome, code: 'c', detail: '' },
    ...(retryInMs !== undefined && { retryAt: plusMillis(scenario.now, retryInMs) }),
  });

describe('a handoff', () => {
  it('is to be delivered as soon as it is requested', () => {
    const scenario = Scenario.received('2024-07-01');
    expect(next(scenario)).toEqual({ step: 'deliver', at: scenario.now });
  });

  it('is attempted by one only: the second claim of the same attempt is refused', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    expect(() => scenario.attempt(BIRTH)).toThrow(expect.objectContaining({ code: 'attempt-not-due' }));
  });

  it('is asked about, not sent again, when an attempt was interrupted', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    expect(next(scenario)).toEqual({ step: 'inquire', at: plusMillis(scenario.now, PATIENCE.attemptMs) });
  });

  it('is sent again at the time that was set when it was surely not processed, and not before', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    const due = plusMillis(scenario.now, 30_000);
    fail(scenario, 'not-processed', 30_000);
    expect(next(scenario)).toEqual({ step: 'deliver', at: due });
    expect(() => scenario.attempt(BIRTH)).toThrow(expect.objectContaining({ code: 'attempt-not-due' }));
    scenario.now = due;
    expect(types(scenario.attempt(BIRTH))).toEqual(['HandoffAttempted']);
  });

  it('is asked about after an unknown outcome, and sent again once the agency says that it does not have it', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    fail(scenario, 'unknown', 10_000);
    expect(next(scenario)).toMatchObject({ step: 'inquire' });
    scenario.do({ type: 'RecordNotFound', handoff: scenario.handoff(BIRTH), attempt: 1, received: HASH });
    expect(next(scenario)).toMatchObject({ step: 'deliver' });
    expect(types(scenario.attempt(BIRTH))).toEqual(['HandoffAttempted']);
  });

  it('is not sent a third time because of an answer from before the second', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    fail(scenario, 'unknown', 10_000);
    const notFound = { type: 'RecordNotFound', handoff: scenario.handoff(BIRTH), attempt: 1, received: HASH } as const;
    scenario.do(notFound);
    scenario.attempt(BIRTH);
    // Two had asked at the same time; the other's answer is recorded while the second attempt is on its way.
    const failure = { code: 'closed', detail: '' };
    const unanswered = {
      type: 'RecordInquiryFailure',
      handoff: scenario.handoff(BIRTH),
      attempt: 1,
      failure,
      retryAt: scenario.now,
    } as const;
    expect([scenario.do(notFound), scenario.do(unanswered)]).toEqual([[], []]);
    expect(handoffOf(scenario)).toMatchObject({ stage: { is: 'attempted' }, attempts: 2, uncertain: true });
  });

  it('is asked about first after a release, when it may have been processed before it was parked', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    fail(scenario, 'unknown');
    expect(next(scenario)).toBeUndefined();
    scenario.do({ type: 'ReleaseHandoff', handoff: scenario.handoff(BIRTH), reason: 'looked at' });
    expect(next(scenario)).toMatchObject({ step: 'inquire' });
    expect(handoffOf(scenario).tries).toBe(0);
  });

  it('is delivered after a release, when it was surely not processed', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    const id = scenario.handoff(BIRTH);
    scenario.do({ type: 'RecordHandoffRefusal', handoff: id, by: 'agency', code: 'SCHEMA', detail: '' });
    expect(handoffOf(scenario).stage).toEqual({ is: 'parked', cause: 'refused-by-agency' });
    scenario.do({ type: 'ReleaseHandoff', handoff: id, reason: 'mended' });
    expect(next(scenario)).toMatchObject({ step: 'deliver' });
  });

  it('expires when the time to acknowledge ends before the next try', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    const { respondBy } = handoffOf(scenario);
    fail(scenario, 'not-processed', 100 * 24 * 3_600_000);
    expect(next(scenario)).toEqual({ step: 'expire', at: respondBy });
  });

  it('gets a new time to acknowledge with a release', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.now = handoffOf(scenario).respondBy;
    scenario.do({ type: 'ExpireAcknowledgement', handoff: scenario.handoff(BIRTH) });
    scenario.do({ type: 'ReleaseHandoff', handoff: scenario.handoff(BIRTH), reason: 'the agency is back' });
    expect(handoffOf(scenario).respondBy > scenario.now).toBe(true);
    expect(next(scenario)).toMatchObject({ step: 'deliver' });
  });

  it('stays with the person who looks at it when the outcome of an attempt comes in late', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    scenario.now = handoffOf(scenario).respondBy;
    scenario.do({ type: 'ExpireAcknowledgement', handoff: scenario.handoff(BIRTH) });
    fail(scenario, 'not-processed', 1_000);
    expect(handoffOf(scenario).stage.is).toBe('parked');
  });

  it('is followed while a result that may come late is awaited, and no longer', () => {
    const scenario = Scenario.received('2024-07-01');
    const certificate = { number: '1', book: '1', page: '1', registeredOn: '2026-09-21', document: { code: 'x' } };
    scenario.report(BIRTH, 'completed', { result: certificate });
    expect(next(scenario)).toEqual({ step: 'follow', at: plusMillis(scenario.now, PATIENCE.followAfterMs) });
    scenario.report(BIRTH, 'completed', { result: { ...certificate, personalId: '079326000123' }, message: 'late' });
    expect(next(scenario)).toBeUndefined();
  });

  it('is parked instead of sent when it is overdue by the time somebody comes to it', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.now = handoffOf(scenario).respondBy;
    expect(dueStep(handoffOf(scenario), PATIENCE, scenario.now)).toBe('expire');
    expect(scenario.attempt(BIRTH)).toMatchObject([{ type: 'HandoffParked', data: { cause: 'acknowledgement-overdue' } }]);
  });

  it('is known not to be with the agency when the agency says so while it is parked', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    fail(scenario, 'unknown');
    scenario.do({ type: 'RecordNotFound', handoff: scenario.handoff(BIRTH), attempt: 1, received: HASH });
    expect(handoffOf(scenario).stage.is).toBe('parked');
    scenario.do({ type: 'ReleaseHandoff', handoff: scenario.handoff(BIRTH), reason: 'looked at' });
    expect(next(scenario)).toMatchObject({ step: 'deliver' });
  });

  it('gives a person a task when a report lies in quarantine, until the final word comes', () => {
    const scenario = Scenario.received('2024-07-01');
    const broken = { message: 'm1', reason: 'result-breaks-contract', fields: ['/number (required)'], received: HASH };
    const command = { type: 'RecordQuarantinedReport', handoff: scenario.handoff(BIRTH), ...broken } as const;
    expect(types(scenario.do(command))).toEqual(['AgencyReportQuarantined']);
    expect(scenario.do(command)).toEqual([]);
    expect(waitsFor(scenario.state)).toContainEqual({ on: 'task', task: 'clear-up-report', handoff: scenario.handoff(BIRTH) });
    scenario.report(BIRTH, 'completed');
    expect(waitsFor(scenario.state)).not.toContainEqual(expect.objectContaining({ task: 'clear-up-report' }));
    expect(scenario.statusOf(BIRTH)).toBe('completed');
  });

  it('takes a quarantined report that comes again under the same id, mended', () => {
    const scenario = Scenario.received('2024-07-01');
    const broken = { message: 'm1', reason: 'result-breaks-contract', fields: ['/number (required)'], received: HASH };
    scenario.do({ type: 'RecordQuarantinedReport', handoff: scenario.handoff(BIRTH), ...broken });
    scenario.report(BIRTH, 'completed', { message: 'm1' });
    expect(scenario.statusOf(BIRTH)).toBe('completed');
    expect(handoffOf(scenario).messages).toEqual(['m1']);
  });

  it('takes a report that was quarantined behind the final word and comes again, mended, once, and has nothing to clear up then', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.report(BIRTH, 'completed');
    const broken = { message: 'm1', reason: 'result-breaks-contract', fields: ['/number (required)'], received: HASH };
    scenario.do({ type: 'RecordQuarantinedReport', handoff: scenario.handoff(BIRTH), ...broken });
    expect(types(scenario.report(BIRTH, 'completed', { message: 'm1' }))).toEqual(['AgencyStatusReported']);
    expect(scenario.report(BIRTH, 'completed', { message: 'm1' })).toEqual([]);
    expect(handoffOf(scenario).quarantined).toEqual([]);
  });

  it('still takes a late result that was quarantined before the final word when it comes mended behind it', () => {
    const scenario = Scenario.received('2026-09-01');
    const { personalId, ...certificate } = RESULTS[BIRTH] ?? {};
    const broken = { message: 'm4', reason: 'result-breaks-contract', fields: ['/personalId (pattern)'], received: HASH };
    scenario.do({ type: 'RecordQuarantinedReport', handoff: scenario.handoff(BIRTH), ...broken });
    scenario.report(BIRTH, 'completed', { message: 'm3', result: certificate });
    expect(handoffOf(scenario)).toMatchObject({ awaiting: ['personalId'], quarantined: [] });
    scenario.report(BIRTH, 'completed', { message: 'm4', result: { ...certificate, personalId } });
    expect(handoffOf(scenario).awaiting).toEqual([]);
  });

  it('gives a person a task while the agency asks for a supplement', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.report(BIRTH, 'supplement-needed');
    expect(waitsFor(scenario.state)).toContainEqual({ on: 'task', task: 'supplement', handoff: scenario.handoff(BIRTH) });
  });

  it('is only released while it is parked', () => {
    const scenario = Scenario.received('2024-07-01');
    const release = () => scenario.do({ type: 'ReleaseHandoff', handoff: scenario.handoff(BIRTH), reason: 'why not' });
    expect(release).toThrow(expect.objectContaining({ code: 'handoff-not-parked' }));
  });
});
