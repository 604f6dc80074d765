import { readFileSync } from 'node:fs';
import { instant } from '@lienthong/calendar';
import { problemLine } from './problem';
import { assemble, validateFiles } from './workflows';

const page = readFileSync('docs/how-to/write-a-bundle.md', 'utf8');
const blocks = (language: string) => [...page.matchAll(new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``, 'g'))].map(([, text]) => text ?? '');
const fenced = (language: string) => blocks(language)[0] ?? '';

const schema = (properties: Record<string, unknown>, required: readonly string[] = []) =>
  JSON.stringify({ type: 'object', additionalProperties: false, required, properties });
const text = { type: 'string', maxLength: 100 };
const person = { type: 'object', additionalProperties: false, required: ['fullName'], properties: { fullName: text } };

const files = (definition: string) =>
  new Map([
    ['reference/agencies.yaml', readFileSync('workflows/reference/agencies.yaml', 'utf8')],
    ['reference/offices.yaml', readFileSync('workflows/reference/offices.yaml', 'utf8')],
    ['reference/calendars/2023-01-01.yaml', readFileSync('workflows/reference/calendars/2023-01-01.yaml', 'utf8')],
    ['stay/2027-01-01.yaml', definition],
    [
      'stay/schemas/form.schema.json',
      schema({ guest: person, nights: { type: 'integer' }, plate: text, driver: person }, ['guest', 'nights']),
    ],
    ['stay/schemas/stay-report.request.schema.json', schema({ fullName: text, nights: { type: 'integer' } }, ['fullName', 'nights'])],
    ['stay/schemas/stay-report.result.schema.json', schema({ number: text, badge: text }, ['number'])],
    ['stay/schemas/parking-permit.request.schema.json', schema({ plate: text, badge: text, holder: text }, ['plate', 'badge', 'holder'])],
    ['stay/schemas/parking-permit.result.schema.json', schema({ permit: text }, ['permit'])],
  ]);

describe('the page on writing a bundle', () => {
  it('shows a bundle that loads, without a warning', () => {
    expect(validateFiles(files(fenced('yaml'))).problems).toEqual([]);
    expect(assemble(files(fenced('yaml'))).inForce('stay', instant('2027-01-01T00:00:00.000Z'))?.ref).toBe('stay@2027-01-01');
  });

  it('shows a limit of the whole that depends on the facts', () => {
    const [definition = '', limits = ''] = blocks('yaml');
    const changed = definition.replace(/^timeLimit: .*\n/m, limits);
    expect(validateFiles(files(changed)).problems).toEqual([]);
    expect(
      assemble(files(changed))
        .get('stay@2027-01-01')
        ?.timeLimits.map(({ limit }) => limit),
    ).toEqual([{ workingDays: 7 }, { workingDays: 3 }]);
  });

  it('shows how a duplicate is told', () => {
    const [definition = '', , duplicates = ''] = blocks('yaml');
    const changed = `${definition}\n${duplicates}`;
    expect(validateFiles(files(changed)).problems).toEqual([]);
    expect(
      assemble(files(changed))
        .get('stay@2027-01-01')
        ?.duplicates.map(({ name }) => name),
    ).toEqual(['guest-and-plate']);
  });

  it('shows the problem that a misspelt name gives', () => {
    const misspelt = fenced('yaml').replace('has(form.plate)', 'has(form.plat)');
    expect(validateFiles(files(misspelt)).problems.map((each) => problemLine(each))).toEqual([fenced('text').trim()]);
  });

  it.each(
    [...page.matchAll(/^\|[^|]*\| (`.*?`)/gm)]
      .map(([, code]) => (code ?? '').slice(1, -1))
      .filter((code) => /form|results|outcomes/.test(code)),
  )('shows the expression %s, which is right', (expression) => {
    const definition = fenced('yaml').replace(
      'condition: has(form.plate)',
      `condition: ${JSON.stringify(`dyn(${expression}) != dyn("")`)}`,
    );
    expect(validateFiles(files(definition)).problems).toEqual([]);
  });
});
