import { deadline, explain, instant, type LocalDate } from '@lienthong/calendar';
import { readFileSync } from 'node:fs';
import { problemLine } from './problem';
import { readWorkflowFiles } from './read-workflows';
import { assemble, validateFiles } from './workflows';

const page = readFileSync('docs/how-to/write-a-calendar.md', 'utf8');
const [YEAR = '', AGENCY = ''] = fenced('yaml');
const [WARNING = '', EXPLANATION = ''] = fenced('text');

const FIRST = 'reference/calendars/2023-01-01.yaml';
const NEXT = 'reference/calendars/2027-12-15.yaml';
const directory = new Map(
  [...readWorkflowFiles('workflows')].filter(([path]) => !path.startsWith('reference/calendars/') || path === FIRST),
);

function fenced(language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text ?? '');
}
const indented = (text: string) => text.replace(/^(?=.)/gm, '      ');
const withNext = (text: string) => new Map(directory).set(NEXT, text);
const next = `${directory.get(FIRST)}${indented(YEAR)}`;
/** The line depends on how much the file said before. */
const withoutLine = (line: string) => line.replace(/:\d+:/, '::');
const problems = (text: string) => validateFiles(withNext(text)).problems.map((each) => problemLine(each));

describe('the page on writing a calendar', () => {
  it('adds a year that is sound', () => expect(problems(next)).toEqual([]));

  it('shows the warning for a holiday on a weekend without a day off', () =>
    expect(problems(next.replace(/ +2028-05-02: 2028-04-30\n/, '')).map(withoutLine)).toEqual([withoutLine(WARNING.trim())]));

  it('shows how a due date is explained', () => {
    const calendar = assemble(withNext(next)).calendars.inForce(instant('2028-01-21T15:01:00+07:00')).of('justice');
    const due = deadline(calendar, { receivedAt: instant('2028-01-21T15:01:00+07:00'), limit: { workingDays: 2 } });
    expect(explain(due, 'vi')).toEqual(EXPLANATION.trim().split('\n'));
  });

  it('shows an agency that works on other days', () => {
    const [agencies = '', calendar = ''] = AGENCY.split('calendars:\n');
    const text = `${next.replace('agencies: {}\n', agencies)}${calendar}`;
    expect(problems(text)).toEqual([]);
    const version = assemble(withNext(text)).calendars.inForce(instant('2028-01-01T00:00:00+07:00'));
    const worked = (agency: string) =>
      ['2028-01-31', '2028-02-12', '2028-03-11', '2028-03-13'].map((date) => version.of(agency).day(date as LocalDate).working);
    expect(worked('justice')).toEqual([false, true, false, true]);
    expect(worked('police')).toEqual([true, false, true, false]);
  });
});
