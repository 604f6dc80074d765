import type { CheckedDefinition } from './checked-definition';
import { completedBefore } from './check-needs';
import { needsOf, type Definition } from './definition';
import { referencesIn, type Reference } from './expression-references';
import { TypedExpressions, type Finding } from './expression-types';
import type { JsonObject } from './json';
import { problem, type Problem } from './problem';
import type { YamlPath } from './yaml-source';

type Kind = 'condition' | 'value';

/** Every expression parses, reads only what exists, has operands that fit, and reads no result that may not be there yet. */
export function checkExpressions(subject: CheckedDefinition): readonly Problem[] {
  const { source, definition, schemas } = subject;
  const schemaAt = (path: string): JsonObject | undefined => (schemas.exists(path) ? schemas.get(path).contract?.schema : undefined);
  const results = Object.fromEntries(
    Object.entries(definition.procedures).map(
      ([
        key,
        {
          results: { schema },
        },
      ]) => [key, schemaAt(schema)],
    ),
  );
  const form = schemaAt(definition.form);
  return Object.keys(definition.procedures).flatMap((key) => {
    const procedure = definition.procedures[key];
    if (!procedure) return [];
    const deciding = new TypedExpressions({ form, results, choices: [] });
    const composing = new TypedExpressions({ form, results, choices: Object.keys(procedure.choices ?? {}) });
    return expressionsOf(key, definition).flatMap(({ at, text, kind }) => {
      const typed = at.includes('payload') ? composing : deciding;
      const { type, findings } = typed.check(text);
      const wrong = findings.map((finding) => expressionProblem(subject, at, finding));
      if (wrong.length > 0 || type === undefined) return wrong;
      const undecided = kind === 'condition' && type !== 'bool' && type !== 'dyn';
      return [
        ...(undecided ? [problem(source.at(at), 'condition-not-bool', { type })] : []),
        ...tooEarly(key, definition, referencesIn(text)).map(({ read, offset }) =>
          problem(source.inText(at, offset), 'result-not-awaited', { read }),
        ),
      ];
    });
  });
}

function expressionsOf(key: string, { procedures }: Definition): readonly { at: YamlPath; text: string; kind: Kind }[] {
  const procedure = procedures[key];
  if (!procedure) return [];
  const at = ['procedures', key];
  const { condition, choices = {}, payload } = procedure;
  return [
    ...(condition === undefined ? [] : [{ at: [...at, 'condition'], text: condition, kind: 'condition' as const }]),
    ...Object.entries(choices).flatMap(([name, options]) =>
      options.flatMap(({ when, use }, index) => {
        const here = [...at, 'choices', name, index];
        return [
          ...(when === undefined ? [] : [{ at: [...here, 'when'], text: when, kind: 'condition' as const }]),
          { at: [...here, 'use'], text: use, kind: 'value' as const },
        ];
      }),
    ),
    ...Object.entries(payload).map(([field, text]) => ({ at: [...at, 'payload', field], text, kind: 'value' as const })),
  ];
}

function expressionProblem({ source }: CheckedDefinition, at: YamlPath, { detail, offset, near, known }: Finding): Problem {
  const hints = known
    ? { hintVi: `Ở đây có: ${known.join(', ')}.`, hintEn: `What is there: ${known.join(', ')}.` }
    : {
        hintVi: 'Số trong biểu mẫu được so với số thập phân, ví dụ 1.0; phần có thể vắng được đọc bằng “.?”.',
        hintEn: 'Numbers of a form are compared with decimals such as 1.0; what may be absent is read with “.?”.',
      };
  return problem(source.inText(at, offset), 'expression', { detail, near, ...hints });
}

/** Readings of results that may not exist when the procedure starts, unless the expression says that they may be absent. */
function tooEarly(key: string, definition: Definition, references: readonly Reference[]): readonly { read: string; offset: number }[] {
  const before = completedBefore(key, definition);
  const guarded = new Set(references.filter((reference) => reference.guard).map(pathText));
  return references.flatMap((reference) => {
    const [first, second] = reference.steps;
    if (reference.root !== 'results' || reference.guard || !first || first.optional) return [];
    if (guarded.has(pathText(reference))) return [];
    const read = pathText(reference);
    if (!before.has(first.key)) return [{ read, offset: reference.offset }];
    const late = definition.procedures[first.key]?.results.late ?? [];
    if (!second || second.optional || !late.includes(second.key)) return [];
    const awaited = needsOf(definition.procedures[key]).some(
      ({ procedure, results }) => procedure === first.key && results.includes(second.key),
    );
    return awaited ? [] : [{ read, offset: reference.offset }];
  });
}

const pathText = ({ root, steps }: Reference): string =>
  root + steps.map(({ key }) => (/^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `["${key}"]`)).join('');
