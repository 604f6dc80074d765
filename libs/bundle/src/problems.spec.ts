import { readFileSync } from 'node:fs';
import { problemLine, WorkflowsError, type Problem } from './problem';
import { assemble, validateFiles } from './workflows';

const AGENCIES = `agencies:
  justice: { title: { vi: Tư pháp, en: Justice }, kind: civil-status }
  police: { title: { vi: Công an, en: Police }, kind: police }
`;

const OFFICES = `offices:
  '00001': { name: Xã A, province: '01', from: 2025-07-01 }
  '00002': { name: Xã B, province: '01', from: 2004-01-01, until: 2025-07-01, successor: '00001' }
`;
const ofOffices = (text: string) => ({ 'reference/offices.yaml': text });

const schema = (properties: Record<string, unknown>, required: string[] = []) =>
  JSON.stringify({ type: 'object', additionalProperties: false, required, properties });
const text = { type: 'string' };

const BUNDLE = `bundle: move
effective: { from: 2025-01-01 }
title: { vi: Chuyển nhà, en: Moving house }
codes: []
legalBasis: []
form: move/form.schema.json
supplementWithin: { workingDays: 7 }
subsets:
  - [notice, registration]
procedures:
  notice:
    title: { vi: Báo, en: Notice }
    agency: justice
    gate: true
    payload:
      name: form.person.name
    contract: move/request.schema.json
    results: { schema: move/result.schema.json, late: [stamp] }
    timeLimit: { workingDays: 0 }
    acknowledgeWithin: PT4H
    onRefusal: end-bundle
    legalBasis: []
  registration:
    title: { vi: Đăng ký, en: Registration }
    agency: police
    needs: [notice]
    condition: form.person.children > 0.0
    payload:
      name: form.person.name
    contract: move/request.schema.json
    results: { schema: move/result.schema.json }
    timeLimit: { days: 3 }
    acknowledgeWithin: PT4H
    onRefusal: continue
    legalBasis: []
`;

const FILES = {
  'reference/agencies.yaml': AGENCIES,
  'reference/offices.yaml': OFFICES,
  'reference/calendars/2023-01-01.yaml': readFileSync('workflows/reference/calendars/2023-01-01.yaml', 'utf8'),
  'move/2025.yaml': BUNDLE,
  'move/form.schema.json': schema({
    person: { type: 'object', additionalProperties: false, properties: { name: text, children: { type: 'integer' } } },
  }),
  'move/request.schema.json': schema({ name: text, stamp: text }, ['name']),
  'move/result.schema.json': schema({ number: text, stamp: text }, ['number']),
};

const validate = (changes: Record<string, string | undefined>): readonly Problem[] => {
  const texts = Object.entries({ ...FILES, ...changes });
  return validateFiles(new Map(texts.flatMap(([path, content]) => (content === undefined ? [] : [[path, content] as const])))).problems;
};
const edited = (from: string, to: string) => {
  if (!BUNDLE.includes(from)) throw new Error(`not in the bundle: ${from}`);
  return { 'move/2025.yaml': BUNDLE.replace(from, to) };
};
const brief = (problems: readonly Problem[]) => problems.map(({ file, line, code }) => `${file}:${line} ${code}`);

const registration = (line: string, more: string) => edited(line, more);

describe('a sound directory', () => {
  it('has no problems', () => expect(validate({})).toEqual([]));
});

