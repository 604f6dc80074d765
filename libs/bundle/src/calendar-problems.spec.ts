import { Calendars, type LocalDate } from '@lienthong/calendar';
import { versionOf } from './calendar-files';
import { checkCalendarEnd } from './check-calendar-end';
import { checkCalendarYears } from './check-calendar-years';
import type { DatedDefinition } from './check-dates';
import type { Definition } from './definition';
import { problemLine, type Problem } from './problem';
import { readCalendars } from './structure';
import { validateCalendars } from './validate-calendars';
import { YamlSource } from './yaml-source';

const FILE = 'reference/calendars/2025-01-01.yaml';
const CALENDAR = `receptionCutOff: '15:00'
dueAt: '17:00'
weeklyDaysOff: [saturday, sunday]
holidays:
  new-year: { vi: Tết Dương lịch, en: New Year, days: 1, on: 01-01 }
  hung-kings: { vi: Giỗ Tổ, en: Hùng Kings, days: 1 }
  culture-day: { vi: Ngày Văn hóa, en: Culture Day, days: 1, since: 2026 }
agencies: { police: police }
calendars:
  state:
    years:
      2025:
        holidays:
          new-year: [2025-01-01]
          hung-kings: [2025-04-06]
        compensationDays:
          2025-04-07: 2025-04-06
        workingSaturdays:
          2025-04-26: 2025-05-02
  police:
    extends: state
    years:
      2025:
        ordinaryDays: [2025-04-26, 2025-05-02]
`;
const edited = (from: string, to: string): string => {
  if (!CALENDAR.includes(from)) throw new Error(`not in the calendar: ${from}`);
  return CALENDAR.replace(from, to);
};
const validate = (text: string, file = FILE): readonly Problem[] =>
  validateCalendars(new Map([[file, text]]), ['justice', 'police']).problems;
const brief = (problems: readonly Problem[]) => problems.map(({ line, severity, code }) => `${line} ${severity} ${code}`);

it('a sound calendar has no problems', () => expect(validate(CALENDAR)).toEqual([]));

describe('a broken calendar is reported with its line and its cure', () => {
  it.each([
    ['an unknown key', '        compensationDays:', '        compensationDay:', ['16 error unknown-key'], '“compensationDays”?'],
    ['a day that does not exist', '[2025-04-06]', '[2025-02-30]', ['15 error wrong-value'], 'workflows/schema'],
    ['no calendar of the state', '  state:\n', '  province:\n', ['9 error missing-key'], 'Add the key “state”.'],
    ['a cut-off after the close', "'15:00'", "'17:00'", ['1 error hours-backwards'], 'earlier'],
    ['a calendar of an unknown agency', '{ police:', '{ polise:', ['8 error unknown-agency'], 'Did you mean “police”?'],
    ['an unknown calendar', ': police }', ': polise }', ['8 error unknown-calendar'], 'Did you mean “police”?'],
    ['an unknown calendar to extend', 's: state', 's: stat', ['21 error unknown-calendar'], 'Did you mean “state”?'],
    ['calendars in a circle', 's: state', 's: police', ['21 error calendar-circle'], 'Remove one “extends”'],
    [
      'an unknown holiday',
      'hung-kings: [',
      'hung-king: [',
      ['15 error unknown-holiday', '12 error holiday-days'],
      'Did you mean “hung-kings”?',
    ],
    ['a year without a holiday', '          new-year: [2025-01-01]\n', '', ['12 error holiday-days'], 'that were announced'],
    ['a holiday with a day too many', '[2025-01-01]', '[2025-01-01, 2025-01-03]', ['14 error holiday-days'], 'that were announced'],
    ['a holiday on another date', '[2025-01-01]', '[2025-01-02]', ['14 error holiday-date'], 'the same each year'],
    [
      'a holiday before its first year',
      '        compensationDays',
      '          culture-day: [2025-11-24]\n        compensationDays',
      ['16 error holiday-days'],
      'that were announced',
    ],
    ['a day of another year', '2025-04-07:', '2026-04-07:', ['17 error day-outside-year'], 'Move it to its year'],
    ['a day with two reasons', '2025-05-02\n', '2025-04-07\n', ['19 error day-twice', '24 error ordinary-already'], 'keep one'],
    [
      'a day off for another day than the holiday',
      ': 2025-04-06',
      ': 2025-04-05',
      ['15 warning compensation-missing', '17 error compensation-without-holiday'],
      'Add the next working day',
    ],
    ['a working Saturday that is a Friday', '2025-04-26:', '2025-04-25:', ['19 error not-a-saturday', '24 error ordinary-already'], ''],
    ['a day off on a Saturday', '2025-04-07:', '2025-04-12:', ['17 error day-off-anyway'], 'otherwise worked'],
    ['an exchange for a Sunday', ': 2025-05-02', ': 2025-05-04', ['19 error day-off-anyway', '24 error ordinary-already'], ''],
    ['an ordinary day that is ordinary anyway', '[2025-04-26', '[2025-04-25', ['24 error ordinary-already'], 'Take it out'],
  ])('%s', (_, from, to, expected, cure) => {
    const problems = validate(edited(from, to));
    expect(brief(problems)).toEqual(expected);
    expect(problems[0]?.cure.en).toContain(cure);
    expect(problems.map((each) => problemLine(each, 'vi') + problemLine(each)).join()).not.toMatch(/\{\w+\}|undefined/);
  });

  it('is loaded all the same, with a warning, if a holiday on a weekend has no day off in its place', () =>
    expect(brief(validate(edited('        compensationDays:\n          2025-04-07: 2025-04-06\n', '')))).toEqual([
      '15 warning compensation-missing',
    ]));

  it('has a day for its name', () =>
    expect(
      ['2025.yaml', '2025-02-29.yaml', '2025-01-01.yml'].map((name) => brief(validate(CALENDAR, `reference/calendars/${name}`))),
    ).toEqual(Array(3).fill(['1 error calendar-file-name'])));

  it('is there at all', () =>
    expect(validateCalendars(new Map(), []).problems).toMatchObject([{ file: 'reference/calendars', code: 'calendars-missing' }]));
});

