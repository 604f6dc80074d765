import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, ProcedureKey } from '@lienthong/bundle';
import { dayMonthYear, instant, localDate, plusMillis } from '@lienthong/calendar';
import { projectRoot } from '@lienthong/installation';
import { Scenario, workflows } from '../testing/scenario';
import type { DossierEvent, Form } from './dossier.events';
import { buildPayload } from './expression-context';

const DEATH = 'death-registration' as ProcedureKey;
const RESIDENCE = 'residence-deletion' as ProcedureKey;
const FUNERAL = 'funeral-allowance' as ProcedureKey;
const SURVIVORS = 'survivor-benefit' as ProcedureKey;

const ENTRY = { number: '61', book: '01/2026', page: '31', registeredOn: '2026-11-12', document: { code: 'KQ.G15.000034' } };
const DAY_MS = 86_400_000;

const version = (ref: string): Bundle => {
  const bundle = workflows.get(ref);
  if (!bundle) throw new Error(`no ${ref}`);
  return bundle;
};
const TODAY = version('death@2026-09-01');

interface Submission {
  readonly chosen: readonly ProcedureKey[];
  readonly form: Form;
}
const example = (name: string): Submission =>
  JSON.parse(readFileSync(join(projectRoot(), 'workflows/death/examples', `${name}.json`), 'utf8')) as Submission;

const received = (name: string, bundle = TODAY): Scenario => Scenario.receivedUnder(bundle, example(name));

function receivedAt(name: string, moment: string): Scenario {
  const scenario = Scenario.submittedUnder(TODAY, example(name));
  scenario.now = instant(moment);
  scenario.do({ type: 'ReceiveDossier' });
  return scenario;
}

/** To whom what was handed over, in order. */
const handed = (events: readonly DossierEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'HandoffRequested' ? [`${event.data.procedure} → ${event.data.agency}`] : []));

const registered = (scenario: Scenario): string[] => handed(scenario.report(DEATH, 'completed', { result: ENTRY }));

const complete = (scenario: Scenario): void => {
  for (const key of scenario.state.chosen) {
    if (scenario.statusOf(key) === 'started') scenario.report(key, 'completed', { result: {} });
  }
};

const payloadOf = (scenario: Scenario, key: ProcedureKey): Readonly<Record<string, unknown>> => {
  const procedure = scenario.bundle.procedures.find((each) => each.key === key);
  if (!procedure) throw new Error(key);
  return buildPayload(scenario.state, scenario.bundle, procedure);
};

