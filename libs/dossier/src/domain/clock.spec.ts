import {
  Calendars,
  calendarVersion,
  dayMonthYear,
  instant,
  localDate,
  plusMillis,
  type Instant,
  type LocalDate,
  type TimeOfDay,
} from '@lienthong/calendar';
import fc from 'fast-check';
import { BIRTH, bundleOf, DOSSIER, INSURANCE, RESIDENCE, RESULTS, Scenario, types } from '../testing/scenario';
import { isPaused, nextTimer } from './clock';
import type { Command } from './commands';
import type { DeadlineOf, DossierEvent } from './dossier.events';
import { holderOf, timeByHolder } from './holder';

/** A moment in Viet Nam. */
const at = (local: string): Instant => instant(`${local.replace(' ', 'T')}:00+07:00`);
const inWords = (moment: Instant | undefined): string | undefined =>
  moment && `${dayMonthYear(localDate(moment))} ${moment.slice(11, 16)}Z`;

function receivedAt(moment: Instant, version = '2024-07-01'): Scenario {
  const scenario = Scenario.submitted(version);
  return passTo(scenario, moment, { type: 'ReceiveDossier' });
}

function passTo(scenario: Scenario, moment: Instant, command: Command = { type: 'PassTime' }): Scenario {
  scenario.now = plusMillis(moment, -1_000);
  scenario.do(command);
  return scenario;
}