const day = (text: string) => text as LocalDate;
const calendarsOf = (...texts: readonly (readonly [string, string])[]) =>
  new Calendars(
    texts.map(([from, text]) => {
      const source = new YamlSource(`reference/calendars/${from}.yaml`, text);
      const { value: data } = readCalendars(source);
      if (!data) throw new Error(`not a calendar: ${text}`);
      return versionOf({ source, from: day(from), text, data });
    }),
  );
const definition = (effective: string, limits = ''): DatedDefinition => {
  const source = new YamlSource(
    'move/2025.yaml',
    `bundle: move
effective: ${effective}
${limits}procedures:
  notice: { agency: justice, timeLimit: { workingDays: 0 } }
  registration: { agency: police, timeLimit: { days: 2, withVerification: 3 } }
`,
  );
  return { source, definition: source.value() as Definition };
};

describe('years of which the calendar says nothing', () => {
  const uncovered = (effective: string, calendars = calendarsOf(['2025-01-01', CALENDAR])) =>
    checkCalendarYears([definition(effective)], calendars).map(
      ({ file, line, severity, message }) => `${file}:${line} ${severity}: ${/force in ([\d, –]+),/.exec(message.en)?.[1]}`,
    );

  it.each([
    ['{ from: 2025-01-01 }', []],
    ['{ from: 2026-01-01 }', []],
    ['{ from: 2025-06-01, until: 2026-01-01 }', []],
    ['{ from: 2025-06-01, until: 2026-01-02 }', ['2026']],
    ['{ from: 2025-06-01, until: 2028-01-01 }', ['2026–2027']],
    ['{ from: 2024-06-01, until: 2027-06-01 }', ['2024, 2026–2027']],
    ['{ from: 2023-06-01, until: 2025-06-01 }', ['2023–2024']],
  ])('are named where a bundle is in force: %s', (effective, years) =>
    expect(uncovered(effective)).toEqual(years.map((each) => `move/2025.yaml:2 warning: ${each}`)),
  );

  it('are named if no calendar is used yet when the bundle begins', () =>
    expect(uncovered('{ from: 2025-01-01 }', calendarsOf(['2025-01-02', CALENDAR]))).toEqual(['move/2025.yaml:2 warning: 2025']));

  it('are named if a newer calendar leaves out a year in which it is used', () =>
    expect(
      uncovered('{ from: 2025-01-01 }', calendarsOf(['2025-01-01', CALENDAR], ['2025-07-01', CALENDAR.replaceAll('2025:', '2026:')])),
    ).toEqual(['move/2025.yaml:2 warning: 2025']));

  it('are named if only the calendar of an agency that takes part leaves them out', () =>
    expect(
      uncovered(
        '{ from: 2025-01-01 }',
        calendarsOf(['2025-01-01', CALENDAR.replace('    extends: state\n', '').replace(/2025:\n +ordinary.*/, '{}')]),
      ),
    ).toEqual(['move/2025.yaml:2 warning: 2025']));

  it('are named if only the calendar of an agency to which a route leads leaves them out', () => {
    const own = CALENDAR.replace('{ police: police }', '{ home-affairs: police }').replace('    extends: state\n', '');
    const calendars = calendarsOf(['2025-01-01', own.replace(/2025:\n +ordinary.*/, '{}')]);
    expect(uncovered('{ from: 2025-01-01 }', calendars)).toEqual([]);
    const routes = '  allowance: { agency: justice, timeLimit: { days: 2 }, routes: [{ option: merit, agency: home-affairs }] }\n';
    const { source, definition: plain } = definition('{ from: 2025-01-01 }');
    const { procedures } = new YamlSource('routes.yaml', `procedures:\n${routes}`).value() as Definition;
    expect(checkCalendarYears([{ source, definition: { ...plain, procedures } }], calendars)).toHaveLength(1);
  });
});

describe('a calendar that ends soon', () => {
  const calendars = calendarsOf(['2025-01-01', CALENDAR]);
  const soon = (today: string, effective = '{ from: 2025-01-01 }', limits = '') =>
    checkCalendarEnd([definition(effective, limits)], calendars, day(today)).map((each) => problemLine(each));

  it('is reported when what is received after the cut-off may be due beyond it, with verification: three days from Tuesday, 30 December', () =>
    expect(soon('2025-12-29')).toEqual([
      'reference/calendars/2025-01-01.yaml:1 warning calendar-ends-soon: A dossier of “move” that is received today may be due in 2026, of which the calendar says nothing yet. – Add the days off of 2026 as a new file in reference/calendars.',
    ]));

  it('is not when all is due before: three days from Monday, 29 December', () => expect(soon('2025-12-28')).toEqual([]));

  it('is reported for the time that the bundle has as a whole, too: five working days from Thursday, 25 December', () => {
    const whole = 'timeLimit: { workingDays: 3, withVerification: 5 }\n';
    expect(soon('2025-12-24', undefined, whole)).toHaveLength(0);
    expect(soon('2025-12-25', undefined, whole)).toHaveLength(1);
    expect(soon('2025-12-25')).toHaveLength(0);
  });

  it('is no matter for a bundle that is not in force', () => {
    expect(soon('2025-12-29', '{ from: 2025-12-30 }')).toEqual([]);
    expect(soon('2025-12-29', '{ from: 2025-01-01, until: 2025-12-29 }')).toEqual([]);
  });
});