describe('a broken definition is reported with its line and its cure', () => {
  const cases: readonly (readonly [string, Record<string, string | undefined>, string, string])[] = [
    ['YAML that cannot be read', edited('subsets:\n', 'subsets: [\n'), 'move/2025.yaml:9 yaml-syntax', 'Check indentation'],
    ['a key written twice', edited('codes: []', 'codes: []\ncodes: []'), 'move/2025.yaml:5 duplicate-key', 'Keep one of the two.'],
    ['an unknown key', edited('    needs: [notice]', '    nedes: [notice]'), 'move/2025.yaml:26 unknown-key', 'Did you mean “needs”?'],
    ['a missing key', edited('    onRefusal: continue\n', ''), 'move/2025.yaml:23 missing-key', 'Add the key “onRefusal”.'],
    ['a wrong value', edited('onRefusal: continue', 'onRefusal: stop'), 'move/2025.yaml:34 wrong-value', 'workflows/schema'],
    ['an impossible date', edited('from: 2025-01-01', 'from: 2025-02-30'), 'move/2025.yaml:2 wrong-value', 'workflows/schema'],
    ['an unknown agency', edited('agency: police', 'agency: polise'), 'move/2025.yaml:25 unknown-agency', 'Did you mean “police”?'],
    [
      'a missing schema',
      edited('form: move/form', 'form: move/from'),
      'move/2025.yaml:6 schema-missing',
      'Did you mean “move/form.schema.json”?',
    ],
    [
      'a schema that is no schema',
      { 'move/form.schema.json': '{"type": "objekt"}' },
      'move/2025.yaml:6 schema-broken',
      'JSON Schema 2020-12',
    ],
    [
      'a schema with an unknown rule',
      { 'move/form.schema.json': '{"maxLenght": 3}' },
      'move/2025.yaml:6 schema-broken',
      'JSON Schema 2020-12',
    ],
    ['a schema that is not JSON', { 'move/form.schema.json': '{' }, 'move/2025.yaml:6 schema-broken', 'JSON Schema 2020-12'],
    ['no gate', edited('    gate: true\n', ''), 'move/2025.yaml:10 gate-missing', 'Write “gate: true”'],
    ['two gates', edited('agency: police', 'agency: police\n    gate: true'), 'move/2025.yaml:26 gate-twice', 'at one procedure only'],
    [
      'a need of something unknown',
      edited('needs: [notice]', 'needs: [notise]'),
      'move/2025.yaml:26 unknown-procedure',
      'Did you mean “notice”?',
    ],
    [
      'a subset of something unknown',
      edited('[notice, registration]', '[notice, registration, registratoin]'),
      'move/2025.yaml:9 unknown-procedure',
      'Did you mean “registration”?',
    ],
    [
      'a subset without the gate',
      edited('[notice, registration]\n', '[notice, registration]\n  - [registration]\n'),
      'move/2025.yaml:10 subset-without-gate',
      'Add “notice” to the subset.',
    ],
    ['a procedure that no subset offers', edited('[notice, registration]', '[notice]'), 'move/2025.yaml:23 unreachable', 'Add a subset'],
    [
      'an awaited result that does not exist',
      registration('needs: [notice]', 'needs: [{ procedure: notice, results: [stmap] }]'),
      'move/2025.yaml:26 need-result-unknown',
      'Did you mean “stamp”?',
    ],
    [
      'a late result that does not exist',
      edited('late: [stamp]', 'late: [stapm]'),
      'move/2025.yaml:18 late-unknown',
      'Did you mean “stamp”?',
    ],
    ['a late result that is required', edited('late: [stamp]', 'late: [number]'), 'move/2025.yaml:18 late-required', 'out of “required”'],
    [
      'an unknown part of the form',
      edited('condition:', 'formParts: [persn]\n    condition:'),
      'move/2025.yaml:27 form-part-unknown',
      'Did you mean “person”?',
    ],
    [
      'a misspelt name',
      edited('form.person.children >', 'form.person.chidlren >'),
      'move/2025.yaml:27 expression',
      'Did you mean “children”?',
    ],
    [
      'a misspelt name inside has()',
      edited('form.person.children > 0.0', 'has(form.persn)'),
      'move/2025.yaml:27 expression',
      'Did you mean “person”?',
    ],
    [
      'a text compared with a number',
      edited('form.person.children > 0.0', 'form.person.name == 1'),
      'move/2025.yaml:27 expression',
      'decimals such as 1.0',
    ],
    ['an expression that is not CEL', edited('form.person.children > 0.0', 'form.person >'), 'move/2025.yaml:27 expression', ''],
    [
      'a condition that is not true or false',
      edited('form.person.children > 0.0', 'form.person.name'),
      'move/2025.yaml:27 condition-not-bool',
      'Write a comparison',
    ],
    [
      'a late result that is read before it is there',
      registration(
        'payload:\n      name: form.person.name\n    contract: move/request.schema.json\n    results: { schema: move/result.schema.json }',
        'payload:\n      name: results.notice.stamp\n    contract: move/request.schema.json\n    results: { schema: move/result.schema.json }',
      ),
      'move/2025.yaml:29 result-not-awaited',
      'Add it to the needs',
    ],
    [
      'a result of a procedure that need not have succeeded',
      registration(
        'needs: [notice]\n    condition: form.person.children > 0.0',
        'needs: [{ procedure: notice, until: ended }]\n    condition: results.notice.number != ""',
      ),
      'move/2025.yaml:27 result-not-awaited',
      'read it with “.?”',
    ],
    [
      'an unknown agency of a route',
      edited('    condition:', '    routes:\n      - { option: a, agency: polise, why: { vi: a, en: a } }\n    condition:'),
      'move/2025.yaml:28 unknown-agency',
      'Did you mean “police”?',
    ],
    [
      'two routes of one name',
      edited(
        '    condition:',
        '    routes:\n      - { option: a, when: has(form.person), why: { vi: a, en: a } }\n      - { option: a, why: { vi: a, en: a } }\n    condition:',
      ),
      'move/2025.yaml:29 route-twice',
      'another name',
    ],
    [
      'a route whose condition is not true or false',
      edited('    condition:', '    routes:\n      - { option: a, when: form.person.name, why: { vi: a, en: a } }\n    condition:'),
      'move/2025.yaml:28 condition-not-bool',
      'Write a comparison',
    ],
    [
      'a misspelt name in the limit of the whole',
      edited('subsets:', 'timeLimit:\n  - { when: has(form.persn), days: 3, why: { vi: a, en: a } }\nsubsets:'),
      'move/2025.yaml:9 expression',
      'Did you mean “person”?',
    ],
    [
      'a limit of the whole that reads a result',
      edited('subsets:', 'timeLimit:\n  - { when: results.notice.number != "", days: 3, why: { vi: a, en: a } }\nsubsets:'),
      'move/2025.yaml:9 result-not-awaited',
      'read it with “.?”',
    ],
    [
      'a misspelt name in what tells duplicates',
      edited('subsets:', 'duplicates:\n  person: { by: form.persn, why: { vi: a, en: a } }\nsubsets:'),
      'move/2025.yaml:9 expression',
      'Did you mean “person”?',
    ],
    [
      'a result in what tells duplicates',
      edited('subsets:', 'duplicates:\n  person: { by: results.notice.number, why: { vi: a, en: a } }\nsubsets:'),
      'move/2025.yaml:9 result-not-awaited',
      'read it with “.?”',
    ],
    [
      'a misspelt key in the limit of the whole',
      edited('subsets:', 'timeLimit: { workingDais: 3 }\nsubsets:'),
      'move/2025.yaml:8 unknown-key',
      'Did you mean “workingDays”?',
    ],
    [
      'a limit of the whole in two units',
      edited('subsets:', 'timeLimit:\n  - { workingDays: 3, days: 3, why: { vi: a, en: a } }\nsubsets:'),
      'move/2025.yaml:9 wrong-value',
      'workflows/schema',
    ],
    [
      'a field that the contract does not know',
      edited('      name: form.person.name\n', '      name: form.person.name\n      stmap: form.person.name\n'),
      'move/2025.yaml:17 payload-field-unknown',
      'Did you mean “stamp”?',
    ],
    [
      'a field that the contract requires',
      edited('      name: form.person.name\n', '      stamp: form.person.name\n'),
      'move/2025.yaml:15 payload-field-missing',
      'Add “name” to the payload.',
    ],
    [
      'an end before the beginning',
      edited('from: 2025-01-01', 'from: 2025-01-01, until: 2025-01-01'),
      'move/2025.yaml:2 effective-backwards',
      'later than “from”',
    ],
    [
      'two versions in force on one day',
      { 'move/2026.yaml': BUNDLE.replace('2025-01-01', '2026-01-01') },
      'move/2025.yaml:2 overlapping-dates',
      '“until”',
    ],
    [
      'no list of agencies',
      { 'reference/agencies.yaml': undefined },
      'reference/agencies.yaml:1 agencies-missing',
      'Create reference/agencies.yaml.',
    ],
    [
      'a broken list of agencies',
      { 'reference/agencies.yaml': 'agencies:\n  police: { titel: x, kind: police }\n' },
      'reference/agencies.yaml:2 missing-key',
      'Add the key “title”.',
    ],
    ['no list of one-stops', { 'reference/offices.yaml': undefined }, 'reference/offices.yaml:1 offices-missing', 'Create'],
    [
      'a code without its quotes',
      ofOffices(OFFICES.replace("'00001':", '00001:')),
      'reference/offices.yaml:2 wrong-value',
      'workflows/schema',
    ],
    [
      'an end without a successor',
      ofOffices(OFFICES.replace(", successor: '00001'", '')),
      'reference/offices.yaml:3 wrong-value',
      'workflows/schema',
    ],
    [
      'a one-stop that ends before it begins',
      ofOffices(OFFICES.replace('from: 2004', 'from: 2026')),
      'reference/offices.yaml:3 effective-backwards',
      'later than “from”',
    ],
    [
      'an unknown successor',
      ofOffices(OFFICES.replace("successor: '00001'", "successor: '00003'")),
      'reference/offices.yaml:3 unknown-office',
      'Add it to reference/offices.yaml',
    ],
    [
      'successors in a circle',
      ofOffices(OFFICES.replace('2025-07-01 }\n', "2025-07-01, until: 2026-01-01, successor: '00002' }\n")),
      'reference/offices.yaml:2 successor-circle',
      'still serves',
    ],
  ];

  it.each(cases)('%s', (_, changes, expected, cure) => {
    const problems = validate(changes);
    expect(brief(problems)).toContain(expected);
    const [found] = problems.filter((each) => brief([each])[0] === expected);
    expect(found?.cure.en).toContain(cure);
    expect(found?.cure.vi).not.toBe('');
    expect([found?.message.vi, found?.message.en].join()).not.toMatch(/\{\w+\}|undefined/);
  });

  it('names the whole circle of procedures that wait for each other', () => {
    const third = BUNDLE.slice(BUNDLE.indexOf('  registration:'))
      .replace('  registration:', '  stamping:')
      .replace('[notice]', '[registration]');
    const circle = `${BUNDLE.replace('needs: [notice]', 'needs: [notice, stamping]').replace('[notice, registration]', '[notice, registration, stamping]')}${third}`;
    const [cycle, ...others] = validate({ 'move/2025.yaml': circle });
    expect(others).toEqual([]);
    expect(cycle).toMatchObject({ file: 'move/2025.yaml', line: 26, code: 'cycle' });
    expect(cycle?.message.en).toContain('registration → stamping → registration');
  });

  it('says of a gate that waits that it must not', () =>
    expect(brief(validate(edited('gate: true', 'gate: true\n    needs: [registration]')))).toContain('move/2025.yaml:15 gate-with-needs'));

  it('says which need a subset lacks', () => {
    const more = BUNDLE.slice(BUNDLE.indexOf('  registration:'))
      .replace('  registration:', '  stamping:')
      .replace('[notice]', '[registration]');
    const subsets = BUNDLE.replace('[notice, registration]', '[notice, registration]\n  - [notice, stamping]');
    const problems = validate({ 'move/2025.yaml': `${subsets}${more}` });
    expect(brief(problems)).toEqual(['move/2025.yaml:10 subset-lacks-need', 'move/2025.yaml:37 unreachable']);
    expect(problems[0]?.cure.en).toContain('Add “registration” to the subset');
  });

  it('does not take part in a subset without a need that merely has to end', () => {
    const more = BUNDLE.slice(BUNDLE.indexOf('  registration:'))
      .replace('  registration:', '  stamping:')
      .replace('[notice]', '[notice, { procedure: registration, until: ended }]');
    const subsets = BUNDLE.replace('[notice, registration]', '[notice, registration]\n  - [notice, stamping]');
    expect(validate({ 'move/2025.yaml': `${subsets}${more}` })).toEqual([]);
  });

  it('points at the very character of a wrong name on one line', () =>
    expect(validate(edited('condition: form.person.children', 'condition: form.person.kids'))[0]).toMatchObject({ line: 27, column: 28 }));

  it('points at the first line of an expression that spans several', () =>
    expect(validate(edited('form.person.children > 0.0', '>-\n      form.person.children\n      > form.persn'))[0]).toMatchObject({
      line: 28,
    }));

  it('warns of options of a choice that may all fail, and of options that are never taken', () => {
    const choice = (first: string, second: string) =>
      edited(
        '    condition:',
        `    choices:
      name:
        - { option: a, ${first}use: form.person.name, why: { vi: a, en: a } }
        - { option: b, ${second}use: form.person.name, why: { vi: b, en: b } }
    condition:`,
      );
    const when = 'when: has(form.person.name), ';
    expect(validate(choice(when, ''))).toEqual([]);
    expect(validate(choice(when, when))).toMatchObject([{ severity: 'warning', code: 'choice-open', line: 30 }]);
    expect(validate(choice('', ''))).toMatchObject([{ severity: 'warning', code: 'choice-shadowed', line: 29 }]);
  });
});

