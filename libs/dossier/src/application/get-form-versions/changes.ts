import { isDeepStrictEqual } from 'node:util';

/** One field that is another now. Without `before` it is new, without `after` it is gone. */
export interface Change {
  /** JSON Pointer (RFC 6901). */
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What became another from one JSON value to the next, at the innermost fields. */
export function changesBetween(before: unknown, after: unknown, field = ''): Change[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isParent(before) || !isParent(after) || Array.isArray(before) !== Array.isArray(after)) return [change(field, before, after)];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => changesBetween(own(before, name), own(after, name), `${field}/${pointerPart(name)}`));
}

// Nothing in JSON is undefined: a member that is, is not there.
const change = (field: string, before: unknown, after: unknown): Change => ({
  field,
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
});

const isParent = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** A field may bear the name of something that every object inherits. */
const own = (parent: Readonly<Record<string, unknown>>, name: string): unknown => (Object.hasOwn(parent, name) ? parent[name] : undefined);

const pointerPart = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
