import { readdirSync, readFileSync } from 'node:fs';
import type { LocalDate } from '@lienthong/calendar';
import type { Bundle, ExpressionContext } from './bundle';
import { isObject, type JsonObject } from './json';
import { composePayload } from './payload';
import { loadWorkflows } from './read-workflows';
import { checkSubmission } from './submission';

const DIR = 'workflows';
const workflows = loadWorkflows(DIR);
const at = (date: string): Bundle => workflows.inForce('death', date as LocalDate) as Bundle;
const TODAY = at('2026-11-12');
const procedure = (bundle: Bundle, key: string) => {
  const found = bundle.procedures.find((each) => each.key === key);
  if (!found) throw new Error(key);
  return found;
};

interface Submission {
  readonly chosen: readonly string[];
  readonly office: string;
  readonly channel: string;
  readonly form: JsonObject;
}
const EXAMPLES = readdirSync(`${DIR}/death/examples`).filter((name) => name.endsWith('.json'));
const example = (name: string) => JSON.parse(readFileSync(`${DIR}/death/examples/${name}`, 'utf8')) as Submission;

const context = ({ form, channel, office, chosen }: Submission, choices: Readonly<Record<string, unknown>> = {}): ExpressionContext => ({
  form,
  results: {
    'death-registration': { number: '61', book: '01/2026', page: '31', registeredOn: '2026-11-12', document: { code: 'KQ.G15.000034' } },
  },
  outcomes: Object.fromEntries(TODAY.procedures.map(({ key }) => [key, chosen.includes(key) ? 'waiting' : 'not-chosen'])),
  choices,
  dossier: { id: 'd', channel, office },
});

/** The value of the first option that holds, by the name of the choice. */
const chosenBy = (submission: Submission, key: string, bundle = TODAY): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    procedure(bundle, key).choices.map(({ name, options }) => {
      const option = options.find(({ when }) => when?.evaluate(context(submission)) ?? true);
      return [name, option?.use.evaluate(context(submission))];
    }),
  );

describe('the death bundle', () => {
  it.each([
    ['2023-07-09', undefined],
    ['2023-07-10', 'death@2023-07-10'],
    ['2024-07-01', 'death@2024-07-01'],
    ['2026-08-31', 'death@2024-07-01'],
    ['2026-09-01', 'death@2026-09-01'],
    ['2027-02-28', 'death@2026-09-01'],
    ['2027-03-01', 'death@2027-03-01'],
  ])('on %s is in force as %s', (date, ref) => expect(workflows.inForce('death', date as LocalDate)?.ref).toBe(ref));

  it('lets everything go side by side once the death is registered', () =>
    expect(TODAY.procedures.slice(1).map(({ needs }) => needs.map((need) => need.procedure))).toEqual([
      ['death-registration'],
      ['death-registration'],
      ['death-registration'],
    ]));

  it.each(['2023-08-01', '2024-08-01', '2026-11-12', '2027-03-01'])('has in the version of %s the limits that are written down', (date) => {
    const { procedures, supplementWithin } = at(date);
    const limits = Object.fromEntries(procedures.map(({ key, timeLimit }) => [key, timeLimit]));
    expect(supplementWithin).toEqual({ workingDays: 7 });
    expect(limits).toEqual({
      'death-registration': { workingDays: 0 },
      'residence-deletion': { workingDays: 2, withVerification: 5 },
      'funeral-allowance': { days: 10 },
      ...(date > '2024' && { 'survivor-benefit': { days: 10 } }),
    });
  });

  it.each(['2023-08-01', '2024-08-01', '2026-11-12', '2027-03-01'])(
    'pays the highest first, by the same ways, in the version of %s',
    (date) => {
      const { procedures, timeLimits } = at(date);
      const ways = procedures.flatMap(({ routes }) => routes).map(({ option, agency, timeLimit }) => [option, agency, timeLimit]);
      const all = [
        ['insured', 'social-insurance', { days: 10 }],
        ['merit', 'home-affairs', { workingDays: 18 }],
        ['veteran', 'home-affairs', { workingDays: 18 }],
        ['social-pension', 'commune-affairs', { workingDays: 3 }],
        ['social-protection', 'commune-affairs', { workingDays: 5 }],
      ];
      const inPilot = all.filter(([option]) => date > '2024' || option !== 'social-pension');
      expect(ways).toEqual(inPilot);
      expect(timeLimits.map(({ limit }) => limit)).toEqual(
        [6, 10, 18, 18, ...(date > '2024' ? [6] : []), 8, 6].map((workingDays) => ({ workingDays })),
      );
    },
  );

  it.each(['2023-08-01', '2024-08-01', '2026-11-12', '2027-03-01'])('ends when the gate is refused, and by no other refusal: %s', (date) =>
    expect(at(date).procedures.flatMap(({ key, onRefusal }) => (onRefusal === 'end-bundle' ? [key] : []))).toEqual(['death-registration']),
  );

  it('asks for an extract of the register, and for a certificate since 2027', () => {
    const document = (bundle: Bundle) =>
      composePayload(procedure(bundle, 'death-registration'), context(example('vo-thi-be.json')))['document'];
    expect(document(TODAY)).toEqual({ code: 'KQ.G15.000034', title: 'Trích lục khai tử' });
    expect(document(at('2027-03-01'))).toMatchObject({ title: 'Giấy chứng tử' });
  });
});

