import { Environment, type ObjectSchema } from '@marcbachmann/cel-js';
import { CEL_OPTIONS } from './expression';
import { referencesIn } from './expression-references';
import { isObject, type JsonObject } from './json';
import { nearest } from './nearest';
import { memberOf, propertiesOf } from './schema-shape';

export interface Finding {
  readonly detail: string;
  /** Characters from the beginning of the expression. */
  readonly offset: number;
  readonly near?: string;
  readonly known?: readonly string[];
}

export interface Typing {
  /** Absent when the form's own schema is broken: then anything may be read from it. */
  readonly form: JsonObject | undefined;
  /** By procedure key. */
  readonly results: Readonly<Record<string, JsonObject | undefined>>;
  readonly choices: readonly string[];
}

/**
 * Checks expressions against what they can see. Only for checking: cel-js wraps values of typed variables when it
 * evaluates, so evaluation has an untyped environment of its own.
 */
export class TypedExpressions {
  private readonly cel: Environment;
  private readonly shapes: Readonly<Record<string, JsonObject | undefined>>;

  constructor({ form, results, choices }: Typing) {
    const keys = Object.keys(results);
    this.shapes = {
      form,
      results: closed(results),
      outcomes: closed(Object.fromEntries(keys.map((key) => [key, { type: 'string' }]))),
      choices: closed(Object.fromEntries(choices.map((name) => [name, {}]))),
      dossier: closed({ id: { type: 'string' }, channel: { type: 'string' }, office: { type: 'string' } }),
    };
    this.cel = new Environment(CEL_OPTIONS);
    for (const [name, shape] of Object.entries(this.shapes)) {
      const type = shape ? celType(shape) : 'dyn';
      this.cel.registerVariable(name, typeof type === 'string' ? { type } : { schema: type });
    }
  }

  /** The type of a right expression, or what is wrong with it. */
  check(source: string): { readonly type?: string; readonly findings: readonly Finding[] } {
    // First our own look at the names: it also sees inside has(…) and behind .?, and can suggest the name that was meant.
    const misread = this.misreadings(source);
    if (misread.length > 0) return { findings: misread };
    const { valid, type, error } = this.cel.check(source);
    if (valid) return { type: type ?? 'dyn', findings: [] };
    return { findings: [{ detail: error?.summary ?? 'not CEL', offset: error?.range?.start ?? 0 }] };
  }

  private misreadings(source: string): readonly Finding[] {
    return referencesIn(source).flatMap(({ root, steps }) => {
      let shape = this.shapes[root];
      let path = root;
      for (const { key, offset } of steps) {
        const known = propertiesOf(shape);
        if (known && !known.includes(key)) {
          const near = nearest(key, known);
          return [{ detail: `${path} has no “${key}”`, offset, known, ...(near === undefined ? {} : { near }) }];
        }
        shape = memberOf(shape, key);
        path = `${path}.${key}`;
      }
      return [];
    });
  }
}

const closed = (members: Readonly<Record<string, JsonObject | undefined>>): JsonObject => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(Object.entries(members).map(([name, schema]) => [name, schema ?? {}])),
});

/** Numbers are `double`, also whole ones: that is what JSON values are at run time, and CEL does not mix it with `int`. */
function celType(schema: JsonObject): string | ObjectSchema {
  const { type, properties, items } = schema;
  if (type === 'object' && isObject(properties)) {
    return Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, isObject(member) ? celType(member) : 'dyn']));
  }
  if (type === 'array') {
    const of = isObject(items) ? celType(items) : 'dyn';
    return `list<${typeof of === 'string' ? of : 'dyn'}>`;
  }
  if (type === 'integer' || type === 'number') return 'double';
  if (type === 'string') return 'string';
  if (type === 'boolean' || typeof schema['const'] === 'boolean') return 'bool';
  return type === 'object' ? 'map<string, dyn>' : 'dyn';
}