describe('routes and limits of the whole', () => {
  const routes = (first: string) =>
    edited(
      '    condition:',
      `    routes:
        - { option: a, ${first}agency: justice, timeLimit: { days: 9 }, why: { vi: a, en: a } }
        - { option: b, why: { vi: b, en: b } }
    condition:`,
    );
  const limits = (first: string) =>
    edited(
      'subsets:',
      `timeLimit:
  - { ${first}workingDays: 3, why: { vi: a, en: a } }
  - { days: 18, why: { vi: b, en: b } }
subsets:`,
    );
  const bundle = (changes: Record<string, string>) => assemble(new Map(Object.entries({ ...FILES, ...changes }))).bundles[0];
  const why = { vi: 'b', en: 'b' };

  it('may leave out what is as the procedure says it', () => {
    const changed = routes('when: has(form.person), ');
    expect(validate(changed)).toEqual([]);
    expect(bundle(changed)?.procedures[1]?.routes).toMatchObject([
      { option: 'a', agency: 'justice', timeLimit: { days: 9 } },
      { option: 'b', agency: 'police', timeLimit: { days: 3 }, why, legalBasis: [] },
    ]);
    expect(bundle({})?.procedures[1]?.routes).toEqual([]);
  });

  it('may depend on the facts, or not, or not be stated', () => {
    const changed = limits('when: form.person.children > 1.0, ');
    expect(validate(changed)).toEqual([]);
    expect(bundle(changed)?.timeLimits).toMatchObject([
      { when: { source: 'form.person.children > 1.0' }, limit: { workingDays: 3 } },
      { limit: { days: 18 }, why },
    ]);
    expect(bundle(edited('subsets:', 'timeLimit: { workingDays: 3, withVerification: 5 }\nsubsets:'))?.timeLimits).toEqual([
      { limit: { workingDays: 3, withVerification: 5 } },
    ]);
    expect(bundle({})?.timeLimits).toEqual([]);
  });

  it('say how long a supplement may take, and may not leave it out', () => {
    expect(bundle({})?.supplementWithin).toEqual({ workingDays: 7 });
    const [missing] = validate(edited('supplementWithin: { workingDays: 7 }\n', ''));
    expect(missing).toMatchObject({ code: 'missing-key', message: { en: expect.stringContaining('supplementWithin') as string } });
  });

  it('that can never be reached are warned of', () => {
    expect(validate(routes(''))).toMatchObject([{ severity: 'warning', code: 'route-shadowed', line: 28 }]);
    expect(validate(limits(''))).toMatchObject([{ severity: 'warning', code: 'time-limit-shadowed', line: 9 }]);
  });
});

