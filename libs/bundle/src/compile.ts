import { durationMillis, type Calendars, type LocalDate } from '@lienthong/calendar';
import type { AgencyCode, Bundle, BundleRef, BundleTimeLimit, Choice, Contract, Procedure, ProcedureKey, Route } from './bundle';
import {
  needsOf,
  timeLimitsOf,
  type Definition,
  type OptionDefinition,
  type ProcedureDefinition,
  type RouteDefinition,
  type TimeLimitDefinition,
} from './definition';
import { compileCondition, compileExpression } from './expression';

/** The name of a version: `birth@2024-07-01`. */
export const bundleRef = (code: string, from: string): BundleRef => `${code}@${from}` as BundleRef;

/** Makes the bundle that the engine runs out of a definition that has been checked. `contract` gives the compiled schema at a path. */
export function compileBundle(definition: Definition, digest: string, contract: (path: string) => Contract, calendars: Calendars): Bundle {
  const { bundle: code, effective } = definition;
  return {
    ref: bundleRef(code, effective.from),
    code,
    effective: {
      from: effective.from as LocalDate,
      ...(effective.until === undefined ? {} : { until: effective.until as LocalDate }),
    },
    digest,
    title: definition.title,
    procedureCodes: definition.codes,
    legalBasis: definition.legalBasis,
    form: contract(definition.form),
    procedures: Object.entries(definition.procedures).map(([key, procedure]) => compileProcedure(key, procedure, contract)),
    subsets: definition.subsets.map((subset) => subset.map((key) => key as ProcedureKey)),
    timeLimits: timeLimitsOf(definition).map(compileTimeLimit),
    supplementWithin: definition.supplementWithin,
    duplicates: Object.entries(definition.duplicates ?? {}).map(([name, { by, why }]) => ({ name, by: compileExpression(by), why })),
    calendars,
  };
}

function compileProcedure(key: string, procedure: ProcedureDefinition, contract: (path: string) => Contract): Procedure {
  return {
    key: key as ProcedureKey,
    title: procedure.title,
    agency: procedure.agency as AgencyCode,
    gate: procedure.gate ?? false,
    needs: needsOf(procedure).map((need) => ({ ...need, procedure: need.procedure as ProcedureKey })),
    ...(procedure.condition === undefined ? {} : { condition: compileCondition(procedure.condition) }),
    formParts: procedure.formParts ?? [],
    choices: Object.entries(procedure.choices ?? {}).map(([name, options]) => ({ name, options: options.map(compileOption) })),
    payload: {
      fields: Object.fromEntries(Object.entries(procedure.payload).map(([field, source]) => [field, compileExpression(source)])),
      contract: contract(procedure.contract),
    },
    results: { contract: contract(procedure.results.schema), late: procedure.results.late ?? [] },
    timeLimit: procedure.timeLimit,
    routes: (procedure.routes ?? []).map((route) => compileRoute(route, procedure)),
    acknowledgeWithinMs: durationMillis(procedure.acknowledgeWithin),
    onRefusal: procedure.onRefusal,
    legalBasis: procedure.legalBasis,
  };
}

const compileOption = ({ option, when, use, why }: OptionDefinition): Choice['options'][number] => ({
  option,
  ...(when === undefined ? {} : { when: compileCondition(when) }),
  use: compileExpression(use),
  why,
});

const compileRoute = ({ option, when, agency, timeLimit, why, legalBasis }: RouteDefinition, procedure: ProcedureDefinition): Route => ({
  option,
  ...(when === undefined ? {} : { when: compileCondition(when) }),
  agency: (agency ?? procedure.agency) as AgencyCode,
  timeLimit: timeLimit ?? procedure.timeLimit,
  why,
  legalBasis: legalBasis ?? procedure.legalBasis,
});

const compileTimeLimit = ({ when, why, ...limit }: TimeLimitDefinition): BundleTimeLimit => ({
  ...(when === undefined ? {} : { when: compileCondition(when) }),
  limit,
  ...(why === undefined ? {} : { why }),
});