const due = (scenario: Scenario, of: DeadlineOf): string | undefined => inWords(scenario.state.clock.due[of]?.promised);
const deadlinesSet = (events: readonly DossierEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'DeadlineSet' ? [`${event.data.of} ${event.data.because}`] : []));
const near = ({ steps }: Scenario): string[] => steps.flatMap(({ event }) => (event.type === 'DeadlineNear' ? [event.data.of] : []));
const rejection = (scenario: Scenario, command: Command): unknown => {
  try {
    return types(scenario.do(command));
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

describe('the time that the law gives', () => {
  it('is set for the bundle and for the gate when the dossier is received', () => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    expect(deadlinesSet(scenario.steps.map(({ event }) => event))).toEqual(['dossier started', `${BIRTH} started`]);
    expect([due(scenario, BIRTH), due(scenario, 'dossier')]).toEqual(['16/03/2026 10:00Z', '18/03/2026 10:00Z']);
  });

  it('begins on the next working day when received at 15:01 on the Friday before Tết', () => {
    const scenario = receivedAt(at('2026-02-13 15:01'));
    expect([due(scenario, BIRTH), due(scenario, 'dossier')]).toEqual(['23/02/2026 10:00Z', '25/02/2026 10:00Z']);
  });

  it('has its due date over the year end', () => {
    const scenario = receivedAt(at('2026-12-31 10:00'));
    expect(due(scenario, 'dossier')).toBe('05/01/2027 10:00Z');
  });

  it('explains every day', () => {
    const scenario = receivedAt(at('2026-03-16 15:30'));
    const [set] = scenario.steps.flatMap(({ event }) => (event.type === 'DeadlineSet' ? [event.data] : []));
    expect(set?.legal.days.map(({ date, why, number }) => `${date} ${why} ${number ?? '–'}`)).toEqual([
      '2026-03-16 after-cut-off –',
      '2026-03-17 working-day 1',
      '2026-03-18 working-day 2',
      '2026-03-19 working-day 3',
    ]);
  });

  it('begins for each procedure when it starts', () => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    scenario.now = at('2026-03-16 14:00');
    expect(deadlinesSet(scenario.report(BIRTH, 'completed'))).toEqual([`${RESIDENCE} started`, `${INSURANCE} started`]);
    expect(due(scenario, RESIDENCE)).toBe('17/03/2026 10:00Z');
  });

  it('cannot be counted in a year of which the calendar says nothing, so that the dossier is not received', () => {
    const scenario = Scenario.submitted('2024-07-01');
    scenario.now = at('2031-03-16 09:00');
    expect(rejection(scenario, { type: 'ReceiveDossier' })).toBe('calendar-missing');
    expect(scenario.state.phase).toBe('submitted');
  });

  it('is longer once an officer finds that facts have to be verified', () => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    scenario.report(BIRTH, 'completed');
    const verify = { type: 'RequireVerification', procedure: RESIDENCE, reason: 'the owner is another person' } as const;
    expect(deadlinesSet(scenario.do(verify))).toEqual(['dossier verification', `${RESIDENCE} verification`]);
    expect([due(scenario, RESIDENCE), due(scenario, 'dossier'), due(scenario, INSURANCE)]).toEqual([
      '20/03/2026 10:00Z',
      '20/03/2026 10:00Z',
      '17/03/2026 10:00Z',
    ]);
    expect(rejection(scenario, verify)).toBe('verification-known');
    expect(rejection(scenario, { ...verify, procedure: INSURANCE })).toBe('verification-not-foreseen');
    expect(rejection(scenario, { ...verify, procedure: BIRTH })).toBe('procedure-not-under-way');
  });

  it('stays longer after a pause, and is warned of again', () => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    scenario.report(BIRTH, 'completed');
    scenario.do({ type: 'RequireVerification', procedure: RESIDENCE, reason: 'the owner is another person' });
    expect(near(passTo(scenario, at('2026-03-19 17:00')))).toEqual(['dossier', RESIDENCE]);
    scenario.do({ type: 'RequestSupplement', procedure: RESIDENCE, what: 'a paper', fields: [] });
    scenario.now = at('2026-03-23 09:00');
    expect(deadlinesSet(scenario.do({ type: 'ProvideSupplement', supplement: 1 }))).toEqual(['dossier resumed', `${RESIDENCE} resumed`]);
    expect([due(scenario, RESIDENCE), due(scenario, 'dossier')]).toEqual(['23/03/2026 10:00Z', '23/03/2026 10:00Z']);
    expect(near(passTo(scenario, at('2026-03-23 16:00')))).toEqual(['dossier', RESIDENCE, 'dossier', RESIDENCE]);
  });

  it('goes by the calendar of the agency; that of the whole by the state’s', () => {
    const start = { receptionCutOff: '15:00' as TimeOfDay, dueAt: '17:00' as TimeOfDay, weeklyDaysOff: ['saturday', 'sunday'] } as const;
    const closed = { workingSaturdays: { '2026-09-26': localDate(at('2026-09-22 09:00')) } };
    const calendars = new Calendars([
      calendarVersion(localDate(at('2026-01-01 00:00')), 'd'.repeat(64), {
        ...start,
        holidays: {},
        agencies: { police: 'police' },
        calendars: { state: { years: { 2026: {} } }, police: { extends: 'state', years: { 2026: closed } } },
      }),
    ]);
    const scenario = Scenario.receivedUnder({ ...bundleOf('2024-07-01'), calendars });
    scenario.report(BIRTH, 'completed');
    expect([RESIDENCE, INSURANCE, 'dossier'].map((of) => due(scenario, of as DeadlineOf))).toEqual([
      '23/09/2026 10:00Z',
      '22/09/2026 10:00Z',
      '23/09/2026 10:00Z',
    ]);
  });
});

