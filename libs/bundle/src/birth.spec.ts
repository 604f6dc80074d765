import { readdirSync, readFileSync } from 'node:fs';
import { instant, type LocalDate } from '@lienthong/calendar';
import type { Bundle, ExpressionContext } from './bundle';
import { CALENDARS_SCHEMA } from './calendar-schema';
import { AGENCIES_SCHEMA, BUNDLE_SCHEMA, OFFICES_SCHEMA } from './definition-schema';
import { composePayload } from './payload';
import { loadWorkflows, validateWorkflows } from './read-workflows';
import { checkSubmission } from './submission';

const DIR = 'workflows';
const workflows = loadWorkflows(DIR);
const day = (text: string) => text as LocalDate;
const at = (date: string): Bundle => workflows.inForce('birth', day(date)) as Bundle;
const procedure = (bundle: Bundle, key: string) => {
  const found = bundle.procedures.find((each) => each.key === key);
  if (!found) throw new Error(key);
  return found;
};

interface Submission {
  readonly bundle: string;
  readonly chosen: readonly string[];
  readonly office: string;
  readonly channel: string;
  readonly form: { readonly [part: string]: unknown; readonly mother?: { readonly residence: unknown } };
}
const EXAMPLES = readdirSync(`${DIR}/birth/examples`).filter((name) => name.endsWith('.json'));
const example = (name: string) => JSON.parse(readFileSync(`${DIR}/birth/examples/${name}`, 'utf8')) as Submission;

const CERTIFICATE = { number: '417', book: '02/2026', page: '17', registeredOn: '2026-11-02' };
const context = ({ form, channel, office }: Submission, more: Partial<ExpressionContext> = {}): ExpressionContext => ({
  form,
  results: { 'birth-registration': { ...CERTIFICATE, document: { code: 'KQ.G15.000031' } } },
  outcomes: {
    'birth-registration': 'completed',
    'permanent-residence': 'started',
    'health-insurance-card': 'waiting',
    'identity-card-under-six': 'waiting',
  },
  choices: { cardAddress: { province: '79', commune: '26734', line: 'x' } },
  dossier: { id: 'd', channel, office },
  ...more,
});

describe('the birth bundle', () => {
  it('has nothing wrong in any of its files, not even a warning', () => expect(validateWorkflows(DIR)).toEqual([]));

  it.each([
    ['2023-07-09', undefined],
    ['2023-07-10', 'birth@2023-07-10'],
    ['2024-06-30', 'birth@2023-07-10'],
    ['2024-07-01', 'birth@2024-07-01'],
    ['2026-08-31', 'birth@2024-07-01'],
    ['2026-09-01', 'birth@2026-09-01'],
    ['2031-01-01', 'birth@2026-09-01'],
  ])('on %s is in force as %s', (date, ref) => expect(workflows.inForce('birth', day(date))?.ref).toBe(ref));

  it('changes version at midnight in Viet Nam, not in London', () => {
    expect(workflows.inForce('birth', instant('2024-06-30T16:59:59.999Z'))?.ref).toBe('birth@2023-07-10');
    expect(workflows.inForce('birth', instant('2024-06-30T17:00:00.000Z'))?.ref).toBe('birth@2024-07-01');
  });

  it('is found by its name for dossiers that were bound to it', () => {
    expect(workflows.get('birth@2023-07-10')?.procedureCodes).toEqual(['2.000986', '2.001023']);
    expect(workflows.get('birth@2023-07-11')).toBeUndefined();
  });

  it('was a chain in 2023: insurance waits for the residence, but only until it has ended', () =>
    expect(procedure(at('2023-08-01'), 'health-insurance-card').needs).toEqual([
      { procedure: 'birth-registration', until: 'completed', results: [] },
      { procedure: 'permanent-residence', until: 'ended', results: [] },
    ]));

  it('lets residence and insurance go side by side since 2024', () =>
    expect(procedure(at('2024-08-01'), 'health-insurance-card').needs.map((need) => need.procedure)).toEqual(['birth-registration']));

  it('issues the identity card since 2026, once the personal ID is known', () =>
    expect(procedure(at('2026-09-01'), 'identity-card-under-six').needs).toEqual([
      { procedure: 'birth-registration', until: 'completed', results: ['personalId'] },
    ]));

  it.each(['2023-08-01', '2024-08-01', '2026-09-01'])('has in the version of %s the time limits that were read in the law', (date) => {
    const { procedures, timeLimits, supplementWithin } = at(date);
    expect(timeLimits).toEqual([{ limit: { workingDays: 3, withVerification: 5 } }]);
    expect(supplementWithin).toEqual({ workingDays: 7 });
    expect(procedures.slice(0, 3).map(({ key, timeLimit }) => [key, timeLimit])).toEqual([
      ['birth-registration', { workingDays: 0 }],
      ['permanent-residence', { workingDays: 2, withVerification: 5 }],
      ['health-insurance-card', { workingDays: 2 }],
    ]);
    expect(new Set(procedures.map(({ acknowledgeWithinMs }) => acknowledgeWithinMs))).toEqual(new Set([14_400_000]));
  });

  it('gives the identity card a time that is assumed', () =>
    expect(procedure(at('2026-09-01'), 'identity-card-under-six').timeLimit).toEqual({ workingDays: 7 }));

  it.each(['2023-08-01', '2024-08-01', '2026-09-01'])(
    'ends in the version of %s when the gate is refused, and by no other refusal',
    (date) =>
      expect(
        at(date).procedures.flatMap(({ key, gate, onRefusal }) => (gate || onRefusal === 'end-bundle' ? [[key, onRefusal]] : [])),
      ).toEqual([['birth-registration', 'end-bundle']]),
  );
});

