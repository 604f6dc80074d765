import type { CheckedDefinition } from './checked-definition';
import { needsOf } from './definition';
import { nearest } from './nearest';
import { problem, type Problem } from './problem';
import { propertiesOf, requiredOf } from './schema-shape';
import type { YamlPath } from './yaml-source';

/** Results that are awaited or may come late, and parts of the form that are asked for, stand in their schemas. */
export function checkResults({ source, definition, schemas }: CheckedDefinition): readonly Problem[] {
  const fieldsAt = (path: string | undefined) => propertiesOf(path === undefined ? undefined : schemas.get(path).contract?.schema);
  const unknown = (fields: readonly string[] | undefined, at: (index: number) => YamlPath, path: string | undefined, report: Report) => {
    const known = fieldsAt(path);
    if (!known) return [];
    return (fields ?? []).flatMap((field, index) => {
      if (known.includes(field)) return [];
      const details = { field, near: nearest(field, known), known: known.join(', '), ...report.details };
      return [problem(source.at(at(index)), report.code, details)];
    });
  };
  return Object.entries(definition.procedures).flatMap(([key, procedure]) => {
    const at = ['procedures', key];
    const { late = [], schema } = procedure.results;
    const required = requiredOf(schemas.get(schema).contract?.schema);
    return [
      ...unknown(late, (index) => [...at, 'results', 'late', index], schema, { code: 'late-unknown' }),
      ...late.flatMap((field, index) =>
        required.includes(field) ? [problem(source.at([...at, 'results', 'late', index]), 'late-required', { field })] : [],
      ),
      ...unknown(procedure.formParts, (index) => [...at, 'formParts', index], definition.form, { code: 'form-part-unknown' }),
      ...needsOf(procedure).flatMap((need, needIndex) =>
        unknown(
          need.results,
          (index) => [...at, 'needs', needIndex, 'results', index],
          definition.procedures[need.procedure]?.results.schema,
          { code: 'need-result-unknown', details: { need: need.procedure } },
        ),
      ),
    ];
  });
}

interface Report {
  readonly code: 'late-unknown' | 'form-part-unknown' | 'need-result-unknown';
  readonly details?: Readonly<Record<string, string>>;
}
