import type { ExpressionContext } from './bundle';
import { compileCondition, compileExpression, ExpressionError } from './expression';

const context: ExpressionContext = {
  form: { child: { familyName: 'Bí-Mật', copies: 2 }, tags: ['a'] },
  results: { 'birth-registration': { number: '7' } },
  outcomes: { 'birth-registration': 'completed' },
  choices: {},
  dossier: { id: 'd', channel: 'online', office: '26734' },
};
const value = (source: string) => compileExpression(source).evaluate(context);
const failure = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('an expression', () => {
  it.each([
    ['form.child', { familyName: 'Bí-Mật', copies: 2 }],
    ['results["birth-registration"].number', '7'],
    ['size(form.tags) + 1', 2],
    ['{"copies": form.child.copies, "list": [1, 2.5]}', { copies: 2, list: [1, 2.5] }],
    ['form.?mother', undefined],
    ['form.?child.?copies', 2],
    ['form.?mother.?name.orValue("none")', 'none'],
    ['{"a": form.?mother, "b": form.?child.?copies}', { b: 2 }],
    ['[form.?mother, form.?child.?copies]', [2]],
    ['timestamp("2026-01-01T00:00:00Z")', '2026-01-01T00:00:00.000Z'],
    ['null', null],
  ])('%s yields plain JSON', (source, expected) => {
    expect(value(source)).toEqual(expected);
    expect(JSON.stringify(value(source))).toBe(JSON.stringify(expected));
  });

  it('does not change what it read', () => {
    const before = JSON.stringify(context);
    value('{"child": form.child, "mother": form.?mother}');
    expect(JSON.stringify(context)).toBe(before);
  });

  it.each([
    ['form.mother.name', 'no_such_key'],
    ['form.child.familyName + 1', 'no_such_overload'],
    ['int(form.child.familyName)', 'int_conversion_error'],
    ['b"abc"', 'not-json'],
  ])('%s fails with a code, and without the values of the form', (source, code) => {
    const error = failure(() => value(source));
    expect(error).toBeInstanceOf(ExpressionError);
    expect(error).toMatchObject({ code, source });
    expect((error as ExpressionError).message).not.toContain('Bí-Mật');
    expect(error).not.toHaveProperty('cause');
  });

  it('that is not CEL is refused when it is compiled', () =>
    expect(failure(() => compileExpression('form.'))).toMatchObject({ name: 'ExpressionError', source: 'form.' }));

  it('that is a condition must yield true or false', () => {
    expect(compileCondition('form.child.copies > 1').evaluate(context)).toBe(true);
    expect(failure(() => compileCondition('form.child.copies').evaluate(context))).toMatchObject({ code: 'not-a-condition' });
  });
});