describe.each(EXAMPLES)('the example %s', (name) => {
  const submission = example(name);

  it('can be received as it is', () => expect(checkSubmission(TODAY, submission.form, submission.chosen)).toEqual([]));

  it.each(
    workflows
      .list()
      .filter(({ code }) => code === 'death')
      .map(({ ref }) => ref),
  )('gives every agency of %s a payload that keeps its contract', (ref) => {
    const version = workflows.get(ref) as Bundle;
    for (const one of version.procedures.filter(({ key }) => submission.chosen.includes(key))) {
      const payload = composePayload(one, context(submission, chosenBy(submission, one.key, version)));
      expect([one.key, one.payload.contract.check(payload)]).toEqual([one.key, []]);
    }
  });
});

/** The example with some members of the form's parts changed; `undefined` takes one away. */
function changed(name: string, changes: Readonly<Record<string, JsonObject | undefined>>): Submission {
  const { form, ...rest } = example(name);
  const parts = Object.entries(changes).map(([part, more]) => {
    const before = form[part];
    return [part, more && isObject(before) ? { ...before, ...more } : undefined] as const;
  });
  return { ...rest, form: JSON.parse(JSON.stringify({ ...form, ...Object.fromEntries(parts) })) as JsonObject };
}

const breaches = ({ form, chosen }: Submission) => checkSubmission(TODAY, form, chosen).map(({ field, rule }) => `${field} ${rule}`);

