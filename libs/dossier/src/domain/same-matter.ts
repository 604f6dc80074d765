import type { Bundle } from '@lienthong/bundle';
import type { Dossier } from './dossier';
import { expressionContext } from './expression-context';
import { isErased } from './personal';

/**
 * What a dossier is about, in the words of its definition: by the name of each mark that it has, a text that is the same for the same
 * matter. However it was written: composed or decomposed letters, capitals and spaces make no difference. What a mark reads and the form
 * does not have leaves the mark out. Personal: to be fingerprinted, never to be stored.
 */
export function matterOf(dossier: Dossier, bundle: Bundle): ReadonlyMap<string, string> {
  if (isErased(dossier.form)) return new Map();
  const context = expressionContext(dossier, bundle);
  const marks = bundle.duplicates.flatMap(({ name, by }): [string, string][] => {
    const value = folded(valueOf(() => by.evaluate(context)));
    return isNothing(value) ? [] : [[name, JSON.stringify([bundle.code, name, value])]];
  });
  return new Map(marks);
}

function valueOf(evaluate: () => unknown): unknown {
  try {
    return evaluate();
  } catch {
    // The form lacks what the mark reads.
    return undefined;
  }
}

/** As it counts for comparing: texts folded, members in one order. */
function folded(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  if (Array.isArray(value)) return value.map(folded);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, folded(member)] as const);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Nothing, an empty text, or something that holds nothing else says nothing. */
function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isNothing);
}