describe('the published schemas for editors', () => {
  it.each([
    ['bundle', BUNDLE_SCHEMA],
    ['agencies', AGENCIES_SCHEMA],
    ['offices', OFFICES_SCHEMA],
    ['calendars', CALENDARS_SCHEMA],
  ])('%s.schema.json says the same as the loader', (name, schema) =>
    expect(JSON.parse(readFileSync(`${DIR}/schema/${name}.schema.json`, 'utf8'))).toEqual(schema),
  );
});

describe.each(EXAMPLES)('the example %s', (name) => {
  const submission = example(name);
  const bundle = at('2026-11-02');

  it('can be received as it is', () => expect(checkSubmission(bundle, submission.form, submission.chosen)).toEqual([]));

  it.each(
    workflows
      .list()
      .filter(({ code }) => code === 'birth')
      .map(({ ref }) => ref),
  )('gives every agency of %s a payload that keeps its contract', (ref) => {
    const version = workflows.get(ref) as Bundle;
    const known = { 'birth-registration': { ...CERTIFICATE, personalId: '079226000417' } };
    for (const one of version.procedures.filter(({ key }) => submission.chosen.includes(key))) {
      const payload = composePayload(one, context(submission, { results: known }));
      expect([one.key, one.payload.contract.check(payload)]).toEqual([one.key, []]);
    }
  });
});

describe('a submission', () => {
  const submission = example('nguyen-bao-an.json');
  const bundle = at('2026-11-02');
  const breaches = (form: unknown, chosen = submission.chosen) =>
    checkSubmission(bundle, form, chosen).map(({ field, rule }) => `${field} ${rule}`);

  it('may choose only what can be filed together', () => {
    expect(breaches(submission.form, ['permanent-residence'])).toEqual(['/chosen subset']);
    expect(breaches(submission.form, ['birth-registration', 'birth-registration'])).toEqual(['/chosen subset']);
  });

  it('has to fill in the part of the form of every chosen procedure, and of no other', () => {
    const { residence: _, ...form } = submission.form;
    expect(breaches(form)).toEqual(['/form/residence required']);
    expect(breaches(form, ['birth-registration', 'health-insurance-card'])).toEqual([]);
  });

  it('names both parents unless the case says that one is unknown', () => {
    const { father: _, ...form } = submission.form;
    expect(breaches(form)).toEqual(['/form/father required']);
    expect(breaches({ ...form, case: 'father-unknown' })).toEqual([]);
  });

  it('is told what is wrong in the words of the form, without what was written there', () => {
    const child = { ...(submission.form['child'] as object), familyName: 'N9uyễn' };
    expect(checkSubmission(bundle, { ...submission.form, child }, submission.chosen)).toEqual([
      {
        field: '/form/child/familyName',
        rule: 'pattern',
        message: { vi: 'Họ: không đúng dạng quy định', en: 'Family name: does not have the required form' },
      },
    ]);
  });

  it.each(['Nguyễn Thị Phương Uyên', 'H’Hen Niê', 'Đỗ Ưu', 'Y Thịnh K’Bríu', 'Ngu\u0303ye\u0302\u0303n'])(
    'takes the name %s',
    (fullName) => {
      const requester = { ...(submission.form['requester'] as object), fullName };
      expect(breaches({ ...submission.form, requester })).toEqual([]);
    },
  );

  it.each(['2026-02-30', '2026-02-29', '2026-04-31', '2026-13-01', '2026-10-24T00:00:00Z'])('has no child born on %s', (birthDate) => {
    const child = { ...(submission.form['child'] as object), birthDate };
    expect(breaches({ ...submission.form, child })).toEqual(['/form/child/birthDate format']);
  });

  it.each([
    ['1991', true],
    ['1991-12', true],
    ['1991-12-31', true],
    ['1991-13', false],
    ['1991-02-29', false],
    ['12.1991', false],
  ])('takes %s as a birth date of a parent: %s', (birthDate, taken) => {
    const mother = { ...submission.form.mother, birthDate };
    expect(breaches({ ...submission.form, mother }).length === 0).toBe(taken);
  });

  it('refuses a day that does not exist as the birth date of the child', () => {
    const child = { ...(submission.form['child'] as object), birthDate: '2026-02-29' };
    expect(breaches({ ...submission.form, child })).toEqual(['/form/child/birthDate format']);
  });
});

describe('the address on the insurance card', () => {
  const submission = example('le-minh-khoi.json');
  const [choice] = procedure(at('2026-11-02'), 'health-insurance-card').choices;
  const taken = (more: Partial<ExpressionContext>) =>
    choice?.options.find(({ when }) => when?.evaluate(context(submission, { choices: {}, ...more })) ?? true)?.option;
  const residence = (outcome: string) => ({ outcomes: { ...context(submission).outcomes, 'permanent-residence': outcome } });
  const without = (...parts: string[]) => ({
    form: Object.fromEntries(Object.entries(submission.form).filter(([part]) => !parts.includes(part))),
  });

  it('is the requested residence while that is not refused', () => expect(taken(residence('started'))).toBe('requested-residence'));
  it('is the mother’s when the residence is refused', () => expect(taken(residence('refused'))).toBe('mother'));
  it('is the father’s when no mother is known', () => expect(taken({ ...residence('refused'), ...without('mother') })).toBe('father'));
  it('is the requester’s when neither is known', () => expect(taken(without('residence', 'mother', 'father'))).toBe('requester'));
});
