import { plusMillis } from '@lienthong/calendar';
import { BIRTH, FORM, HASH, IDENTITY, INSURANCE, RESIDENCE, RESULTS, Scenario, types } from '../testing/scenario';
import type { Command } from './commands';
import { handoffId, type DossierEvent } from './dossier.events';
import { holderOf } from './holder';
import { ERASED } from './personal';
import { waitsFor } from './waits-for';

const notices = (events: readonly DossierEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'HandoffRequested' && event.data.notice ? [event.data.handoff.split('.')[1] ?? ''] : []));
const tasks = (scenario: Scenario): string[] => waitsFor(scenario.state).flatMap((each) => (each.on === 'task' ? [each.task] : []));
const rejection = (scenario: Scenario, command: Command): unknown => {
  try {
    return types(scenario.do(command));
  } catch (error) {
    return (error as { code?: string }).code;
  }
};

const ask = { type: 'RequestSupplement', what: 'the marriage certificate', fields: ['/marriage'] } as const;
const withdraw = { type: 'WithdrawDossier', reason: 'filed twice' } as const;

/** The agency has the birth registration and asks the citizen for something. */
function asked(message = 'm-1'): Scenario {
  const scenario = Scenario.received('2024-07-01');
  scenario.attempt(BIRTH);
  scenario.acknowledge(BIRTH);
  scenario.report(BIRTH, 'supplement-needed', { message });
  return scenario;
}

/** The birth is registered, and both other agencies have what they need. */
function registered(): Scenario {
  const scenario = Scenario.received('2024-07-01');
  scenario.attempt(BIRTH);
  scenario.report(BIRTH, 'completed');
  for (const procedure of [RESIDENCE, INSURANCE]) {
    scenario.attempt(procedure);
    scenario.acknowledge(procedure);
  }
  return scenario;
}

/** The birth could not be handed over, and will be tried again in a second. */
const notProcessed = (scenario: Scenario, outcome: 'not-processed' | 'unknown' = 'not-processed'): unknown =>
  scenario.do({
    type: 'RecordAttemptFailure',
    handoff: scenario.handoff(BIRTH),
    attempt: 1,
    failure: { outcome, code: 'no-connection', detail: '' },
    retryAt: plusMillis(scenario.now, 1_000),
  });

describe('a supplement at intake', () => {
  it('keeps the dossier from being received until it is there', () => {
    const scenario = Scenario.submitted('2024-07-01');
    expect(types(scenario.do(ask))).toEqual(['SupplementRequested']);
    expect(tasks(scenario)).toEqual(['supplement']);
    expect(rejection(scenario, { type: 'ReceiveDossier' })).toBe('supplement-open');
    scenario.do({ type: 'ProvideSupplement', supplement: 1, form: { ...FORM, marriage: { number: '7' } } });
    expect(tasks(scenario)).toEqual(['receive']);
    expect(scenario.state).toMatchObject({ formVersion: 2, form: { marriage: { number: '7' } } });
    expect(rejection(scenario, { type: 'ReceiveDossier' })).toContain('DossierReceived');
  });

  it('is of no procedure, for none has begun', () =>
    expect(rejection(Scenario.submitted('2024-07-01'), { ...ask, procedure: BIRTH })).toBe('procedure-not-under-way'));

  it('may be followed by a refusal to take the dossier in, which ends it', () => {
    const scenario = Scenario.submitted('2024-07-01');
    scenario.do({ type: 'DeclineDossier', reason: 'another commune is competent' });
    expect(scenario.state).toMatchObject({ phase: 'closed', outcome: 'declined' });
    expect(waitsFor(scenario.state)).toEqual([]);
    for (const command of [{ type: 'ReceiveDossier' }, withdraw, ask] as const) expect(rejection(scenario, command)).toBe('dossier-ended');
  });
});