describe('a death dossier', () => {
  it.each([
    ['tran-van-hau', ['residence-deletion → police', 'funeral-allowance → social-insurance', 'survivor-benefit → social-insurance']],
    ['pham-quang-dao', ['residence-deletion → police', 'funeral-allowance → social-insurance']],
    ['le-thi-mui', ['residence-deletion → police', 'funeral-allowance → commune-affairs']],
    ['nguyen-thi-sau', ['residence-deletion → police', 'funeral-allowance → commune-affairs']],
    ['hoang-dinh-can', ['residence-deletion → police', 'funeral-allowance → home-affairs']],
    ['vo-thi-be', ['residence-deletion → police']],
  ])('of %s goes where its facts lead, and completes', (name, expected) => {
    const scenario = received(name);
    expect(handed(scenario.steps.map(({ event }) => event))).toEqual(['death-registration → justice']);
    expect(registered(scenario)).toEqual(expected);
    complete(scenario);
    expect(scenario.state).toMatchObject({ outcome: 'completed' });
  });

  it('with two entitlements is paid the highest, once, and says why', () => {
    const scenario = received('pham-quang-dao');
    registered(scenario);
    expect(scenario.state.procedures[FUNERAL]).toMatchObject({
      route: { option: 'insured', why: { en: expect.stringContaining('Social Insurance') as string } },
      choices: { entitlement: { option: 'insured' } },
    });
    expect(payloadOf(scenario, FUNERAL)).toMatchObject({ entitlement: 'insured', categories: ['merit', 'insured'] });
  });

  it.each([
    ['le-thi-mui', 'a social pension', '17/11/2026', '20/11/2026'],
    ['nguyen-thi-sau', 'social protection', '19/11/2026', '25/11/2026'],
    ['pham-quang-dao', 'Social Insurance, ten days of which the last is moved off a Sunday', '23/11/2026', '27/11/2026'],
    ['hoang-dinh-can', 'a veteran', '09/12/2026', '09/12/2026'],
  ])('of %s has the time of its way: %s', (name, _, allowance, whole) => {
    const scenario = receivedAt(name, '2026-11-13T02:00:00Z');
    registered(scenario);
    const due = [FUNERAL, 'dossier'].map((of) => scenario.state.clock.due[of]?.legal);
    expect(due.map((moment) => moment && dayMonthYear(localDate(moment)))).toEqual([allowance, whole]);
  });

  it('tells what is corrected to the authority that has the allowance, not to the usual one', () => {
    const scenario = received('hoang-dinh-can');
    registered(scenario);
    scenario.attempt(FUNERAL);
    const form = {
      ...scenario.state.form,
      funeral: { ...((scenario.state.form as Form)['funeral'] as object), burial: { date: '2026-11-14', place: 'Nghĩa trang xã' } },
    };
    const corrected = scenario.do({ type: 'CorrectDossier', form, reason: 'another cemetery' });
    expect(handed(corrected)).toEqual(['funeral-allowance → home-affairs']);
  });

  it('pays by transfer where the payee is an organisation', () => {
    const scenario = received('nguyen-thi-sau');
    registered(scenario);
    expect(payloadOf(scenario, FUNERAL)).toMatchObject({
      payee: { kind: 'organisation', organisationCode: '0312345678' },
      payment: { method: 'transfer', account: '112000987654' },
    });
  });

  it.each([
    ['pham-quang-dao', 'new-head', { deceasedWasHead: true, singleMember: false, newHead: { fullName: 'Đỗ Thị Kim Oanh' } }],
    ['nguyen-thi-sau', 'sole-member', { deceasedWasHead: true, singleMember: true }],
    ['tran-van-hau', 'requester-is-head', { deceasedWasHead: false, singleMember: false, head: { fullName: 'Trần Minh Khôi' } }],
  ])('of %s tells the Police whether the deceased is householder or sole member: %s', (name, option, household) => {
    const scenario = received(name);
    registered(scenario);
    expect(scenario.state.procedures[RESIDENCE]?.choices?.['household']?.option).toBe(option);
    expect(payloadOf(scenario, RESIDENCE)).toMatchObject({ household });
  });

  it('has no allowance and no survivor benefit where nobody was entitled, and completes all the same', () => {
    const { chosen, form } = example('tran-van-hau');
    const funeral = { ...(form['funeral'] as object), categories: [] };
    const scenario = Scenario.receivedUnder(TODAY, { chosen, form: { ...form, funeral } });
    expect(registered(scenario)).toEqual(['residence-deletion → police']);
    for (const key of [FUNERAL, SURVIVORS]) {
      expect(scenario.state.procedures[key]).toMatchObject({ status: 'skipped', because: { why: 'condition' } });
    }
    complete(scenario);
    expect(scenario.state.outcome).toBe('completed');
  });

  it('goes on where the allowance is refused, and ends with refusals', () => {
    const scenario = received('tran-van-hau');
    registered(scenario);
    scenario.report(FUNERAL, 'refused');
    complete(scenario);
    expect(scenario.state.outcome).toBe('with-refusals');
  });

  it('lets the rest not arise when the death cannot be registered', () => {
    const scenario = received('tran-van-hau');
    expect(handed(scenario.report(DEATH, 'refused'))).toEqual([]);
    expect(scenario.state.procedures[SURVIVORS]?.because).toEqual({ why: 'not-arising', procedure: DEATH });
    expect(scenario.state.outcome).toBe('refused');
  });

  it('received under the old law finishes with an extract after the law has changed', () => {
    const scenario = received('vo-thi-be');
    scenario.now = plusMillis(scenario.now, 200 * DAY_MS);
    expect(workflows.inForce('death', localDate(scenario.now))?.ref).toBe('death@2027-03-01');
    expect(payloadOf(scenario, DEATH)).toMatchObject({ document: { title: 'Trích lục khai tử' } });
    registered(scenario);
    complete(scenario);
    expect(scenario.state).toMatchObject({ bundle: 'death@2026-09-01', outcome: 'completed' });
    expect(payloadOf(received('vo-thi-be', version('death@2027-03-01')), DEATH)).toMatchObject({ document: { title: 'Giấy chứng tử' } });
  });
});
