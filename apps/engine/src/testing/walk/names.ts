/** What the names of a page stand for, such as `{id}`: bound where they are seen first, and the same from then on. */
export type Names = Map<string, string>;

/** Something that is left out, in a page. */
export const LEFT_OUT = '…';

const NAME = /\{([a-z][A-Za-z]*)\}/g;

/** How a value looks, by how its name ends. */
const SHAPES: readonly (readonly [ending: RegExp, shape: string])[] = [
  [/^id$|Id$/, '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'],
  [/^position$|Position$/, '\\d{20}'],
];
const ANY = '[^\\s"]+';

/** A text of a page with its names replaced. Throws when a name is not bound yet. */
export function fill(text: string, names: Names): string {
  return text.replace(NAME, (_, name: string) => {
    const value = names.get(name);
    if (value === undefined) throw new Error(`nothing before says what {${name}} is`);
    return value;
  });
}

/** Whether a text is the one of a page: `…` is any text, new names are bound, known ones have to be what they were. */
export function isLike(expected: string, text: string, names: Names): boolean {
  const found: string[] = [];
  const parts = expected.split(NAME).map((part, at) => {
    if (at % 2 === 0) return part.split(LEFT_OUT).map(literally).join('[^]*');
    const value = names.get(part);
    if (value !== undefined) return literally(value);
    const again = found.indexOf(part);
    if (again >= 0) return `\\${again + 1}`;
    found.push(part);
    return `(${SHAPES.find(([ending]) => ending.test(part))?.[1] ?? ANY})`;
  });
  const match = new RegExp(`^${parts.join('')}$`).exec(text);
  if (match) for (const [at, name] of found.entries()) names.set(name, match[at + 1] ?? '');
  return match !== null;
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
