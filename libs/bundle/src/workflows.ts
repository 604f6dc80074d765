import { localDate, type Calendars, type Instant, type LocalDate } from '@lienthong/calendar';
import { AGENCIES_FILE, agenciesOf, type Agency } from './agencies';
import type { Bundle, Contract } from './bundle';
import { checkCalendarEnd } from './check-calendar-end';
import { checkCalendarYears } from './check-calendar-years';
import { checkOffices } from './check-offices';
import { checkDefinition } from './check-definition';
import { checkDates, type DatedDefinition } from './check-dates';
import { compileBundle } from './compile';
import { schemaPaths, type Definition } from './definition';
import { digestOf } from './digest';
import { Offices, OFFICES_FILE, officesOf, type Office } from './offices';
import { problem, WorkflowsError, type Problem } from './problem';
import { SchemaLibrary } from './schema-library';
import { readAgencies, readDefinition, readOffices } from './structure';
import { validateCalendars } from './validate-calendars';
import { definitionFiles, type WorkflowFiles } from './workflow-files';
import { YamlSource } from './yaml-source';

/** All versions of all bundles and of the calendars, the agencies and the one-stops. Unchangeable once loaded. */
export interface Workflows {
  readonly agencies: readonly Agency[];
  readonly offices: Offices;
  readonly calendars: Calendars;
  readonly bundles: readonly Bundle[];
  /** The version to which a dossier received at that moment, or on that day in Viet Nam, is bound. */
  inForce(code: string, at: Instant | LocalDate): Bundle | undefined;
  /** By its name, e.g. `birth@2024-07-01`. */
  get(ref: string): Bundle | undefined;
  /** By code, then by date. */
  list(): readonly Bundle[];
}

/** Checks all files together. Pure: the texts are given, and so is the day; with it, it warns of calendars that end too soon. */
export function validateFiles(
  files: WorkflowFiles,
  today?: LocalDate,
): {
  readonly problems: readonly Problem[];
  readonly agencies: readonly Agency[];
  readonly offices: readonly Office[];
  readonly calendars: Calendars;
  readonly definitions: readonly DatedDefinition[];
  readonly schemas: SchemaLibrary;
} {
  const schemas = new SchemaLibrary(files);
  const agenciesText = files.get(AGENCIES_FILE);
  const read = agenciesText === undefined ? undefined : readAgencies(new YamlSource(AGENCIES_FILE, agenciesText));
  const agencies = read?.value ? agenciesOf(read.value) : undefined;
  const definitions: DatedDefinition[] = [];
  const problems: Problem[] = read ? [...read.problems] : [problem({ file: AGENCIES_FILE, line: 1 }, 'agencies-missing')];
  const { offices, problems: ofOffices } = validateOffices(files);
  problems.push(...ofOffices);
  for (const file of definitionFiles(files)) {
    const source = new YamlSource(file, files.get(file) ?? '');
    const { value: definition, problems: shape } = readDefinition(source);
    problems.push(...shape);
    if (!definition) continue;
    definitions.push({ source, definition });
    // Without a readable list of agencies every agency would be reported once more: the list's own problem is enough.
    problems.push(...checkDefinition({ source, definition, schemas, agencies: agencies?.map(({ code }) => code) }));
  }
  problems.push(...checkDates(definitions));
  const { calendars, problems: ofCalendars } = validateCalendars(
    files,
    agencies?.map(({ code }) => code),
  );
  problems.push(...ofCalendars);
  // Without a readable calendar every bundle would be reported once more: the calendar's own problem is enough.
  if (!ofCalendars.some(({ severity }) => severity === 'error')) problems.push(...checkCalendarYears(definitions, calendars));
  if (today !== undefined) problems.push(...checkCalendarEnd(definitions, calendars, today));
  return { problems: problems.sort(byPlace), agencies: agencies ?? [], offices, calendars, definitions, schemas };
}

function validateOffices(files: WorkflowFiles): { readonly problems: readonly Problem[]; readonly offices: readonly Office[] } {
  const text = files.get(OFFICES_FILE);
  if (text === undefined) return { problems: [problem({ file: OFFICES_FILE, line: 1 }, 'offices-missing')], offices: [] };
  const source = new YamlSource(OFFICES_FILE, text);
  const { value, problems } = readOffices(source);
  return value ? { problems: checkOffices(source, value), offices: officesOf(value) } : { problems, offices: [] };
}

/** Builds the workflows out of texts. Throws `WorkflowsError` if any has an error; warnings do not hinder. */
export function assemble(files: WorkflowFiles): Workflows {
  const { problems, agencies, offices, calendars, definitions, schemas } = validateFiles(files);
  if (problems.some(({ severity }) => severity === 'error')) throw new WorkflowsError(problems);
  const bundles = definitions
    .map(({ source, definition }) =>
      compileBundle(definition, digest(source.file, definition, files, schemas), (path) => contractAt(schemas, path), calendars),
    )
    .sort((a, b) => (a.ref < b.ref ? -1 : 1));
  return workflowsOf(agencies, new Offices(offices), calendars, bundles);
}

function workflowsOf(agencies: readonly Agency[], offices: Offices, calendars: Calendars, bundles: readonly Bundle[]): Workflows {
  const byRef = new Map<string, Bundle>(bundles.map((bundle) => [bundle.ref, bundle]));
  return {
    agencies,
    offices,
    calendars,
    bundles,
    inForce: (code, at) => {
      const day = dayOf(at);
      return bundles.find(
        ({ code: own, effective: { from, until } }) => own === code && from <= day && (until === undefined || day < until),
      );
    },
    get: (ref) => byRef.get(ref),
    list: () => bundles,
  };
}

/** A day is ten characters long, an instant more. */
const dayOf = (at: Instant | LocalDate): LocalDate => (at.length === 10 ? (at as LocalDate) : localDate(at as Instant));

function digest(file: string, definition: Definition, files: WorkflowFiles, schemas: SchemaLibrary): string {
  const named = schemaPaths(definition).flatMap(({ path }) => [...(schemas.get(path).files ?? [])]);
  return digestOf(new Map([file, ...named].map((path) => [path, files.get(path) ?? ''])));
}

function contractAt(schemas: SchemaLibrary, path: string): Contract {
  const { contract, error } = schemas.get(path);
  if (!contract) throw new Error(`${path}: ${error}`);
  return contract;
}

const byPlace = (a: Problem, b: Problem): number => a.file.localeCompare(b.file) || a.line - b.line || (a.column ?? 0) - (b.column ?? 0);