describe('the funeral allowance', () => {
  const stated = (...categories: string[]) => changed('tran-van-hau.json', { funeral: { categories } });
  const taken = (submission: Submission, bundle = TODAY) =>
    procedure(bundle, 'funeral-allowance').routes.find(({ when }) => when?.evaluate(context(submission)) ?? true);
  const limit = (submission: Submission) => TODAY.timeLimits.find(({ when }) => when?.evaluate(context(submission)) ?? true)?.limit;

  it.each([
    [['insured'], 'insured', 'social-insurance', { days: 10 }, { workingDays: 10 }],
    [['merit'], 'merit', 'home-affairs', { workingDays: 18 }, { workingDays: 18 }],
    [['veteran'], 'veteran', 'home-affairs', { workingDays: 18 }, { workingDays: 18 }],
    [['social-pension'], 'social-pension', 'commune-affairs', { workingDays: 3 }, { workingDays: 6 }],
    [['social-protection'], 'social-protection', 'commune-affairs', { workingDays: 5 }, { workingDays: 8 }],
    [['merit', 'insured'], 'insured', 'social-insurance', { days: 10 }, { workingDays: 10 }],
    [['social-pension', 'veteran'], 'veteran', 'home-affairs', { workingDays: 18 }, { workingDays: 18 }],
    [['social-protection', 'social-pension'], 'social-pension', 'commune-affairs', { workingDays: 3 }, { workingDays: 6 }],
  ])('for %j goes the way of %s to %s', (categories, option, agency, timeLimit, whole) => {
    expect(taken(stated(...categories))).toMatchObject({ option, agency, timeLimit });
    expect(chosenBy(stated(...categories), 'funeral-allowance')).toEqual({ entitlement: option });
    expect(limit(stated(...categories))).toEqual(whole);
  });

  it('has no way to go for somebody who was in none of the categories', () => {
    expect(breaches(stated())).toEqual([]);
    expect(taken(stated())).toBeUndefined();
  });

  it('knew no social pension in the pilot', () => expect(taken(stated('social-pension'), at('2023-08-01'))).toBeUndefined());

  it('does not lengthen a dossier that does not ask for it', () => expect(limit(example('vo-thi-be.json'))).toEqual({ workingDays: 6 }));

  it('is refused with every field that a transfer lacks', () =>
    expect(breaches(changed('tran-van-hau.json', { funeral: { payment: { method: 'transfer' } } }))).toEqual([
      '/form/funeral/payment/account required',
      '/form/funeral/payment/bank required',
      '/form/funeral/payment/holder required',
    ]));

  it('is refused without who is paid, person or organisation', () => {
    const payee = (kind: string) => changed('tran-van-hau.json', { funeral: { payee: { kind, name: 'Nguyễn Văn An' } } });
    expect(breaches(payee('person'))).toEqual(['/form/funeral/payee/personalId required', '/form/funeral/payee/relation required']);
    expect(breaches(payee('organisation'))).toEqual(['/form/funeral/payee/organisationCode required']);
  });
});

describe('the survivor benefit', () => {
  const arises = (categories: readonly string[]) =>
    procedure(TODAY, 'survivor-benefit').condition?.evaluate(context(changed('tran-van-hau.json', { funeral: { categories } })));

  it('arises for relatives of somebody insured', () => expect(arises(['merit', 'insured'])).toBe(true));
  it('does not arise for others', () => expect(arises(['merit'])).toBe(false));
});

describe('the household of the deceased', () => {
  const household = (name: string) => chosenBy(example(name), 'residence-deletion')['household'];

  it('goes to the new head that was named', () =>
    expect(household('pham-quang-dao.json')).toMatchObject({ deceasedWasHead: true, singleMember: false, newHead: { relation: 'Vợ' } }));
  it('ends with its only member', () => expect(household('nguyen-thi-sau.json')).toEqual({ deceasedWasHead: true, singleMember: true }));
  it('keeps the requester as its head', () =>
    expect(household('vo-thi-be.json')).toEqual({
      deceasedWasHead: false,
      singleMember: false,
      head: { fullName: 'Võ Ngọc Ẩn', personalId: '079168002277' },
    }));
  it('keeps its head who is somebody else', () =>
    expect(household('le-thi-mui.json')).toMatchObject({ head: { fullName: 'Nguyễn Thị Thu Hường' } }));

  it.each([
    ['the deceased was the head, and no new one is named', { deceasedWasHead: true, requesterIsHead: false }, 'newHead required'],
    ['somebody else is the head, and is not named', { deceasedWasHead: false, requesterIsHead: false }, 'head required'],
    ['the only member was not the head', { singleMember: true, requesterIsHead: false }, 'deceasedWasHead const'],
    [
      'two are the head',
      { deceasedWasHead: true, newHead: { fullName: 'A', personalId: '079168002277', relation: 'Con' } },
      'requesterIsHead const',
    ],
  ])('is refused where %s', (_, more, breach) =>
    expect(breaches(changed('vo-thi-be.json', { household: more }))).toContain(`/form/household/${breach}`),
  );
});

describe('the day of a death', () => {
  it.each(['2026', '2026-11', '2026-11-08'])('may be %s', (date) =>
    expect(breaches(changed('vo-thi-be.json', { deceased: { death: { date, place: 'x' } } }))).toEqual([]),
  );
  it('is a day of the calendar, and has no minutes without an hour', () =>
    expect(breaches(changed('vo-thi-be.json', { deceased: { death: { date: '2026-02-30', minute: 5, place: 'x' } } }))).toEqual([
      '/form/deceased/death/hour required',
      '/form/deceased/death/date format',
    ]));
});
