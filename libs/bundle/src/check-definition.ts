import { checkExpressions } from './check-expressions';
import { checkGate } from './check-gate';
import { checkNeeds } from './check-needs';
import { checkPayloads } from './check-payloads';
import { checkResults } from './check-results';
import { checkSubsets } from './check-subsets';
import { schemaPaths, type Definition } from './definition';
import { nearest } from './nearest';
import { problem, type Problem } from './problem';
import type { SchemaLibrary } from './schema-library';
import type { YamlSource } from './yaml-source';

/** A definition whose shape is right, with what is needed to check its meaning and to point at the place. */
export interface Subject {
  readonly source: YamlSource;
  readonly definition: Definition;
  readonly schemas: SchemaLibrary;
  /** Absent when the list of agencies itself cannot be read. */
  readonly agencies: readonly string[] | undefined;
}

export function checkDefinition(subject: Subject): readonly Problem[] {
  return [checkSchemas, checkAgencies, checkGate, checkNeeds, checkSubsets, checkResults, checkPayloads, checkExpressions].flatMap(
    (check) => check(subject),
  );
}

function checkSchemas({ source, definition, schemas }: Subject): readonly Problem[] {
  return schemaPaths(definition).flatMap(({ path, at }) => {
    if (!schemas.exists(path)) return [problem(source.at(at), 'schema-missing', { path, near: nearest(path, schemas.paths()) })];
    const { error } = schemas.get(path);
    return error === undefined ? [] : [problem(source.at(at), 'schema-broken', { path, detail: error })];
  });
}

function checkAgencies({ source, definition, agencies }: Subject): readonly Problem[] {
  if (!agencies) return [];
  return Object.entries(definition.procedures)
    .filter(([, { agency }]) => !agencies.includes(agency))
    .map(([key, { agency }]) => {
      const near = nearest(agency, agencies);
      return problem(source.at(['procedures', key, 'agency']), 'unknown-agency', { agency, near, known: agencies.join(', ') });
    });
}
