import { instant, plusMillis, type Instant } from '@lienthong/calendar';
import { BIRTH, DOSSIER, HASH, IDENTITY, INSURANCE, RESIDENCE, RESULTS, Scenario, types } from '../testing/scenario';
import type { Command } from './commands';
import { nextStep } from './handoff';
import { timeByHolder } from './holder';

// Cases of practice that belong to no one part of the domain. Which test holds which of the others: docs/developer.md.

/** A moment in Viet Nam. */
const at = (local: string): Instant => instant(`${local.replace(' ', 'T')}:00+07:00`);
const PATIENCE = { attemptMs: 5_000, followAfterMs: 600_000 };
const HOUR_MS = 3_600_000;

function receivedAt(moment: Instant, version: string): Scenario {
  const scenario = Scenario.submitted(version);
  scenario.now = moment;
  scenario.do({ type: 'ReceiveDossier' });
  return scenario;
}

const promised = (scenario: Scenario): Instant | undefined => scenario.state.clock.due['dossier']?.promised;

describe('a working Saturday', () => {
  it('counts as a day where one was announced', () => {
    const scenario = receivedAt(at('2026-08-21 09:00'), '2024-07-01');
    expect(promised(scenario)).toBe(at('2026-08-24 17:00'));
    const [set] = scenario.steps.flatMap(({ event }) => (event.type === 'DeadlineSet' ? [event.data.legal.days] : []));
    expect(set?.map(({ date, why, number }) => `${date} ${why} ${number ?? '–'}`)).toEqual([
      '2026-08-21 working-day 1',
      '2026-08-22 working-saturday 2',
      '2026-08-23 weekly-day-off –',
      '2026-08-24 working-day 3',
    ]);
  });

  it('is no day of work in any other week', () =>
    expect(promised(receivedAt(at('2026-08-14 09:00'), '2024-07-01'))).toBe(at('2026-08-18 17:00')));
});

describe('the ID service, down for three days', () => {
  const { personalId, ...certificate } = RESULTS[BIRTH] ?? {};
  const withoutId = (): Scenario => {
    const scenario = receivedAt(at('2026-10-26 09:00'), '2026-09-01');
    scenario.attempt(BIRTH);
    scenario.acknowledge(BIRTH);
    scenario.now = at('2026-10-26 11:00');
    scenario.report(BIRTH, 'completed', { result: certificate });
    return scenario;
  };

  it('holds up the identity card alone, whose own time has not begun', () => {
    const scenario = withoutId();
    expect([RESIDENCE, INSURANCE, IDENTITY].map((each) => scenario.statusOf(each))).toEqual(['started', 'started', 'waiting']);
    expect(scenario.state.clock.due[IDENTITY]).toBeUndefined();
    scenario.now = at('2026-10-29 11:00');
    scenario.report(BIRTH, 'completed', { result: { ...certificate, personalId }, message: 'late' });
    expect(scenario.statusOf(IDENTITY)).toBe('started');
    expect(scenario.state.clock.due[IDENTITY]?.promised).toBe(at('2026-11-06 17:00'));
  });

  it('is waited for by nobody’s fault, once all else is done; that the whole is late is recorded, and refuses nothing', () => {
    const scenario = withoutId();
    for (const procedure of [RESIDENCE, INSURANCE]) scenario.report(procedure, 'completed');
    scenario.now = at('2026-10-28 17:00');
    expect(types(scenario.do({ type: 'PassTime' }))).toContain('DeadlineMissed');
    expect(scenario.statusOf(IDENTITY)).toBe('waiting');
    const time = timeByHolder(DOSSIER, scenario.steps, at('2026-10-29 11:00'));
    expect(Math.round((time['late-result'] ?? 0) / HOUR_MS)).toBe(72);
  });

  it('counts with the agency as long as one still works beside it', () => {
    const scenario = withoutId();
    scenario.attempt(RESIDENCE);
    scenario.acknowledge(RESIDENCE);
    expect(timeByHolder(DOSSIER, scenario.steps, at('2026-10-29 11:00'))['late-result'] ?? 0).toBe(0);
  });
});

describe('an acknowledgement that is lost', () => {
  const handoffNow = (scenario: Scenario) => {
    const handoff = scenario.state.handoffs[BIRTH];
    if (!handoff) throw new Error('not handed over');
    return nextStep(handoff, PATIENCE);
  };
  const lost = (): Scenario => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    const failure = { outcome: 'unknown', code: 'no-answer', detail: '' } as const;
    const retryAt = plusMillis(scenario.now, 1_000);
    scenario.do({ type: 'RecordAttemptFailure', handoff: scenario.handoff(BIRTH), attempt: 1, failure, retryAt });
    return scenario;
  };

  it('is asked about first, and then re-sent if the agency does not have it', () => {
    const scenario = lost();
    expect(handoffNow(scenario)?.step).toBe('inquire');
    scenario.do({ type: 'RecordNotFound', handoff: scenario.handoff(BIRTH), attempt: 1, received: HASH });
    scenario.attempt(BIRTH);
    scenario.acknowledge(BIRTH);
    expect(scenario.state.handoffs[BIRTH]).toMatchObject({ attempts: 2, stage: { is: 'acknowledged' } });
  });

  it('is never re-sent if the agency has it', () => {
    const scenario = lost();
    scenario.do({ type: 'RecordAcknowledgement', handoff: scenario.handoff(BIRTH), via: 'inquiry', received: HASH });
    expect(() => scenario.attempt(BIRTH)).toThrow(expect.objectContaining({ code: 'attempt-not-due' }));
    expect(scenario.state.handoffs[BIRTH]).toMatchObject({ attempts: 1 });
  });
});

describe('an agency that is down for two hours at the busiest time', () => {
  // The last hours before the reception of the day ends.
  const FROM = at('2026-10-26 13:30');
  const UNTIL = at('2026-10-26 15:30');
  const EVERY_MS = 15 * 60_000;

  /** Received in the last minutes before it went down, and tried again and again. */
  function through(minutesBefore: number): Scenario {
    const scenario = receivedAt(plusMillis(FROM, -minutesBefore * 60_000), '2024-07-01');
    const handoff = scenario.handoff(BIRTH);
    scenario.now = FROM;
    for (let attempt = 1; scenario.now < UNTIL; attempt++) {
      scenario.attempt(BIRTH);
      const failure = { outcome: 'not-processed', code: 'no-connection', detail: '' } as const;
      const retryAt = plusMillis(scenario.now, EVERY_MS);
      const failed: Command = { type: 'RecordAttemptFailure', handoff, attempt, failure, retryAt };
      scenario.do(failed);
      scenario.now = retryAt;
    }
    return scenario;
  }

  it.each([1, 10, 29])('gets what was received %d minutes before, once it is up, in the same day’s time', (minutes) => {
    const scenario = through(minutes);
    expect(scenario.stageOf(BIRTH)).toBe('retrying');
    scenario.attempt(BIRTH);
    scenario.acknowledge(BIRTH);
    scenario.report(BIRTH, 'completed');
    expect(scenario.statusOf(BIRTH)).toBe('completed');
    expect(scenario.steps.map(({ event }) => event.type)).not.toContain('HandoffParked');
    expect(scenario.steps.map(({ event }) => event.type)).not.toContain('DeadlineMissed');
  });

  it('has the wait shown as in transit, not as its own work', () => {
    const time = timeByHolder(DOSSIER, through(1).steps, UNTIL);
    expect(Math.round((time['in-transit'] ?? 0) / HOUR_MS)).toBe(2);
    expect(Object.keys(time)).not.toContain('agency:justice');
  });
});
