import { posix } from 'node:path';
import { has, isObject, type JsonObject } from './json';

/** A schema file that cannot be used; the message says why. */
export class SchemaError extends Error {}

export interface ResolvedSchema {
  /** Complete in itself: whoever reads it (form pages, sealing, type checks) need not follow references. */
  readonly schema: JsonObject;
  /** All files that it was put together from, itself included. */
  readonly files: ReadonlySet<string>;
}

const ANNOTATIONS = /^(title|description|examples|default|\$comment|x-.*)$/;

/**
 * Reads the schema at `path` and puts what its `$ref`s name in their place. References lead to a file beside it and a
 * JSON Pointer: `common.schema.json#/$defs/address`. What stands beside a `$ref` may only describe, not constrain.
 * Throws `SchemaError`.
 */
export function resolveSchema(path: string, texts: ReadonlyMap<string, string>): ResolvedSchema {
  const files = new Map<string, JsonObject>();

  const open = (file: string): JsonObject => {
    const known = files.get(file);
    if (known) return known;
    const text = texts.get(file);
    if (text === undefined) throw new SchemaError(`${file} does not exist`);
    const parsed = parseObject(file, text);
    files.set(file, parsed);
    return parsed;
  };

  const inline = (value: unknown, file: string, trail: readonly string[]): unknown => {
    if (Array.isArray(value)) return value.map((item) => inline(item, file, trail));
    if (!isObject(value)) return value;
    if (typeof value['$ref'] !== 'string') return mapValues(value, (member) => inline(member, file, trail));
    const { $ref: reference, ...beside } = value;
    const constraint = Object.keys(beside).find((key) => !ANNOTATIONS.test(key));
    if (constraint !== undefined) throw new SchemaError(`“${constraint}” may not stand beside the $ref ${reference}`);
    const [name = '', pointer = ''] = reference.split('#');
    const target = name === '' ? file : posix.join(posix.dirname(file), name);
    const address = `${target}#${pointer}`;
    if (trail.includes(address)) throw new SchemaError(`the $ref ${reference} leads back to itself`);
    const found = inline(atPointer(open(target), pointer, reference), target, [...trail, address]);
    return isObject(found) ? { ...found, ...beside } : found;
  };

  const { $defs: _, ...schema } = open(path);
  return { schema: inline(schema, path, [`${path}#`]) as JsonObject, files: new Set(files.keys()) };
}

function parseObject(file: string, text: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new SchemaError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(parsed)) throw new SchemaError(`${file} is not a JSON object`);
  return parsed;
}

function atPointer(root: JsonObject, pointer: string, reference: string): unknown {
  let here: unknown = root;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (!isObject(here) || !has(here, key)) throw new SchemaError(`the $ref ${reference} leads nowhere`);
    here = here[key];
  }
  return here;
}

const mapValues = (object: JsonObject, change: (value: unknown) => unknown): JsonObject =>
  Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
