import type { CheckedDefinition } from './checked-definition';
import { completedBefore } from './check-needs';
import { needsOf, timeLimitsOf, type Definition, type ProcedureDefinition } from './definition';
import { referencesIn, type Reference } from './expression-references';
import { TypedExpressions, type Finding } from './expression-types';
import type { JsonObject } from './json';
import { problem, type Problem } from './problem';
import type { YamlPath } from './yaml-source';

interface Written {
  readonly at: YamlPath;
  readonly text: string;
  readonly kind: 'condition' | 'value';
}

interface EarlyReading {
  readonly read: string;
  readonly offset: number;
}

/** Every expression parses, reads only what exists, has operands that fit, and reads no result that may not be there yet. */
export function checkExpressions(subject: CheckedDefinition): readonly Problem[] {
  const { definition, schemas } = subject;
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
  const deciding = new TypedExpressions({ form, results, choices: [] });
  const ofProcedures = Object.entries(definition.procedures).flatMap(([key, procedure]) => {
    const composing = new TypedExpressions({ form, results, choices: Object.keys(procedure.choices ?? {}) });
    const before = completedBefore(key, definition);
    const early = (references: readonly Reference[]) => tooEarly(procedure, before, definition, references);
    return expressionsOf(key, procedure).flatMap((written) =>
      check(subject, written, written.at.includes('payload') ? composing : deciding, early),
    );
  });
  // The limit of the whole is set at reception, before there is any result.
  const atReception = (references: readonly Reference[]) => tooEarly(undefined, new Set(), definition, references);
  const ofTheWhole = timeLimitsOf(definition).flatMap(({ when: text }, index) =>
    text === undefined ? [] : check(subject, { at: ['timeLimit', index, 'when'], text, kind: 'condition' }, deciding, atReception),
  );
  const ofDuplicates = Object.entries(definition.duplicates ?? {}).flatMap(([name, { by: text }]) =>
    check(subject, { at: ['duplicates', name, 'by'], text, kind: 'value' }, deciding, atReception),
  );
  return [...ofProcedures, ...ofTheWhole, ...ofDuplicates];
}

function check(
  subject: CheckedDefinition,
  { at, text, kind }: Written,
  typed: TypedExpressions,
  early: (references: readonly Reference[]) => readonly EarlyReading[],
): readonly Problem[] {
  const { source } = subject;
  const { type, findings } = typed.check(text);
  const wrong = findings.map((finding) => expressionProblem(subject, at, finding));
  if (wrong.length > 0 || type === undefined) return wrong;
  const undecided = kind === 'condition' && type !== 'bool' && type !== 'dyn';
  return [
    ...(undecided ? [problem(source.at(at), 'condition-not-bool', { type })] : []),
    ...early(referencesIn(text)).map(({ read, offset }) => problem(source.inText(at, offset), 'result-not-awaited', { read })),
  ];
}

function expressionsOf(key: string, { condition, routes = [], choices = {}, payload }: ProcedureDefinition): readonly Written[] {
  const at = ['procedures', key];
  return [
    ...(condition === undefined ? [] : [{ at: [...at, 'condition'], text: condition, kind: 'condition' as const }]),
    ...routes.flatMap(({ when }, index) =>
      when === undefined ? [] : [{ at: [...at, 'routes', index, 'when'], text: when, kind: 'condition' as const }],
    ),
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
function tooEarly(
  reader: ProcedureDefinition | undefined,
  before: ReadonlySet<string>,
  definition: Definition,
  references: readonly Reference[],
): readonly EarlyReading[] {
  const guarded = new Set(references.filter((reference) => reference.guard).map(pathText));
  return references.flatMap((reference) => {
    const [first, second] = reference.steps;
    if (reference.root !== 'results' || reference.guard || !first || first.optional) return [];
    if (guarded.has(pathText(reference))) return [];
    const read = pathText(reference);
    if (!before.has(first.key)) return [{ read, offset: reference.offset }];
    const late = definition.procedures[first.key]?.results.late ?? [];
    if (!second || second.optional || !late.includes(second.key)) return [];
    const awaited = needsOf(reader).some(({ procedure, results }) => procedure === first.key && results.includes(second.key));
    return awaited ? [] : [{ read, offset: reference.offset }];
  });
}

const pathText = ({ root, steps }: Reference): string =>
  root + steps.map(({ key }) => (/^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `["${key}"]`)).join('');
