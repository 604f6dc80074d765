import { checkExpressions } from './check-expressions';
import { checkGate } from './check-gate';
import { checkNeeds } from './check-needs';
import { checkPayloads } from './check-payloads';
import { checkResults } from './check-results';
import { checkRoutes } from './check-routes';
import { checkSubsets } from './check-subsets';
import type { CheckedDefinition } from './checked-definition';
import { schemaPaths } from './definition';
import { nearest } from './nearest';
import { problem, type Problem } from './problem';

const CHECKS = [
  checkSchemas,
  checkAgencies,
  checkGate,
  checkNeeds,
  checkSubsets,
  checkResults,
  checkPayloads,
  checkRoutes,
  checkExpressions,
] as const;

export function checkDefinition(definition: CheckedDefinition): readonly Problem[] {
  return CHECKS.flatMap((check) => check(definition));
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
  const named = Object.entries(definition.procedures).flatMap(([key, { agency, routes = [] }]) => [
    { agency, at: ['procedures', key, 'agency'] },
    ...routes.flatMap((route, index) =>
      route.agency === undefined ? [] : [{ agency: route.agency, at: ['procedures', key, 'routes', index, 'agency'] }],
    ),
  ]);
  return named
    .filter(({ agency }) => !agencies.includes(agency))
    .map(({ agency, at }) =>
      problem(source.at(at), 'unknown-agency', { agency, near: nearest(agency, agencies), known: agencies.join(', ') }),
    );
}