describe('while it is the citizen’s turn', () => {
  const waiting = (): Scenario => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    scenario.attempt(BIRTH);
    scenario.now = at('2026-03-16 11:00');
    scenario.report(BIRTH, 'supplement-needed');
    return scenario;
  };

  it('the clock stands still, and only the end of the supplement is waited for', () => {
    expect(nextTimer(waiting().state)).toBe(at('2026-03-25 17:00'));
  });

  it('no deadline is missed; afterwards it is set anew', () => {
    const scenario = passTo(waiting(), at('2026-03-17 18:00'));
    expect(scenario.steps.at(-1)?.event.type).toBe('SupplementRequested');
    scenario.now = at('2026-03-18 10:00');
    expect(deadlinesSet(scenario.do({ type: 'ProvideSupplement', supplement: 1 }))).toEqual(['dossier resumed', `${BIRTH} resumed`]);
    expect([due(scenario, BIRTH), due(scenario, 'dossier')]).toEqual(['18/03/2026 10:00Z', '20/03/2026 10:00Z']);
  });

  it('an applicant silent for seven working days has the procedure refused by rule, and the agency is told', () => {
    const scenario = waiting();
    expect(
      types(
        passTo(scenario, at('2026-03-25 17:00'))
          .steps.slice(-8)
          .map(({ event }) => event),
      ),
    ).toEqual(
      [
        'SupplementExpired',
        'ProcedureRefused',
        'HandoffRequested',
        'ProcedureSkipped',
        'ProcedureSkipped',
        'DossierCompleted',
        'ResultsReturned',
      ].slice(-8),
    );
    expect(scenario.state).toMatchObject({ outcome: 'refused', phase: 'returned' });
    expect(rejection(scenario, { type: 'ProvideSupplement', supplement: 1 })).toBe('supplement-closed');
  });

  it('an applicant silent to two requests of one day has the procedure refused once', () => {
    const scenario = waiting();
    scenario.do({ type: 'RequestSupplement', procedure: BIRTH, what: 'a paper', fields: [] });
    const before = scenario.steps.length;
    passTo(scenario, at('2026-03-25 17:00'));
    expect(types(scenario.steps.slice(before).map(({ event }) => event)).slice(0, 4)).toEqual([
      'SupplementExpired',
      'SupplementExpired',
      'ProcedureRefused',
      'HandoffRequested',
    ]);
  });

  it('a supplement is in time until the close of the last day, and too late at it, also when nobody told of the moment', () => {
    const provide = { type: 'ProvideSupplement', supplement: 1 } as const;
    const [late, inTime] = [waiting(), waiting()];
    late.now = plusMillis(at('2026-03-25 17:00'), -1_000);
    expect(rejection(late, provide)).toBe('supplement-closed');
    inTime.now = plusMillis(at('2026-03-25 17:00'), -1_001);
    expect(rejection(inTime, provide)).toContain('SupplementProvided');
  });

  it('the agency’s own word, if it comes before anybody told that the time was over, counts more than the silence', () => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    scenario.report(BIRTH, 'received');
    scenario.do({ type: 'RequestSupplement', procedure: BIRTH, what: 'a paper', fields: [] });
    scenario.now = at('2026-03-26 09:00');
    expect(types(scenario.report(BIRTH, 'completed'))).not.toContain('SupplementExpired');
    expect(scenario.statusOf(BIRTH)).toBe('completed');
  });

  it('two supplements in a row each stop the clock', () => {
    const scenario = waiting();
    passTo(scenario, at('2026-03-18 10:00'), { type: 'ProvideSupplement', supplement: 1 });
    scenario.now = at('2026-03-18 11:00');
    scenario.report(BIRTH, 'supplement-needed', { message: 'again' });
    passTo(scenario, at('2026-03-20 09:00'), { type: 'ProvideSupplement', supplement: 2 });
    expect([due(scenario, BIRTH), due(scenario, 'dossier')]).toEqual(['20/03/2026 10:00Z', '24/03/2026 10:00Z']);
  });

  it('a payment for a procedure stops its clock and that of the whole, not its sibling’s, and only as long as it is under way', () => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    scenario.report(BIRTH, 'completed');
    scenario.report(INSURANCE, 'received');
    scenario.do({ type: 'RequestPayment', amount: 50_000, purpose: 'a fee', procedure: RESIDENCE });
    expect(['dossier', RESIDENCE, INSURANCE].map((of) => isPaused(scenario.state.clock, of as DeadlineOf))).toEqual([true, true, false]);
    scenario.now = at('2026-03-17 09:00');
    expect(deadlinesSet(scenario.report(RESIDENCE, 'refused'))).toEqual(['dossier resumed']);
    expect(holderOf(scenario.state)).toBe('agency:social-insurance');
    expect(due(scenario, 'dossier')).toBe('19/03/2026 10:00Z');
  });

  it('nothing is missed that cannot be counted anew, because the calendar ends with the year', () => {
    const scenario = receivedAt(at('2027-12-27 09:00'));
    scenario.report(BIRTH, 'received');
    scenario.do({ type: 'RequestPayment', amount: 50_000, purpose: 'copies' });
    passTo(scenario, at('2028-01-05 09:00'), { type: 'RecordPayment', payment: 1, reference: 'BL-1' });
    passTo(scenario, at('2028-01-06 09:00'));
    expect(types(scenario.steps.map(({ event }) => event)).slice(-2)).toEqual(['PaymentRequested', 'PaymentReceived']);
    expect(nextTimer(scenario.state)).toBeUndefined();
  });

  it('a supplement whose last day the calendar does not know has none: it is waited for, and never too late', () => {
    const scenario = receivedAt(at('2027-12-27 09:00'));
    scenario.report(BIRTH, 'received');
    const [asked] = scenario.do({ type: 'RequestSupplement', procedure: BIRTH, what: 'a paper', fields: [] });
    expect(asked).toMatchObject({ type: 'SupplementRequested', data: { supplement: 1, by: 'one-stop' } });
    expect(asked?.data).not.toHaveProperty('respondBy');
    expect(nextTimer(scenario.state)).toBeUndefined();
    expect(types(passTo(scenario, at('2028-03-01 09:00')).do({ type: 'ProvideSupplement', supplement: 1 }))[0]).toBe('SupplementProvided');
  });

  it('before the reception, too: a dossier that is not completed in seven working days is not taken in', () => {
    const scenario = Scenario.submitted('2024-07-01');
    passTo(scenario, at('2026-03-16 09:00'), { type: 'RequestSupplement', what: 'a paper', fields: [] });
    expect(nextTimer(scenario.state)).toBe(at('2026-03-25 17:00'));
    passTo(scenario, at('2026-03-25 16:59'));
    expect(scenario.state.phase).toBe('submitted');
    passTo(scenario, at('2026-03-25 17:00'));
    expect(scenario.state).toMatchObject({ phase: 'closed', outcome: 'declined' });
    expect(scenario.steps.slice(-2).map(({ event }) => event)).toEqual([
      { type: 'SupplementExpired', data: { supplement: 1 } },
      { type: 'DossierDeclined', data: { why: 'supplement-expired' } },
    ]);
  });
});

