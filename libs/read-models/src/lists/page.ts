import type { Position } from '@lienthong/event-store';
import type { Transaction } from 'kysely';
import type { ReadTables } from '../database/read-tables';
import { encodeCursor } from './cursor';

/** A page of a list, true at one position of the log. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Asks for the next page; absent on the last one. */
  readonly next?: string;
  /** Absent before anything was read from the log. */
  readonly position?: Position;
}

export interface PageOptions {
  /** Default 100. */
  readonly limit?: number;
  /** `next` of the page before, with the same filter. */
  readonly cursor?: string;
}

export const DEFAULT_LIMIT = 100;

/**
 * Makes a page of rows of which one more than wanted was read.
 * @param keyOf what the rows are ordered by
 */
export async function pageOf<Row, Item>(
  rows: Transaction<ReadTables>,
  found: readonly Row[],
  { limit, filter, keyOf, show }: PageShape<Row, Item>,
): Promise<Page<Item>> {
  const checkpoint = await rows.selectFrom('checkpoint').select('position').where('projection', '=', 'dossiers').executeTakeFirst();
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(show),
    ...(last !== undefined && found.length > limit && { next: encodeCursor(filter, keyOf(last)) }),
    ...(checkpoint && { position: checkpoint.position as Position }),
  };
}

interface PageShape<Row, Item> {
  readonly limit: number;
  readonly filter: object;
  keyOf(row: Row): readonly string[];
  show(row: Row): Item;
}
