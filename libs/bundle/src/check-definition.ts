import { checkExpressions } from './check-expressions';
import { checkGate } from './check-gate';
import { checkNeeds } from './check-needs';
import { checkPayloads } from './check-payloads';
import { checkResults } from './check-results';
import { checkSubsets } from './check-subsets';
import type { CheckedDefinition } from './checked-definition';
import { schemaPaths } from './definition';
import { nearest } from './nearest';
import { problem, type Problem } from './problem';

export function checkDefinition(definition: CheckedDefinition): readonly Problem[] {
  return [checkSchemas, checkAgencies, checkGate, checkNeeds, checkSubsets, checkResults, checkPayloads, checkExpressions].flatMap(
    (check) => check(definition),
  );
}

function checkSchemas({ source, definition, schemas }: CheckedDefinition): readonly Problem[] {
  return schemaPaths(definition).flatMap(({ path, at }) => {
    if (!schemas.exists(path)) return [problem(source.at(at), 'schema-missing', { path, near: nearest(path, schemas.paths()) })];
    const { error } = schemas.get(path);
    return error === undefined ? [] : [problem(source.at(at), 'schema-broken', { path, detail: error })];
  });
}

function checkAgencies({ source, definition, agencies }: CheckedDefinition): readonly Problem[] {
  if (!agencies) return [];
  return Object.entries(definition.procedures)
    .filter(([, { agency }]) => !agencies.includes(agency))
    .map(([key, { agency }]) => {
      const near = nearest(agency, agencies);
      return problem(source.at(['procedures', key, 'agency']), 'unknown-agency', { agency, near, known: agencies.join(', ') });
    });
}
