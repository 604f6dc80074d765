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
    if (!isObject(items)) return value;
    const current = value.map((item: unknown) => withCurrentCodes(item, items, offices, day));
    return current.some((item, at) => item !== value[at]) ? current : value;
  }
  if (!isObject(value)) return value;
  let changed: Record<string, unknown> | undefined;
  for (const [name, of] of membersWithCodes(schema)) {
    if (!Object.hasOwn(value, name)) continue;
    const member = value[name];
    const current = currentMember(member, of, () => provinceOf(value, schema, offices, day), offices, day);
    if (current === member) continue;
    // Nearly always all communes still serve: a copy is made only where one does not.
    changed ??= { ...value };
    changed[name] = current;
  }
  return changed ?? value;
}

function currentMember(member: unknown, of: JsonObject, province: () => string | undefined, offices: Offices, day: LocalDate): unknown {
  if (of['x-code'] === 'commune') return serving(member, offices, day)?.code ?? member;
  if (of['x-code'] === 'province') return province() ?? member;
  return withCurrentCodes(member, of, offices, day);
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
  const { items } = schema;
  return 'x-code' in schema || membersWithCodes(schema).length > 0 || (isObject(items) && hasCodes(items));
}

function membersWithCodes(schema: JsonObject): Members {
  const known = MEMBERS.get(schema);
  if (known) return known;
  const { properties } = schema;
  const named = Object.entries(isObject(properties) ? properties : {});
  const found = named.flatMap(([name, of]): Members => (isObject(of) && hasCodes(of) ? [[name, of]] : []));
  MEMBERS.set(schema, found);
  return found;
}

type Members = readonly (readonly [name: string, schema: JsonObject])[];
const MEMBERS = new WeakMap<JsonObject, Members>();
