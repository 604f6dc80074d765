import type { LocalDate } from '@lienthong/calendar';
import { isObject, type JsonObject } from './json';
import type { Offices } from './offices';
import { memberOf } from './schema-shape';

/** What the keyword `x-code` says of a text: the code of a commune, or of the province of the commune beside it. */
export const CODES = ['commune', 'province'] as const;

/**
 * A value with the codes of communes that were merged away put into those that serve on that day, wherever its schema marks one with
 * `x-code`; the province goes with its commune. What the list does not know stays as it is, and so does the value that was given.
 */
export function withCurrentCodes<T>(value: T, schema: JsonObject, offices: Offices, day: LocalDate): T;
export function withCurrentCodes(value: unknown, schema: JsonObject, offices: Offices, day: LocalDate): unknown {
  if (!hasCodes(schema)) return value;
  if (Array.isArray(value)) {
    const { items } = schema;
    return isObject(items) ? value.map((item: unknown) => withCurrentCodes(item, items, offices, day)) : value;
  }
  if (!isObject(value)) return value;
  const province = provinceOf(value, schema, offices, day);
  const members = Object.entries(value).map(([name, member]) => {
    const of = memberOf(schema, name);
    if (!of) return [name, member];
    if (of['x-code'] === 'commune') return [name, serving(member, offices, day)?.code ?? member];
    if (of['x-code'] === 'province') return [name, province ?? member];
    return [name, withCurrentCodes(member, of, offices, day)];
  });
  return Object.fromEntries(members);
}

/** Of the successor, where the commune in the same object was merged away; where it was not, what was written there is left. */
function provinceOf(value: JsonObject, schema: JsonObject, offices: Offices, day: LocalDate): string | undefined {
  const commune = Object.keys(value).find((name) => memberOf(schema, name)?.['x-code'] === 'commune');
  if (commune === undefined) return undefined;
  const office = serving(value[commune], offices, day);
  return office && office.code !== value[commune] ? office.province : undefined;
}

const serving = (code: unknown, offices: Offices, day: LocalDate) => (typeof code === 'string' ? offices.serving(code, day) : undefined);

/** Most parts of a message name no commune, and are left alone. Schemas stay as they are: each is looked through once. */
function hasCodes(schema: JsonObject): boolean {
  const known = WITH_CODES.get(schema);
  if (known !== undefined) return known;
  const { items, properties } = schema;
  const members = isObject(properties) ? Object.values(properties) : [];
  const found = 'x-code' in schema || [items, ...members].some((part) => isObject(part) && hasCodes(part));
  WITH_CODES.set(schema, found);
  return found;
}

const WITH_CODES = new WeakMap<JsonObject, boolean>();
