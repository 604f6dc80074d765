import { createHash } from 'node:crypto';

/** The cursor is damaged, or belongs to a list with another filter. Begin at the first page. */
export class CursorInvalid extends Error {
  readonly code = 'cursor-invalid';
  constructor() {
    super('cursor-invalid: not a cursor of this list');
  }
}

/**
 * Where a page ended: the key of its last row, and of which list. Opaque to clients; what it holds is no secret, and one that is made up
 * shows nothing that the list would not show.
 * @param filter what the list was asked for; the order of its members counts
 */
export function encodeCursor(filter: object, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([digestOf(filter), ...key])).toString('base64url');
}

/** @throws CursorInvalid */
export function decodeCursor(filter: object, cursor: string, length: number): readonly string[] {
  const parts = parse(cursor);
  const valid = Array.isArray(parts) && parts.length === length + 1 && parts.every((part) => typeof part === 'string');
  if (!valid || parts[0] !== digestOf(filter)) throw new CursorInvalid();
  return parts.slice(1);
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    return undefined;
  }
}

const digestOf = (filter: object): string => createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 16);