describe('a supplement that an agency asks for', () => {
  it('is asked of the citizen in the same append, and sent to the agency once it is there', () => {
    const scenario = asked();
    expect(scenario.steps.at(-1)?.event).toMatchObject({
      type: 'SupplementRequested',
      data: { by: 'agency', procedure: BIRTH, repeated: false },
    });
    expect(waitsFor(scenario.state)).toContainEqual({ on: 'task', task: 'supplement', handoff: scenario.handoff(BIRTH) });
    const provided = scenario.do({ type: 'ProvideSupplement', supplement: 1, note: 'here it is' });
    expect(notices(provided)).toEqual([`${BIRTH}-supplement-1`]);
    expect(tasks(scenario)).toEqual([]);
  });

  it('is sent to the agency though the clock by which it was asked was ahead', () => {
    const scenario = Scenario.received('2024-07-01');
    const right = scenario.now;
    scenario.now = plusMillis(right, 3_600_000);
    scenario.attempt(BIRTH);
    scenario.acknowledge(BIRTH);
    scenario.report(BIRTH, 'supplement-needed', { message: 'm-1' });
    scenario.now = plusMillis(right, 60_000);
    expect(notices(scenario.do({ type: 'ProvideSupplement', supplement: 1 }))).toEqual([`${BIRTH}-supplement-1`]);
  });

  it('asked for a second time is marked as repeated', () => {
    const scenario = asked();
    scenario.do({ type: 'ProvideSupplement', supplement: 1 });
    const again = scenario.report(BIRTH, 'supplement-needed', { message: 'm-2' });
    expect(again.at(-1)).toMatchObject({ type: 'SupplementRequested', data: { supplement: 2, repeated: true } });
  });

  it('is not waited for any more when the agency goes on without it', () => {
    const scenario = asked();
    scenario.report(BIRTH, 'in-process', { message: 'm-2' });
    expect(tasks(scenario)).toEqual([]);
    scenario.report(BIRTH, 'completed');
    expect(scenario.statusOf(BIRTH)).toBe('completed');
  });

  it('can be provided once, and only if it was asked for', () => {
    const scenario = asked();
    scenario.do({ type: 'ProvideSupplement', supplement: 1 });
    expect(rejection(scenario, { type: 'ProvideSupplement', supplement: 1 })).toBe('supplement-closed');
    expect(rejection(scenario, { type: 'ProvideSupplement', supplement: 2 })).toBe('supplement-not-found');
  });

  it('is too late once its procedure is decided, or the dossier withdrawn: nobody would look at it', () => {
    const decided = asked();
    decided.report(BIRTH, 'completed');
    expect(rejection(decided, { type: 'ProvideSupplement', supplement: 1 })).toBe('supplement-closed');
    const withdrawn = Scenario.submitted('2024-07-01');
    withdrawn.do(ask);
    withdrawn.do(withdraw);
    expect(rejection(withdrawn, { type: 'ProvideSupplement', supplement: 1 })).toBe('supplement-closed');
  });

  it('ends, as a notice, when the agency has it, and leaves the procedure with the agency', () => {
    const scenario = asked();
    scenario.do({ type: 'ProvideSupplement', supplement: 1 });
    const handoff = handoffId(scenario.state.id, BIRTH, { kind: 'supplement', number: 1 });
    scenario.do({ type: 'AttemptHandoff', handoff, sent: HASH });
    scenario.do({ type: 'RecordAcknowledgement', handoff, via: 'delivery', received: HASH });
    expect(scenario.state.handoffs[`${BIRTH}-supplement-1`]?.stage.is).toBe('settled');
    expect(scenario.stageOf(BIRTH)).toBe('acknowledged');
  });
});

describe('a supplement that the one-stop asks for after the reception', () => {
  it('stays open whatever the agency reports meanwhile, until its procedure has ended', () => {
    const scenario = registered();
    scenario.do({ ...ask, procedure: RESIDENCE });
    scenario.report(RESIDENCE, 'in-process');
    expect(tasks(scenario)).toEqual(['supplement']);
    scenario.report(RESIDENCE, 'completed');
    expect(tasks(scenario)).toEqual([]);
    expect(rejection(scenario, { type: 'ProvideSupplement', supplement: 1 })).toBe('supplement-closed');
  });

  it('is marked as repeated only where it is about the same procedure, whoever asked', () => {
    const scenario = registered();
    const repeated = (events: readonly DossierEvent[]) =>
      events.flatMap((event) => (event.type === 'SupplementRequested' ? [event.data.repeated] : []));
    expect(repeated(scenario.do({ ...ask, procedure: RESIDENCE }))).toEqual([false]);
    expect(repeated(scenario.do({ ...ask, procedure: INSURANCE }))).toEqual([false]);
    expect(repeated(scenario.report(RESIDENCE, 'supplement-needed'))).toEqual([true]);
  });

  const given = { type: 'ProvideSupplement', supplement: 1, form: { ...FORM, marriage: { number: '7' } } } as const;

  it('reaches the agency with the procedure itself, if that was not sent before', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    notProcessed(scenario);
    scenario.do({ ...ask, procedure: BIRTH });
    expect(notices(scenario.do(given))).toEqual([]);
    expect(notices(scenario.attempt(BIRTH))).toEqual([]);
    expect(notices(scenario.acknowledge(BIRTH))).toEqual([]);
  });

  it('is told to the agency that may have the procedure, even when the outcome is unknown', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    scenario.do({ ...ask, procedure: BIRTH });
    expect(notices(scenario.do(given))).toEqual([`${BIRTH}-supplement-1`]);
  });
});

