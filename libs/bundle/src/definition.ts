import type { Bilingual, LegalSource, SupplementWindow, TimeLimit } from './bundle';

/** A definition file as it is written: keys and texts, nothing compiled. `definition-schema.ts` says what may stand in it. */
export interface Definition {
  readonly bundle: string;
  readonly effective: { readonly from: string; readonly until?: string };
  readonly title: Bilingual;
  readonly codes: readonly string[];
  readonly legalBasis: readonly LegalSource[];
  readonly form: string;
  readonly timeLimit?: TimeLimit | readonly TimeLimitDefinition[];
  readonly supplementWithin: SupplementWindow;
  readonly duplicates?: Readonly<Record<string, DuplicateDefinition>>;
  readonly subsets: readonly (readonly string[])[];
  readonly procedures: Readonly<Record<string, ProcedureDefinition>>;
}

export interface ProcedureDefinition {
  readonly title: Bilingual;
  readonly agency: string;
  readonly gate?: boolean;
  readonly needs?: readonly (string | NeedDefinition)[];
  readonly condition?: string;
  readonly formParts?: readonly string[];
  readonly choices?: Readonly<Record<string, readonly OptionDefinition[]>>;
  readonly payload: Readonly<Record<string, string>>;
  readonly contract: string;
  readonly results: { readonly schema: string; readonly late?: readonly string[] };
  readonly timeLimit: TimeLimit;
  readonly routes?: readonly RouteDefinition[];
  readonly acknowledgeWithin: string;
  readonly onRefusal: 'end-bundle' | 'continue';
  readonly legalBasis: readonly LegalSource[];
}

export interface DuplicateDefinition {
  readonly by: string;
  readonly why: Bilingual;
}

export interface NeedDefinition {
  readonly procedure: string;
  readonly until?: 'completed' | 'ended';
  readonly results?: readonly string[];
}

export interface OptionDefinition {
  readonly option: string;
  readonly when?: string;
  readonly use: string;
  readonly why: Bilingual;
}

/** What a route leaves out is as the procedure says it. */
export interface RouteDefinition {
  readonly option: string;
  readonly when?: string;
  readonly agency?: string;
  readonly timeLimit?: TimeLimit;
  readonly why: Bilingual;
  readonly legalBasis?: readonly LegalSource[];
}

export type TimeLimitDefinition = TimeLimit & { readonly when?: string; readonly why?: Bilingual };

/** The limits of the bundle as a whole: none, the one that always holds, or those that depend on the facts. */
export function timeLimitsOf({ timeLimit = [] }: Definition): readonly TimeLimitDefinition[] {
  return 'length' in timeLimit ? timeLimit : [timeLimit];
}

/** A need in its long form; waiting for completion is what is meant when nothing is said. */
export function needOf(need: string | NeedDefinition): Required<NeedDefinition> {
  return { until: 'completed', results: [], ...(typeof need === 'string' ? { procedure: need } : need) };
}

export const needsOf = (procedure: ProcedureDefinition | undefined): readonly Required<NeedDefinition>[] =>
  (procedure?.needs ?? []).map(needOf);

/** Every schema file that the definition names, with the place where it does. */
export function schemaPaths(definition: Definition): readonly { readonly path: string; readonly at: readonly string[] }[] {
  return [
    { path: definition.form, at: ['form'] },
    ...Object.entries(definition.procedures).flatMap(([key, procedure]) => [
      { path: procedure.contract, at: ['procedures', key, 'contract'] },
      { path: procedure.results.schema, at: ['procedures', key, 'results', 'schema'] },
    ]),
  ];
}