describe('several broken files', () => {
  const broken = {
    'reference/agencies.yaml': 'agencies: {}\n',
    'move/2025.yaml': BUNDLE.replace('codes: []', 'codes: 7'),
    'stay/2025.yaml': BUNDLE.replace('bundle: move', 'bundle: stay').replace('form.person.name', 'form.person.nmae'),
  };

  it('are all reported, by file and line', () =>
    expect(brief(validate(broken))).toEqual([
      'move/2025.yaml:4 wrong-value',
      'reference/agencies.yaml:1 wrong-value',
      'stay/2025.yaml:16 expression',
    ]));

  it('keep everything from being loaded, with every problem in the message', () => {
    const load = () => assemble(new Map(Object.entries({ ...FILES, ...broken })));
    expect(load).toThrow(WorkflowsError);
    expect(load).toThrow(/move\/2025\.yaml:4:8 error wrong-value[^]*stay\/2025\.yaml:16:25 error expression/);
  });
});

it('a problem fits on one line of a terminal, in either language', () => {
  const [problem] = validate(edited('agency: police', 'agency: polise'));
  if (!problem) throw new Error('no problem');
  expect(problemLine(problem)).toBe(
    'move/2025.yaml:25:13 error unknown-agency: There is no agency “polise”. – Did you mean “police”? Add it to reference/agencies.yaml, or use one of: justice, police.',
  );
  expect(problemLine(problem, 'vi')).toMatch(/Không có cơ quan “polise”/);
});
