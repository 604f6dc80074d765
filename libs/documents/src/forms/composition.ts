import type { Instant } from '@lienthong/calendar';
import type { Block } from '../page/block';
import type { Paper } from '../page/paper';

/** A form before it is drawn: what stands on it, from top to bottom, on which paper. */
export interface Composition {
  readonly paper: Paper;
  /** The document's title in a reader's window. */
  readonly title: string;
  readonly issuedAt: Instant;
  /** At the foot of each page if there is more than one. */
  readonly foot: string;
  readonly blocks: readonly Block[];
}