describe('a supplement with a new form', () => {
  const renamed = { ...FORM, child: { familyName: 'Nguyễn', givenName: 'Ân' } };
  const provided = (scenario: Scenario, form: object) =>
    scenario.do({ type: 'ProvideSupplement', supplement: 1, form: form as Readonly<Record<string, unknown>> });

  it('is a supplement to the agency that asked, and a correction to the others that were given what it changes', () => {
    const scenario = registered();
    scenario.do({ ...ask, procedure: RESIDENCE });
    const events = provided(scenario, { ...renamed, residence: { requestedAddress: 'another' } });
    expect(events[0]).toMatchObject({ type: 'SupplementProvided', data: { affected: [BIRTH, INSURANCE] } });
    expect(notices(events).sort()).toEqual([`${BIRTH}-correction-1`, `${INSURANCE}-correction-1`, `${RESIDENCE}-supplement-1`]);
  });

  it('counts among the corrections: the next has the next number', () => {
    const scenario = registered();
    scenario.do({ ...ask, procedure: RESIDENCE });
    provided(scenario, { ...FORM, insurance: { firstClinic: '79012' } });
    const corrected = scenario.do({ type: 'CorrectDossier', form: { ...FORM, insurance: { firstClinic: '79013' } }, reason: 'misread' });
    expect(corrected[0]).toMatchObject({ data: { correction: 2 } });
    expect(notices(corrected)).toEqual([`${INSURANCE}-correction-2`]);
  });

  it('affects nobody who was given nothing of it, and nobody before the reception', () => {
    const scenario = registered();
    scenario.do({ ...ask, procedure: INSURANCE });
    const [given] = provided(scenario, { ...FORM, insurance: { firstClinic: '79012' } });
    expect(given).toMatchObject({ type: 'SupplementProvided', data: { supplement: 1 } });
    expect(given?.data).not.toHaveProperty('affected');
    const early = Scenario.submitted('2024-07-01');
    early.do(ask);
    expect(provided(early, renamed)[0]?.data).not.toHaveProperty('affected');
  });
});

describe('a payment', () => {
  it('is asked for, and received once', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.do({ type: 'RequestPayment', amount: 50_000, purpose: 'copies' });
    expect(tasks(scenario)).toEqual(['payment']);
    scenario.do({ type: 'RecordPayment', payment: 1, reference: 'BL-1' });
    expect(tasks(scenario)).toEqual([]);
    expect(rejection(scenario, { type: 'RecordPayment', payment: 1, reference: 'BL-1' })).toBe('payment-already-received');
    expect(rejection(scenario, { type: 'RecordPayment', payment: 2, reference: 'BL-1' })).toBe('payment-not-found');
    const early = { type: 'RequestPayment', amount: 1, purpose: 'x', procedure: RESIDENCE } as const;
    expect(rejection(scenario, early)).toBe('procedure-not-under-way');
  });

  it('is the citizen’s turn, and not waited for any more once the dossier has ended; nor can one be asked for then', () => {
    const scenario = registered();
    scenario.do({ type: 'RequestPayment', amount: 50_000, purpose: 'copies' });
    expect(holderOf(scenario.state)).toBe('citizen');
    for (const procedure of [RESIDENCE, INSURANCE]) scenario.report(procedure, 'completed');
    expect(waitsFor(scenario.state)).toEqual([]);
    expect(rejection(scenario, { type: 'RequestPayment', amount: 1, purpose: 'x' })).toBe('dossier-ended');
  });
});

