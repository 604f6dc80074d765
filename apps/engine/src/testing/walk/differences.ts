import { isLike, LEFT_OUT, type Names } from './names';

type Json = Readonly<Record<string, unknown>>;

/**
 * Where JSON is not what a page says. All members and elements have to be there, and no others, unless the page leaves some out: `"…"` as a
 * value is any value, as the last element of a list any further ones, as the last member (`"…": "…"`) any others.
 */
export function differences(expected: unknown, found: unknown, names: Names, place = ''): string[] {
  if (expected === LEFT_OUT) return [];
  if (Array.isArray(expected) && Array.isArray(found)) return ofLists(expected, found, names, place);
  if (isObject(expected) && isObject(found)) return ofObjects(expected, found, names, place);
  const same = typeof expected === 'string' && typeof found === 'string' ? isLike(expected, found, names) : Object.is(expected, found);
  return same ? [] : [`${place || 'body'}: ${shown(found)} instead of ${shown(expected)}`];
}

function ofLists(expected: readonly unknown[], found: readonly unknown[], names: Names, place: string): string[] {
  const open = expected.at(-1) === LEFT_OUT;
  const listed = open ? expected.slice(0, -1) : expected;
  if (found.length < listed.length || (!open && found.length > listed.length)) {
    return [`${place || 'body'}: ${found.length} elements instead of ${listed.length}`];
  }
  return listed.flatMap((each, at) => differences(each, found[at], names, `${place}/${at}`));
}

function ofObjects({ [LEFT_OUT]: open, ...listed }: Json, found: Json, names: Names, place: string): string[] {
  const others = open === undefined ? Object.keys(found).filter((name) => !Object.hasOwn(listed, name)) : [];
  return [
    ...Object.entries(listed).flatMap(([name, each]) =>
      Object.hasOwn(found, name) ? differences(each, found[name], names, `${place}/${name}`) : [`${place}/${name} is missing`],
    ),
    ...others.map((name) => `${place}/${name} is not in the page: ${shown(found[name])}`),
  ];
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const shown = (value: unknown): string => JSON.stringify(value) ?? 'nothing';
