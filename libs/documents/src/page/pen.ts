import type { Align } from './block';
import { breakEvenly, breakLines, type Line } from './break-lines';
import type { Run, Text } from './text';

/** In parts of the size: room for two marks on a capital, as in Ễ or Ứ. */
const LEADING = 1.3;
const BASELINE = 1;

/** Height of a line whose letters have a size, in points. */
export const lineHeight = (size: number): number => size * LEADING;

export interface Column {
  readonly left: number;
  readonly width: number;
}

/** Draws on the current page of a document, and measures. Lengths in points, from the top left corner. */
export class Pen {
  constructor(private readonly document: PDFKit.PDFDocument) {}

  lines(text: Text, width: number, size: number): readonly Line[] {
    return breakLines(text, width, (run) => this.width(run, size));
  }

  evenLines(text: Text, width: number, size: number): readonly Line[] {
    return breakEvenly(text, width, (run) => this.width(run, size));
  }

  /** Draws a line of text whose top is at `top`. */
  line({ runs, width }: Line, { left, width: room }: Column, top: number, size: number, align: Align = 'left'): void {
    let x = left + { left: 0, centre: (room - width) / 2, right: room - width }[align];
    for (const run of runs) {
      this.document.font(run.face).fontSize(size);
      this.document.text(run.text, x, top + size * BASELINE, { lineBreak: false, baseline: 'alphabetic' });
      x += this.width(run, size);
    }
  }

  /** A straight thin line. */
  rule(fromX: number, fromY: number, toX: number, toY: number): void {
    this.document.lineWidth(0.5).moveTo(fromX, fromY).lineTo(toX, toY).stroke();
  }

  /** Fills squares of a grid, as one drawing. */
  squares(cells: readonly { readonly row: number; readonly column: number }[], left: number, top: number, side: number): void {
    for (const { row, column } of cells) this.document.rect(left + column * side, top + row * side, side, side);
    this.document.fill('black');
  }

  private width({ text, face }: Run, size: number): number {
    return this.document.font(face).fontSize(size).widthOfString(text);
  }
}
