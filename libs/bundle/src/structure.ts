import type { CalendarVersionData } from '@lienthong/calendar';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { phrase } from './breach-message';
import { CALENDARS_SCHEMA } from './calendar-schema';
import { schemaChecker } from './contract';
import { AGENCIES_SCHEMA, BUNDLE_SCHEMA, OFFICES_SCHEMA } from './definition-schema';
import type { AgenciesDefinition } from './agencies';
import type { Definition } from './definition';
import { isObject } from './json';
import { nearest } from './nearest';
import type { OfficesDefinition } from './offices';
import { problem, type Problem } from './problem';
import type { YamlSource } from './yaml-source';

const checker = schemaChecker();
const definitionShape = checker.compile<Definition>(BUNDLE_SCHEMA);
const agenciesShape = checker.compile<AgenciesDefinition>(AGENCIES_SCHEMA);
const officesShape = checker.compile<OfficesDefinition>(OFFICES_SCHEMA);
const calendarsShape = checker.compile<CalendarVersionData>(CALENDARS_SCHEMA);

export type Read<T> =
  { readonly value: T; readonly problems: readonly [] } | { readonly value?: never; readonly problems: readonly Problem[] };

/** Reads a definition file: its syntax, its keys and the kinds of its values. What the values mean is checked later. */
export const readDefinition = (source: YamlSource): Read<Definition> => read(source, definitionShape);
export const readAgencies = (source: YamlSource): Read<AgenciesDefinition> => read(source, agenciesShape);
export const readOffices = (source: YamlSource): Read<OfficesDefinition> => read(source, officesShape);
export const readCalendars = (source: YamlSource): Read<CalendarVersionData> => read(source, calendarsShape);

function read<T>(source: YamlSource, shape: ValidateFunction<T>): Read<T> {
  const syntax = source.problems();
  if (syntax.length > 0) return { problems: syntax };
  const value = source.value();
  if (shape(value)) return { value, problems: [] };
  return { problems: (shape.errors ?? []).filter(isOwnError).map((error) => problemOf(error, source, value)) };
}

/** Errors inside a branch of "one of", and those that sum up wrong names or a branch, repeat what another error says. */
const isOwnError = ({ schemaPath, keyword }: ErrorObject): boolean =>
  !/\/oneOf\/\d/.test(schemaPath) && keyword !== 'propertyNames' && keyword !== 'if';

function problemOf(error: ErrorObject, source: YamlSource, value: unknown): Problem {
  const path = pathOf(error.instancePath, value);
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params['additionalProperty']);
    const known = isObject(error.parentSchema?.['properties']) ? Object.keys(error.parentSchema['properties']) : [];
    return problem(source.atKey([...path, key]), 'unknown-key', { key, near: nearest(key, known), known: known.join(', ') });
  }
  if (error.keyword === 'required') {
    return problem(path.length === 0 ? source.at(path) : source.atKey(path), 'missing-key', {
      key: String(error.params['missingProperty']),
    });
  }
  const name = error.propertyName;
  const where = name === undefined ? source.at(path) : source.atKey([...path, name]);
  const label = name ?? path.at(-1) ?? '';
  const { vi, en } = phrase(error);
  return problem(where, 'wrong-value', { vi: `“${label}” ${vi}`, en: `“${label}” ${en}` });
}

/** A JSON Pointer as a path into the YAML, in which places of lists are numbers. */
function pathOf(pointer: string, value: unknown): (string | number)[] {
  let here = value;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(here) ? Number(key) : key;
      here = Array.isArray(here) ? here[Number(key)] : isObject(here) ? here[key] : undefined;
      return step;
    });
}
