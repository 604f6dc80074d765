type Json = Readonly<Record<string, unknown>>;

/** One operation of the API as its OpenAPI document describes it. */
export interface Operation {
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  /** Names of its query parameters. */
  readonly parameters: readonly string[];
  /** A body made of the examples in the description; absent, where it takes none. */
  readonly body?: unknown;
  readonly responses: Json;
}

interface Described {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema?: Json }>> };
  readonly responses?: Json;
}

/** All operations of a document. */
export function operationsOf(document: Json): Operation[] {
  const paths = document['paths'] as Readonly<Record<string, Readonly<Record<string, Described>>>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, responses = {} }]) => {
      const schema = requestBody?.content?.['application/json']?.schema;
      return {
        method: method.toUpperCase(),
        path,
        parameters: parameters.filter((each) => each.in === 'query').map(({ name }) => name),
        ...(method === 'post' && { body: schema ? exampleOf(schema, document) : {} }),
        responses,
      };
    }),
  );
}

/** A value that a schema describes, made of its examples. */
function exampleOf(schema: Json, document: Json): unknown {
  const { $ref: reference, example, enum: values, type, properties = {}, items = {} } = schema as Schema;
  if (reference !== undefined) return exampleOf(at(document, reference), document);
  if (example !== undefined) return example;
  if (values) return values[0];
  switch (type) {
    case 'object':
      return Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, exampleOf(member, document)]));
    case 'array':
      return [exampleOf(items, document)];
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    default:
      return 'text';
  }
}

interface Schema {
  readonly $ref?: string;
  readonly example?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly items?: Json;
}

/** `#/components/schemas/…` */
const at = (document: Json, reference: string): Json =>
  reference
    .split('/')
    .slice(1)
    .reduce((here, name) => here[name] as Json, document);