describe('lateness', () => {
  it('is warned of, then recorded, once each', () => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    expect(nextTimer(scenario.state)).toBe(at('2026-03-16 15:00'));
    passTo(scenario, at('2026-03-16 15:00'));
    expect(scenario.steps.map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ type: 'DeadlineNear', data: { of: BIRTH, due: at('2026-03-16 17:00') } }),
    );
    const later = (moment: Instant): unknown[] => {
      const before = scenario.steps.length;
      passTo(scenario, moment);
      return scenario.steps.slice(before).map(({ event }) => `${event.type} ${'of' in event.data ? event.data.of : ''}`);
    };
    // What ends at the appointed moment ends in time.
    expect(later(at('2026-03-16 17:00'))).toEqual([]);
    expect(later(plusMillis(at('2026-03-16 17:00'), 1))).toEqual([`DeadlineMissed ${BIRTH}`]);
    expect(later(at('2026-03-16 17:01'))).toEqual([]);
    expect(later(at('2026-03-17 17:00'))).toEqual(['DeadlineNear dossier']);
    expect(later(at('2026-03-20 09:00'))).toEqual(['DeadlineMissed dossier']);
    expect(nextTimer(scenario.state)).toBeUndefined();
  });

  it('is apologised for before the time is over, with a new date; what the law says stays', () => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    const apology = { type: 'IssueApology', of: 'dossier', cause: 'the registrar is ill', newDay: '2026-03-20' as LocalDate } as const;
    scenario.do(apology);
    expect(scenario.state.clock.due['dossier']).toMatchObject({ legal: at('2026-03-18 17:00'), promised: at('2026-03-20 17:00') });
    expect(rejection(scenario, { ...apology, newDay: '2026-03-19' as LocalDate })).toBe('apology-not-later');
    expect(rejection(scenario, { ...apology, newDay: '2026-03-22' as LocalDate })).toBe('not-a-working-day');
    expect(rejection(scenario, { ...apology, of: RESIDENCE })).toBe('no-deadline');
    passTo(scenario, at('2026-03-20 17:00'));
    expect(rejection(scenario, { ...apology, newDay: '2026-03-27' as LocalDate })).toBe('apology-too-late');
  });

  it('that was apologised for stays so after a pause and a verification; a promise that these overtake gives way', () => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    scenario.report(BIRTH, 'completed');
    scenario.do({ type: 'IssueApology', of: 'dossier', cause: 'the system is down', newDay: '2026-03-24' as LocalDate });
    scenario.do({ type: 'RequestPayment', amount: 24_000, purpose: 'copies' });
    passTo(scenario, at('2026-03-17 09:00'), { type: 'RecordPayment', payment: 1, reference: 'BL-1' });
    scenario.do({ type: 'RequireVerification', procedure: RESIDENCE, reason: 'the owner is another person' });
    expect(scenario.state.clock.due['dossier']).toMatchObject({ legal: at('2026-03-23 17:00'), promised: at('2026-03-24 17:00') });
    scenario.do({ type: 'RequestPayment', amount: 24_000, purpose: 'more copies' });
    passTo(scenario, at('2026-03-25 09:00'), { type: 'RecordPayment', payment: 2, reference: 'BL-2' });
    expect(scenario.state.clock.due['dossier']).toMatchObject({ legal: at('2026-03-31 17:00'), promised: at('2026-03-31 17:00') });
  });

  it('that is apologised for again names what was promised last, and each apology its number', () => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    const apologise = (newDay: string) =>
      scenario.do({ type: 'IssueApology', of: 'dossier', cause: 'the system is down', newDay: newDay as LocalDate });
    expect(apologise('2026-03-20')).toMatchObject([{ data: { apology: 1, due: at('2026-03-18 17:00'), newDue: at('2026-03-20 17:00') } }]);
    expect(apologise('2026-03-23')).toMatchObject([{ data: { apology: 2, due: at('2026-03-20 17:00'), newDue: at('2026-03-23 17:00') } }]);
    expect(() => apologise('2026-03-23')).toThrow('apology-not-later');
  });

  it('cannot be apologised for any more from the due moment on', () => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    scenario.now = plusMillis(at('2026-03-18 17:00'), -1_000);
    const apology = { type: 'IssueApology', of: 'dossier', cause: 'x', newDay: '2026-03-20' as LocalDate } as const;
    expect(rejection(scenario, apology)).toBe('apology-too-late');
  });

  it('is recorded, too, when nobody told of the moment and the result itself is the first to come', () => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    scenario.now = at('2026-03-19 09:00');
    expect(types(scenario.report(BIRTH, 'completed')).slice(0, 4)).toEqual([
      'AgencyStatusReported',
      'DeadlineMissed',
      'DeadlineMissed',
      'ProcedureCompleted',
    ]);
  });

  it('is not what the citizen’s own time made of it', () => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    scenario.attempt(BIRTH);
    scenario.report(BIRTH, 'supplement-needed');
    passTo(scenario, at('2026-03-23 09:00'), { type: 'ProvideSupplement', supplement: 1 });
    expect(scenario.steps.filter(({ event }) => event.type === 'DeadlineMissed')).toEqual([]);
  });

  it('never refuses anything', () => {
    const scenario = passTo(receivedAt(at('2026-03-16 09:00')), at('2026-06-16 09:00'));
    expect(scenario.statusOf(BIRTH)).toBe('started');
  });
});

