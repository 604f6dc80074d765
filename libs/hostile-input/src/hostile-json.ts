import fc from 'fast-check';
import { hostileText } from './hostile-text';

type Path = readonly (string | number)[];

/** What is done to one part of a document. The fragments are JSON as text: values such as 1e400 and keys twice over have no other form. */
interface Change {
  readonly path: Path;
  readonly does: 'replace' | 'bend' | 'remove' | 'double' | 'add';
  readonly bend: (text: string) => string;
  readonly name: string;
  readonly fragment: string;
}

const nested = (open: string, close: string, depth: number): string => `${open.repeat(depth)}${close.repeat(depth)}`;

const FRAGMENTS = [
  'null',
  'true',
  '0',
  '-0',
  '-1',
  '1.5',
  '1e400',
  '-1e400',
  '5e-324',
  '9007199254740993',
  '123456789012345678901234567890',
  '[]',
  '{}',
  '[null]',
  '[[[[[[[[[[[]]]]]]]]]]]',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"constructor":1,"toString":1,"valueOf":1,"hasOwnProperty":1}',
  '{"length":4294967295}',
  '{"then":1}',
  '{"toJSON":1}',
  '"\\ud800"',
  '"\\u0000"',
  '"\\u202e"',
  nested('[', ']', 10_000),
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  `{${Array.from({ length: 20_000 }, (_, at) => `"k${at}":0`).join()}}`,
  `[${'0,'.repeat(50_000)}0]`,
  JSON.stringify('x'.repeat(100_000)),
];

const NAMES = ['__proto__', 'constructor', 'prototype', 'toString', '', 'a/b~c', 'extra', '\ud800', 'x'.repeat(5_000)];

const fragment: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...FRAGMENTS) },
  { weight: 3, arbitrary: hostileText.map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value)) },
);

/** What still looks like the text that it was. */
const BENDS: readonly ((text: string) => string)[] = [
  (text) => text.replace(/\d/g, '9'),
  (text) => text.replace(/\d/g, '0'),
  (text) => text.replace(/\d/g, (digit) => String((Number(digit) + 7) % 10)),
  (text) => text.replace(/[0-9](?=\D*$)/, '7'),
  (text) => text.normalize('NFD'),
  (text) => text.toUpperCase(),
  (text) => `${text}\ud800`,
  (text) => `${text}\u0000`,
  (text) => `${text} `,
  (text) => text.slice(0, -1),
  (text) => `${text}${text}`,
];

/** JSON like the example, with a few of its parts replaced by what is hostile, bent, removed, doubled or added to. */
export function hostileJson(example: unknown): fc.Arbitrary<string> {
  const change = fc.record<Change>({
    path: fc.constantFrom(...pathsOf(example)),
    does: fc.constantFrom('replace', 'replace', 'bend', 'bend', 'bend', 'remove', 'double', 'add'),
    bend: fc.constantFrom(...BENDS),
    name: fc.constantFrom(...NAMES),
    fragment,
  });
  const changes = fc.oneof({ weight: 3, arbitrary: fc.tuple(change) }, fc.array(change, { minLength: 2, maxLength: 3 }));
  return changes.map((changes) => write(example, [], changes));
}

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const members: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...members.flatMap(([name, member]) => pathsOf(member, [...path, name]))];
}

function write(value: unknown, path: Path, changes: readonly Change[]): string {
  const here = changes.filter((each) => each.path.length === path.length && each.path.every((part, at) => part === path[at]));
  const replaced = here.find(({ does }) => does === 'replace');
  if (replaced) return replaced.fragment;
  const added = here.filter(({ does }) => does === 'add');
  const written = (member: unknown, name: string | number, asMember: (text: string) => string): string[] => {
    const at = [...path, name];
    const mine = changes.filter((each) => each.path.length === at.length && each.path.every((part, i) => part === at[i]));
    if (mine.some(({ does }) => does === 'remove')) return [];
    const doubled = mine.filter(({ does }) => does === 'double').map((each) => asMember(each.fragment));
    return [asMember(write(member, at, changes)), ...doubled];
  };
  if (Array.isArray(value)) {
    const items = value.flatMap((item, at) => written(item, at, (text) => text));
    return `[${[...items, ...added.map((each) => each.fragment)].join()}]`;
  }
  const bent = here.find(({ does }) => does === 'bend');
  if (bent && typeof value === 'string') return JSON.stringify(bent.bend(value));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).flatMap(([name, member]) => written(member, name, (text) => `${JSON.stringify(name)}:${text}`));
  return `{${[...members, ...added.map((each) => `${JSON.stringify(each.name)}:${each.fragment}`)].join()}}`;
}