describe('a withdrawal', () => {
  it('before the reception ends the dossier', () => {
    const scenario = Scenario.submitted('2024-07-01');
    expect(types(scenario.do(withdraw))).toEqual(['WithdrawalRequested']);
    expect(scenario.state).toMatchObject({ phase: 'closed', outcome: 'withdrawn' });
  });

  it('before anything was sent tells nobody, for nobody knows', () => {
    const scenario = Scenario.received('2024-07-01');
    expect(types(scenario.do(withdraw))).toEqual([
      'WithdrawalRequested',
      'HandoffWithdrawn',
      'ProcedureSkipped',
      'ProcedureSkipped',
      'ProcedureSkipped',
      'DossierCompleted',
    ]);
    expect(scenario.state).toMatchObject({ phase: 'closed', outcome: 'withdrawn' });
    expect(waitsFor(scenario.state)).toEqual([]);
  });

  it('is told to the agency that has the matter', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    expect(notices(scenario.do(withdraw))).toEqual([`${BIRTH}-withdrawal-1`]);
    expect(waitsFor(scenario.state)).toEqual([{ on: 'handoff', handoff: `${scenario.state.id}.${BIRTH}-withdrawal-1` }]);
  });

  it('is told to nobody while the agency has surely nothing', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    notProcessed(scenario);
    expect(notices(scenario.do(withdraw))).toEqual([]);
    expect(waitsFor(scenario.state)).toEqual([]);
  });

  it('is told when nobody knows whether the agency has it, and once it had it', () => {
    const unknown = Scenario.received('2024-07-01');
    unknown.attempt(BIRTH);
    notProcessed(unknown, 'unknown');
    const had = asked();
    for (const scenario of [unknown, had]) expect(notices(scenario.do(withdraw))).toEqual([`${BIRTH}-withdrawal-1`]);
  });

  it('while its handoff is in flight lets nothing more be sent, and takes the acknowledgement that still comes', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    scenario.do(withdraw);
    expect(types(scenario.acknowledge(BIRTH))).toEqual(['HandoffAcknowledged']);
    expect(rejection(scenario, { type: 'AttemptHandoff', handoff: scenario.handoff(BIRTH), sent: HASH })).toBe('attempt-not-due');
    expect(scenario.state).toMatchObject({ phase: 'closed', outcome: 'withdrawn' });
  });

  it('that was too late does not undo a registered birth: a person sees the contradiction', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    scenario.do(withdraw);
    scenario.report(BIRTH, 'completed');
    expect(scenario.statusOf(BIRTH)).toBe('skipped');
    expect(scenario.state.contradictions).toHaveLength(1);
  });

  it('is refused once something was decided', () => expect(rejection(registered(), withdraw)).toBe('already-decided'));
});

describe('a stop', () => {
  it('ends what is under way and keeps what was decided', () => {
    const scenario = registered();
    const stopped = scenario.do({ type: 'StopDossier', reason: 'by order of a court' });
    expect(notices(stopped).sort()).toEqual([`${INSURANCE}-withdrawal-1`, `${RESIDENCE}-withdrawal-1`]);
    expect(scenario.state).toMatchObject({ phase: 'returned', outcome: 'stopped' });
    expect(scenario.statusOf(BIRTH)).toBe('completed');
    expect(scenario.state.procedures[RESIDENCE]?.because).toEqual({ why: 'stopped' });
  });

  it('is for what is under way', () => {
    const stop = { type: 'StopDossier', reason: 'x' } as const;
    expect(rejection(Scenario.submitted('2024-07-01'), stop)).toBe('not-received');
    const scenario = registered();
    scenario.do(stop);
    expect(rejection(scenario, stop)).toBe('dossier-ended');
  });
});