describe('the time of a dossier by holder', () => {
  it('adds up to the whole, and waits for a personal ID are nobody’s but the ID’s', () => {
    const { personalId, ...certificate } = RESULTS[BIRTH] ?? {};
    const scenario = receivedAt(at('2026-10-26 09:00'), '2026-09-01');
    scenario.attempt(BIRTH);
    scenario.now = at('2026-10-26 10:00');
    scenario.acknowledge(BIRTH);
    scenario.now = at('2026-10-26 12:00');
    scenario.report(BIRTH, 'completed', { result: certificate });
    for (const procedure of [RESIDENCE, INSURANCE]) scenario.report(procedure, 'completed');
    expect(holderOf(scenario.state)).toBe('late-result');
    scenario.now = at('2026-10-29 12:00');
    scenario.report(BIRTH, 'completed', { result: { ...certificate, personalId }, message: 'late' });
    const until = at('2026-10-30 12:00');
    const time = timeByHolder(DOSSIER, scenario.steps, until);
    expect(Object.keys(time).sort()).toEqual([
      'agency:justice',
      'agency:police',
      'agency:social-insurance',
      'in-transit',
      'late-result',
      'one-stop',
    ]);
    expect(Math.round((time['late-result'] ?? 0) / 3_600_000)).toBe(72);
    const [first] = scenario.steps;
    expect(Object.values(time).reduce<number>((sum, each) => sum + (each ?? 0), 0)).toBe(Date.parse(until) - Date.parse(first?.at ?? ''));
  });
});

