import type { Pen } from './pen';

/** What is never divided between two pages: a line, a row, a block of signatures. Lengths in points. */
export interface Atom {
  readonly height: number;
  /** Space above, which falls away at the top of a page. */
  readonly above: number;
  /** The next one must stand on the same page. */
  readonly introduces: boolean;
  /** Drawn again above it if it is the first on a page. */
  readonly header?: Atom;
  /** `endsPage`: nothing stands below it on its page. */
  draw(pen: Pen, top: number, endsPage: boolean): void;
}