describe('a correction', () => {
  const number = { [BIRTH]: { number: '113' } };
  const correct = (change: object): Command => ({ type: 'CorrectDossier', reason: 'misread', ...change });

  it('of a certificate is told to every agency that built on it', () => {
    const scenario = registered();
    expect(notices(scenario.do(correct({ results: number })))).toEqual([`${RESIDENCE}-correction-1`, `${INSURANCE}-correction-1`]);
    expect(scenario.state.handoffs[BIRTH]?.report?.result).toMatchObject({ number: '113', book: RESULTS[BIRTH]?.['book'] });
  });

  it('of a certificate, corrected after the card was issued, is told all the same', () => {
    const scenario = registered();
    for (const procedure of [RESIDENCE, INSURANCE]) scenario.report(procedure, 'completed');
    expect(scenario.state.phase).toBe('returned');
    expect(notices(scenario.do(correct({ results: number })))).toHaveLength(2);
    expect(waitsFor(scenario.state).map(({ on }) => on)).toEqual(['handoff', 'handoff']);
  });

  it('says whom it affects, not those to whom nothing was sent yet', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    scenario.report(BIRTH, 'completed');
    scenario.attempt(INSURANCE);
    expect(scenario.do(correct({ results: number }))[0]).toMatchObject({
      type: 'DossierCorrected',
      data: { correction: 1, results: number, affected: [INSURANCE] },
    });
  });

  it('records no more than what becomes another', () => {
    const fields = { number: '113', book: RESULTS[BIRTH]?.['book'] };
    const [corrected] = registered().do(correct({ results: { [BIRTH]: fields } }));
    expect(corrected?.type === 'DossierCorrected' && corrected.data.results).toEqual(number);
  });

  it('is not told to the agency whose own result it corrects: that one corrected it', () => {
    const form = { ...FORM, child: { familyName: 'Nguyễn', givenName: 'Ân' } };
    expect(notices(registered().do(correct({ form, results: number })))).toEqual([
      `${RESIDENCE}-correction-1`,
      `${INSURANCE}-correction-1`,
    ]);
  });

  it('of a name in the form is told to all who were given it, the registrar too', () => {
    const form = { ...FORM, child: { familyName: 'Nguyễn', givenName: 'Ân' } };
    const scenario = registered();
    expect(notices(scenario.do(correct({ form })))).toEqual([
      `${BIRTH}-correction-1`,
      `${RESIDENCE}-correction-1`,
      `${INSURANCE}-correction-1`,
    ]);
    expect(scenario.state.formVersion).toBe(2);
  });

  it('is told to nobody who was given nothing of it', () => {
    const form = { ...FORM, insurance: { firstClinic: '79012' } };
    expect(notices(registered().do(correct({ form })))).toEqual([`${INSURANCE}-correction-1`]);
  });

  it('is told to nobody who has surely nothing: the next attempt says what is right', () => {
    const scenario = Scenario.received('2024-07-01');
    scenario.attempt(BIRTH);
    notProcessed(scenario);
    expect(notices(scenario.do(correct({ form: { ...FORM, child: { familyName: 'Nguyễn', givenName: 'Ân' } } })))).toEqual([]);
  });

  it('of a personal ID is told to those alone who were given it, not to those who began before it came', () => {
    const { personalId, ...certificate } = RESULTS[BIRTH] ?? {};
    const scenario = Scenario.received('2026-09-01');
    scenario.report(BIRTH, 'completed', { result: certificate });
    for (const procedure of [RESIDENCE, INSURANCE]) scenario.attempt(procedure);
    scenario.report(BIRTH, 'completed', { result: { ...certificate, personalId }, message: 'with the ID' });
    scenario.attempt(IDENTITY);
    expect(notices(scenario.do(correct({ results: { [BIRTH]: { personalId: '079326000124' } } })))).toEqual([`${IDENTITY}-correction-1`]);
    expect(notices(scenario.do(correct({ results: number })))).toHaveLength(3);
  });

  it('a second time is a notice of its own', () => {
    const scenario = registered();
    scenario.do(correct({ results: number }));
    expect(notices(scenario.do(correct({ results: { [BIRTH]: { number: '114' } } })))).toEqual([
      `${RESIDENCE}-correction-2`,
      `${INSURANCE}-correction-2`,
    ]);
  });

  it('needs something that becomes another', () => {
    expect(rejection(registered(), correct({ results: { [BIRTH]: { number: RESULTS[BIRTH]?.['number'] } }, form: FORM }))).toBe(
      'nothing-to-correct',
    );
    expect(rejection(registered(), correct({ results: { [RESIDENCE]: { noticeNumber: '1' } } }))).toBe('nothing-to-correct');
    expect(rejection(Scenario.submitted('2024-07-01'), correct({ form: {} }))).toBe('not-received');
  });

  it('of what was erased is refused', () => {
    const scenario = registered();
    scenario.dossier = { ...scenario.state, form: ERASED };
    expect(rejection(scenario, correct({ form: FORM }))).toBe('personal-data-erased');
  });
});