describe('a dossier lies', () => {
  const failed = { outcome: 'not-processed', code: 'no-connection', detail: '' } as const;
  const submitted = (): Scenario => Scenario.submitted('2024-07-01');
  const birth = (): Scenario => {
    const scenario = receivedAt(at('2026-03-16 09:00'));
    scenario.attempt(BIRTH);
    return scenario;
  };
  const parked = (): Scenario => {
    const scenario = birth();
    scenario.do({ type: 'RecordAttemptFailure', handoff: scenario.handoff(BIRTH), attempt: 1, failure: failed });
    return scenario;
  };
  const doing = (scenario: Scenario, ...commands: Command[]): Scenario => {
    for (const command of commands) scenario.do(command);
    return scenario;
  };
  const asked: Command = { type: 'RequestSupplement', what: 'a paper', fields: [] };

  it.each([
    ['with the one-stop until it is received', submitted, 'one-stop'],
    ['with the citizen who is asked for more before that', () => doing(submitted(), asked), 'citizen'],
    ['in transit until an agency is known to have it', birth, 'in-transit'],
    ['with the operator while nobody tries again by himself', parked, 'operator'],
    ['with the citizen all the same, if he is asked meanwhile', () => doing(parked(), { ...asked, procedure: BIRTH }), 'citizen'],
    ['with nobody once it was withdrawn', () => doing(submitted(), { type: 'WithdrawDossier', reason: 'filed twice' }), undefined],
  ])('%s', (_, scenario, holder) => expect(holderOf(scenario().state)).toBe(holder));

  it('of procedures side by side with the agency of the first that is under way', () => {
    const scenario = birth();
    scenario.report(BIRTH, 'completed');
    for (const procedure of [RESIDENCE, INSURANCE]) scenario.report(procedure, 'received');
    expect(holderOf(scenario.state)).toBe('agency:police');
    scenario.report(RESIDENCE, 'completed');
    expect(holderOf(scenario.state)).toBe('agency:social-insurance');
  });
});

describe('whatever time passes', () => {
  const steps = fc.array(
    fc.record({
      what: fc.constantFrom('pass', 'ask', 'provide', 'verify', 'apologise', 'pay', 'paid', 'complete'),
      hours: fc.integer({ min: 0, max: 60 }),
    }),
    { maxLength: 25 },
  );

  it('a moment that has come is over once it was told: nothing is told twice, and nothing waits for the past', () => {
    fc.assert(
      fc.property(steps, (happenings) => {
        const scenario = receivedAt(at('2026-03-16 09:00'));
        scenario.attempt(BIRTH);
        for (const { what, hours } of happenings) {
          scenario.now = plusMillis(scenario.now, hours * 3_600_000);
          happen(scenario, what);
          scenario.do({ type: 'PassTime' });
          const next = nextTimer(scenario.state);
          expect(next === undefined || next > scenario.now).toBe(true);
          expect(scenario.plan()).toEqual([]);
        }
        const missed = scenario.steps.flatMap(({ event }) =>
          event.type === 'DeadlineMissed' ? [`${event.data.of} ${event.data.due}`] : [],
        );
        expect(new Set(missed).size).toBe(missed.length);
      }),
      { numRuns: 300 },
    );
  });

  function happen(scenario: Scenario, what: string): void {
    const { turns } = scenario.state;
    const commands: Record<string, Command | undefined> = {
      ask: { type: 'RequestSupplement', procedure: BIRTH, what: 'x', fields: [] },
      provide: { type: 'ProvideSupplement', supplement: turns.supplements.length },
      verify: { type: 'RequireVerification', procedure: RESIDENCE, reason: 'x' },
      apologise: { type: 'IssueApology', of: 'dossier', cause: 'x', newDay: '2026-04-20' as LocalDate },
      pay: { type: 'RequestPayment', amount: 1, purpose: 'x' },
      paid: { type: 'RecordPayment', payment: turns.payments.length, reference: 'x' },
    };
    if (what === 'complete') scenario.report(BIRTH, 'completed');
    const command = commands[what];
    if (command) rejection(scenario, command);
  }
});
