import type { Paper } from './paper';
import type { Column } from './pen';

/** Where blocks are set: a column, and the size of its letters. */
export interface Frame extends Column {
  readonly textSize: number;
  /** In points. */
  readonly height: number;
}

/** What the margins leave. */
export const frameOf = ({ width, height, margin, textSize }: Paper): Frame => ({
  left: margin.side,
  width: width - 2 * margin.side,
  height: height - margin.top - margin.bottom,
  textSize,
});
